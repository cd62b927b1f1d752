"""The tables of the meeting room. None has a column for typed text."""

from .agenda import AgendaItem, Recusal
from .sittings import Attendance, Meeting
from .series import Series, SkippedDay

__all__ = ["AgendaItem", "Attendance", "Meeting", "Recusal", "Series", "SkippedDay"]
