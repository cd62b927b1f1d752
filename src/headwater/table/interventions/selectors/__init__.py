"""Reads of filter four, starting from the seat.

Who is not part of a response gets NotFoundHere: an agency that never was, one that left, the
recused, and every role that does not sit at the table. The chair sees codes and the clock.
"""

from .entries import (
    KINDS,
    corrections_of,
    current_consents,
    current_services,
    door_of,
    entries_of,
    entry_of,
    going_of,
    has_plan,
    reached_at,
    standing,
    untold,
)
from .facts import Clock, Facts, clock_of, facts_of, is_overdue
from .reach import (
    all_agencies,
    disclosure_of,
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
    "all_agencies",
    "clock_of",
    "corrections_of",
    "current_consents",
    "current_services",
    "disclosure_of",
    "door_of",
    "entries_of",
    "entry_of",
    "facts_of",
    "going_of",
    "has_plan",
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
