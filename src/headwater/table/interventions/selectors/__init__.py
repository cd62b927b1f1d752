"""Reads of filter four, starting from the seat.

Who is not part of a response gets NotFoundHere: an agency that never was, one that left, the
recused, and every role that does not sit at the table. The chair sees codes and the clock.
"""

from .entries import (
    KINDS,
    current_consents,
    current_services,
    door_of,
    entry_of,
    reached_at,
    standing,
    untold,
)
from .facts import Clock, Facts, clock_of, facts_of, is_overdue
from .reach import (
    lead_of,
    part_of,
    participants,
    response_for,
    response_to_note,
    responses_of,
)

__all__ = [
    "KINDS",
    "Clock",
    "Facts",
    "clock_of",
    "current_consents",
    "current_services",
    "door_of",
    "entry_of",
    "facts_of",
    "is_overdue",
    "lead_of",
    "part_of",
    "participants",
    "reached_at",
    "response_for",
    "response_to_note",
    "responses_of",
    "standing",
    "untold",
]
