"""Words for the codes of the meeting room, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from headwater.network.models import Seat
from headwater.vocabulary import registry

from .models import Meeting
from .rules import (
    AFTERWARDS_REASONS,
    OPENING_PARTS,
    URGENT_REASONS,
    ItemKind,
    ItemState,
    MeetingState,
    Region,
    Status,
    Venue,
)


def meeting_state_label(state: str) -> str:
    """Where a meeting stands."""
    return {
        MeetingState.PLANNED: _("Planned"),
        MeetingState.OPEN: _("Open now"),
        MeetingState.CLOSED: pgettext("meeting", "Closed"),
    }[MeetingState(state)]


def item_state_label(state: str) -> str:
    """Where an item of the agenda stands."""
    return {
        ItemState.WAITING: _("Waiting"),
        ItemState.OPEN: _("Being discussed"),
        ItemState.DONE: _("Done"),
        ItemState.PARKED: _("Put off"),
    }[ItemState(state)]


def item_kind_label(kind: str) -> str:
    """Why an item is on the agenda."""
    return {ItemKind.NEW: _("New situation"), ItemKind.FOLLOW_UP: _("Report back")}[ItemKind(kind)]


def status_label(status: str) -> str:
    """A seat's attendance."""
    return {
        Status.PRESENT: _("Present"),
        Status.APOLOGIES: _("Sent apologies"),
        Status.ABSENT: _("Absent"),
    }[Status(status)]


def venue_label(venue: str) -> str:
    """How a series meets."""
    return {
        Venue.IN_PERSON: _("In person"),
        Venue.VIDEO: _("By video"),
        Venue.BOTH: _("In person and by video"),
        Venue.PHONE: _("By phone"),
    }[Venue(venue)]


def seat_words(seat: Seat) -> str:
    """A seat as people at the table know it: who, and for which agency."""
    name = str(seat.person.display_name)
    if seat.agency is None:
        return name
    agency = seat.agency.name(get_language() or "en")
    return _("%(agency)s: %(who)s") % {"agency": agency, "who": name}


def region_label(region: str) -> str:
    """A province or territory."""
    return {
        Region.ALBERTA: _("Alberta"),
        Region.BRITISH_COLUMBIA: _("British Columbia"),
        Region.MANITOBA: _("Manitoba"),
        Region.NEW_BRUNSWICK: _("New Brunswick"),
        Region.NEWFOUNDLAND_AND_LABRADOR: _("Newfoundland and Labrador"),
        Region.NOVA_SCOTIA: _("Nova Scotia"),
        Region.NORTHWEST_TERRITORIES: _("Northwest Territories"),
        Region.NUNAVUT: _("Nunavut"),
        Region.ONTARIO: _("Ontario"),
        Region.PRINCE_EDWARD_ISLAND: _("Prince Edward Island"),
        Region.QUEBEC: _("Quebec"),
        Region.SASKATCHEWAN: _("Saskatchewan"),
        Region.YUKON: _("Yukon"),
    }[Region(region)]


def where(meeting: Meeting) -> str:
    """Where a meeting is, in words: the place and, for a series, how it meets."""
    how = venue_label(meeting.series.venue) if meeting.series else ""
    return ", ".join(words for words in (meeting.place.name if meeting.place else "", how) if words)


def urgent_mark(meeting: Meeting) -> str:
    """Why a meeting was called at once; empty for every other."""
    if not meeting.urgent_reason:
        return ""
    entry = registry.current(URGENT_REASONS).get(meeting.urgent_reason)
    why = entry.label(get_language() or "en") if entry else meeting.urgent_reason
    return _("Called at once. Reason: %(why)s.") % {"why": why}


def opening_words(codes: Iterable[str]) -> list[str]:
    """How a meeting opens, as reminders in the table's order."""
    known = registry.current(OPENING_PARTS)
    found = (known.get(code) for code in codes)
    return [entry.label(get_language() or "en") for entry in found if entry]


def weekday_label(code: str) -> str:
    """A weekday code of RFC 5545 as a word."""
    return {
        "MO": _("Monday"),
        "TU": _("Tuesday"),
        "WE": _("Wednesday"),
        "TH": _("Thursday"),
        "FR": _("Friday"),
        "SA": _("Saturday"),
        "SU": _("Sunday"),
    }[code]


def afterwards_mark(meeting: Meeting) -> str:
    """The mark of a meeting held on paper: that, who entered it, and why; else an empty string."""
    if not meeting.recorded_afterwards or meeting.recorded_by is None:
        return ""
    entry = registry.current(AFTERWARDS_REASONS).get(meeting.recorded_reason)
    return _("Recorded afterwards by %(who)s. Reason: %(why)s.") % {
        "who": meeting.recorded_by.person.display_name,
        "why": entry.label(get_language() or "en") if entry else meeting.recorded_reason,
    }
