"""The tables of the meeting room. None has a column for typed text."""

from .agenda import AgendaItem, Guest, KeptOut, Recusal
from .customs import Customs, OpeningPart, Training
from .series import Series, SkippedDay
from .sittings import Attendance, Meeting, Presence

__all__ = [
    "AgendaItem",
    "Attendance",
    "Customs",
    "Guest",
    "KeptOut",
    "Meeting",
    "OpeningPart",
    "Presence",
    "Recusal",
    "Series",
    "SkippedDay",
    "Training",
]
