"""The retention run: every room that holds what must end destroys what is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from headwater.audit import trail
from headwater.evidence.extract import retention as extracts
from headwater.table.discussions import retention as discussions
from headwater.table.interventions import retention as interventions
from headwater.table.screening import retention as screening
from headwater.vault import retention as vault

# In this order: what names a sealed thing goes before the vault forgets its key.
ROOMS: tuple[tuple[str, Callable[[datetime], int]], ...] = (
    ("screening", screening.destroy_due),
    ("interventions", interventions.destroy_due),
    ("discussions", discussions.destroy_due),
    ("vault", vault.destroy_due),
    ("extracts", extracts.destroy_due),
)


@dataclass(frozen=True)
class Destroyed:
    """How many records a room destroyed in a run."""

    room: str
    number: int


def run(at: datetime) -> list[Destroyed]:
    """Destroy all that is due at an instant; each room in its own transactions.

    A run that is cut short is simply run again: what was destroyed stays destroyed, the rest is
    still due.
    """
    report = [Destroyed(room, destroy_due(at)) for room, destroy_due in ROOMS]
    trail.record("retention.run", at=at, detail={entry.room: str(entry.number) for entry in report})
    return report
