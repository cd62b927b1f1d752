"""The tables of the meeting room. None has a column for typed text."""

from .agenda import AgendaItem, Recusal
from .series import Series, SkippedDay
from .sittings import Attendance, Meeting

__all__ = ["AgendaItem", "Attendance", "Meeting", "Recusal", "Series", "SkippedDay"]
