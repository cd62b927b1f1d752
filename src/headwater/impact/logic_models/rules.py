"""The columns of a logic model and the standing of one. Pure data."""

from __future__ import annotations

from enum import StrEnum

from headwater.network.rules import Role


class Column(StrEnum):
    """From what is put in to what changes, left to right."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    SHORT_TERM = "short_term"
    MEDIUM_TERM = "medium_term"
    LONG_TERM = "long_term"


class Standing(StrEnum):
    """Whose logic model it is. A draft is shown as a draft on every page it reaches."""

    DRAFTED = "drafted"  # drafted from the goals; the partnership has not seen it
    ADOPTED = "adopted"  # the partnership made it its own


class Better(StrEnum):
    """Which way an indicator should move, where that can be said at all."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # a count that can mean two things, such as gaps found


# Who writes a community's goals and logic models.
WRITES_GOALS = frozenset({Role.EVALUATOR, Role.CHAIR})
