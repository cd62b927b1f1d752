"""Where a gap stands, and when a count may be shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Standing(StrEnum):
    """What became of a gap."""

    NOTICED = "noticed"
    RAISED = "raised"  # told to those who can close it
    UNDER_WAY = "under_way"
    CLOSED = "closed"
    STAYS = "stays"  # those who could close it said no


OWNERS: dict[Standing, str] = {
    Standing.NOTICED: "the coordinator",
    Standing.RAISED: "those who can close it",
    Standing.UNDER_WAY: "those who can close it",
    Standing.CLOSED: "no one",
    Standing.STAYS: "the steering committee",
}

# Lists of the vocabulary this room takes codes from.
SERVICES, KINDS, TOUCHES = "services", "gap_kinds", "gap_touches"
CODE_LENGTH = 60
# The product's threshold: a count from one to four is not told, inside either.
THRESHOLD = 5
QUARTERS_SHOWN = 4


def may_be_told(count: int) -> bool:
    """Whether a count is told: none at all, or five and more."""
    return count == 0 or count >= THRESHOLD


def may_be_split(parts: Iterable[int]) -> bool:
    """Whether a total may be told in parts: only if every part may, or a hidden one is the rest."""
    return all(may_be_told(part) for part in parts)
