"""What a new agency needs before it brings its first situation, read from what the system knows.

Nothing here is ticked by hand: a line is done when the record says so, and opens again when that
ends (an agreement runs out, a seat is left).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headwater.core.zones import local_day
from headwater.network.models import Agency, Seat
from headwater.network.rules import Role
from headwater.table.discussions.models import Discussion
from headwater.table.meetings import selectors as meetings

from .models import Protocol, Screening
from .selectors import in_force, today_of


class Line(StrEnum):
    """The lines of the checklist, in the order they are best done."""

    AGREEMENT = "agreement"
    LEAD = "lead"
    REPRESENTATIVE = "representative"
    ALTERNATE = "alternate"
    TRAINED = "trained"
    PROTOCOL = "protocol"
    FIRST_SCREENING = "first-screening"


@dataclass(frozen=True)
class Ready:
    """One line: whether it is done. No name of a person, and nothing of any screening."""

    line: Line
    done: bool


def lines_for(agency: Agency, at: datetime) -> tuple[Ready, ...]:
    """The checklist of an agency, all lines in their order; training where a table asks for it."""
    day = today_of(agency, at)
    seats = _seats(agency, at)
    seated = {Role(seat.role) for seat in seats}
    trained = _trained(seats, at)
    protocol = in_force(agency, day)
    done = {
        Line.AGREEMENT: any(each.in_force(day) for each in agency.agreements.all()),
        Line.LEAD: Role.AGENCY_LEAD in seated,
        Line.REPRESENTATIVE: Role.REPRESENTATIVE in seated,
        Line.ALTERNATE: Role.ALTERNATE in seated,
        Line.TRAINED: bool(trained),
        Line.PROTOCOL: protocol is not None and not protocol.from_template,
        Line.FIRST_SCREENING: _has_screened(agency, day),
    }
    asked = (line for line in Line if line is not Line.TRAINED or trained is not None)
    return tuple(Ready(line, done[line]) for line in asked)


def _seats(agency: Agency, at: datetime) -> list[Seat]:
    """The live seats that somebody holds for the agency."""
    found = agency.seats.select_related("person", "community", "table")
    return [seat for seat in found if seat.is_live(local_day(at, seat.zone))]


def _trained(seats: list[Seat], at: datetime) -> bool | None:
    """Whether all who sit for the agency are trained; None where no table of theirs asks it."""
    at_tables = [(seat, seat.table) for seat in seats if seat.table is not None]
    asked = [
        meetings.training_stands(seat, table, local_day(at, table.time_zone))
        for seat, table in at_tables
        if (customs := meetings.customs_of(table)) and customs.training_months is not None
    ]
    return all(asked) if asked else None


def _has_screened(agency: Agency, day: date) -> bool:
    """Whether a screening was ever begun, as far as what is left can tell.

    Screenings are destroyed in their time; the starting questions they adopted and the
    discussions they became stay.
    """
    return (
        Screening.objects.filter(agency=agency).exists()
        or Protocol.objects.filter(agency=agency, from_template=True, starts__lt=day).exists()
        or Discussion.objects.filter(originating_agency=agency).exists()
    )
