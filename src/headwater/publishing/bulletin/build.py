"""From released figures to the words and drawings of a bulletin, in both languages at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from headwater.core.zones import Quarter
from headwater.network.models import Community, Seat


@dataclass(frozen=True)
class Built:
    """A bulletin's frozen content: `figures` by language, the drafted note, the ledger's name."""

    figures: dict[str, Any]
    context: dict[str, str]
    release: str


def build(community: Community, quarter: Quarter, *, by: Seat, at: datetime) -> Built:
    """Ask, release through the ledger, and say it in words."""
    return Built({}, {"en": "", "fr": ""}, "")
