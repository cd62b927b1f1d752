"""Reads of filter four, starting from the seat.

Who is not part of a response gets NotFoundHere: an agency that never was, one that left, the
recused, and every role that does not sit at the table. The chair sees codes and the clock.
"""

from .doors import DoorShare, police_share
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
    visit_of,
)
from .facts import Clock, Facts, clock_of, facts_of, is_overdue
from .people import Called, acting_lead, call_list, seats_for, seats_of_lead
from .reach import (
    all_agencies,
    disclosure_of,
    lead_of,
    left_at,
    part_of,
    participants,
    response_for,
    response_to_note,
    responses_of,
)
from .steps import (
    adopted,
    clock_rule,
    guide,
    is_adapted,
    open_steps,
    overdue_steps,
    steps_of,
    template_steps,
)
from .waiting import has_taken_note, notes_waiting, response_to, to_enter, to_enter_one

__all__ = [
    "KINDS",
    "Called",
    "Clock",
    "DoorShare",
    "Facts",
    "acting_lead",
    "adopted",
    "all_agencies",
    "call_list",
    "clock_of",
    "clock_rule",
    "corrections_of",
    "current_consents",
    "current_services",
    "disclosure_of",
    "door_of",
    "entries_of",
    "entry_of",
    "facts_of",
    "going_of",
    "guide",
    "has_plan",
    "has_taken_note",
    "is_adapted",
    "is_overdue",
    "lead_of",
    "left_at",
    "notes_waiting",
    "open_steps",
    "overdue_steps",
    "part_of",
    "participants",
    "police_share",
    "reached_at",
    "response_for",
    "response_to",
    "response_to_note",
    "responses_of",
    "seats_for",
    "seats_of_lead",
    "standing",
    "steps_of",
    "template_steps",
    "to_enter",
    "to_enter_one",
    "untold",
    "visit_of",
]
