"""The tables of the shared record: codes, times and references, and no place for a name."""

from .agencies import AgencyAnswer, Assisting, DisclosedKind, DisclosedTo, Disclosure
from .coded import (
    CriterionFinding,
    DiscussionFactor,
    DiscussionFlag,
    DiscussionProtective,
    Dissent,
    Position,
)
from .discussion import Discussion
from .history import Correction, StateChange

__all__ = [
    "AgencyAnswer",
    "Assisting",
    "Correction",
    "CriterionFinding",
    "DisclosedKind",
    "DisclosedTo",
    "Disclosure",
    "Discussion",
    "DiscussionFactor",
    "DiscussionFlag",
    "DiscussionProtective",
    "Dissent",
    "Position",
    "StateChange",
]
