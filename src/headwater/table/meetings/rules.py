"""The life of a meeting and of an item on its agenda, as data. Pure: no Django, no labels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Room for any code of the vocabulary.
CODE_LENGTH = 60


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class ItemState(StrEnum):
    """Where an item of the agenda stands."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"
    PARKED = "parked"  # put off: it comes back at this or the next meeting


class ItemKind(StrEnum):
    """Why an item is on the agenda."""

    NEW = "new"
    FOLLOW_UP = "follow_up"


class Status(StrEnum):
    """A seat's attendance."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Venue(StrEnum):
    """How a series meets. A code and not an address: this room holds no typed text."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    BOTH = "both"
    PHONE = "phone"


class Region(StrEnum):
    """The province or territory whose public holidays a table keeps, by its postal code."""

    ALBERTA = "AB"
    BRITISH_COLUMBIA = "BC"
    MANITOBA = "MB"
    NEW_BRUNSWICK = "NB"
    NEWFOUNDLAND_AND_LABRADOR = "NL"
    NOVA_SCOTIA = "NS"
    NORTHWEST_TERRITORIES = "NT"
    NUNAVUT = "NU"
    ONTARIO = "ON"
    PRINCE_EDWARD_ISLAND = "PE"
    QUEBEC = "QC"
    SASKATCHEWAN = "SK"
    YUKON = "YT"


# Lists of the vocabulary this room takes codes from.
AFTERWARDS_REASONS = "recorded_afterwards_reasons"
RECUSAL_REASONS = "recusal_reasons"
STEPPED_OUT = "stepped-out"
URGENT_REASONS = "urgent_meeting_reasons"
OPENING_PARTS = "opening_parts"
SECTORS = "sectors"

# A screen of a chair that follows is noted at most this often (seconds).
SEEN_EVERY = 20
# After so many seconds without a screen of the chair, another may take the chair.
CHAIR_LOST_AFTER = 120
# A year of two meetings a week is 104; more days than this in one go is a slip of the keyboard.
LONGEST_PLAN_DAYS = 400
# A training stands at most five years, whatever a table sets (months).
LONGEST_TRAINING = 60


class MeetingVerb(StrEnum):
    """What can be done to a meeting that changes its state."""

    OPEN = "open"
    CLOSE = "close"


class ItemVerb(StrEnum):
    """What can be done to an agenda item that changes its state."""

    OPEN = "open"
    FINISH = "finish"
    PARK = "park"


@dataclass(frozen=True)
class Move[State: StrEnum]:
    """From which states a verb leads, and where to."""

    sources: frozenset[State]
    target: State


MEETING_MOVES: dict[MeetingVerb, Move[MeetingState]] = {
    MeetingVerb.OPEN: Move(frozenset({MeetingState.PLANNED}), MeetingState.OPEN),
    MeetingVerb.CLOSE: Move(frozenset({MeetingState.OPEN}), MeetingState.CLOSED),
}

# A finished item may be taken up again while the meeting is open: people remember things.
ITEM_MOVES: dict[ItemVerb, Move[ItemState]] = {
    ItemVerb.OPEN: Move(
        frozenset({ItemState.WAITING, ItemState.PARKED, ItemState.DONE}), ItemState.OPEN
    ),
    ItemVerb.FINISH: Move(frozenset({ItemState.OPEN}), ItemState.DONE),
    ItemVerb.PARK: Move(frozenset({ItemState.OPEN, ItemState.WAITING}), ItemState.PARKED),
}

# Who owns a meeting in each state: who can move it on.
OWNERS: dict[MeetingState, str] = {
    MeetingState.PLANNED: "any chair or coordinator of the table",
    MeetingState.OPEN: "the one who chairs this meeting",
    MeetingState.CLOSED: "no one",
}

# Follow-ups first: what is already promised to a person comes before what is new.
KIND_ORDER: dict[ItemKind, int] = {ItemKind.FOLLOW_UP: 0, ItemKind.NEW: 1}

# Weekday codes as in RFC 5545 (BYDAY), Monday first.
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
