"""What an indicator reads from the extract: one function a measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .models import Goal


@dataclass(frozen=True)
class Reading:
    """An indicator as a page shows it: its words, its value in words, and what must be said."""

    label: str
    value: str
    note: str


def of_goal(goal: Goal, *, at: datetime) -> list[Reading]:
    """The readings of a goal's indicators from the last closed quarter."""
    return []
