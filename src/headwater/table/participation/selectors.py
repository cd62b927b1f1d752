"""How often an agency came to a table's meetings, from attendance, month by month.

An agency came when one of its seats was present; two of its people at one meeting count once.
Only meetings that are closed count, and of those only the ones held since the agency joined.
About organisations: no person is named, and nothing of a discussion is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from headwater.core.errors import NotFoundHere
from headwater.core.zones import add_months, first_of_month, local_day
from headwater.network.models import Agency, Agreement, Seat, Table
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.table.meetings.models import Attendance, Meeting
from headwater.table.meetings.rules import MeetingState, Status

MONTHS = 12


@dataclass(frozen=True)
class Came:
    """Meetings held, those the agency came to, and those it sent apologies for."""

    held: int = 0
    came: int = 0
    apologies: int = 0

    def __add__(self, other: Came) -> Came:
        """Of two spans together."""
        return Came(
            self.held + other.held, self.came + other.came, self.apologies + other.apologies
        )


@dataclass(frozen=True)
class Participation:
    """One agency at one table: what was held and where it came, by first day of the month."""

    agency: Agency
    table: Table
    months: dict[date, Came]

    def total(self, months: Iterable[date]) -> Came:
        """The sum of some months."""
        return sum((self.months.get(month, Came()) for month in months), Came())


def months_until(at: datetime, table: Table) -> list[date]:
    """The first days of the last twelve months of the table's zone, this one included."""
    this = first_of_month(local_day(at, table.time_zone))
    return [add_months(this, -step) for step in reversed(range(MONTHS))]


def tables_of(seat: Seat) -> list[Table]:
    """The tables this seat may ask about: a chair's own, or all its agency has signed with."""
    if seat.table is not None:
        return [seat.table]
    if seat.agency is None:
        return []
    signed = Agreement.objects.filter(agency=seat.agency).values("table")
    return list(Table.objects.filter(pk__in=signed).select_related("community").order_by("name_en"))


def agencies_seen(seat: Seat, table: Table) -> list[Agency]:
    """All agencies that signed with the table for its chair; its own for everyone else."""
    if seat.has_role(Role.CHAIR):
        signed = Agreement.objects.filter(table=table).values("agency")
        return list(Agency.objects.filter(pk__in=signed).order_by("name_en", "id"))
    return [seat.agency] if seat.agency is not None else []


def own_agency(seat: Seat) -> Agency:
    """The seat's own agency. NotFoundHere without one."""
    if seat.agency is None:
        raise NotFoundHere
    return seat.agency


def agency_seen(seat: Seat, reference: str) -> Agency:
    """One agency this seat may ask about. NotFoundHere otherwise."""
    for table in tables_of(seat):
        for agency in agencies_seen(seat, table):
            if agency.reference == reference:
                return agency
    raise NotFoundHere


def participation(agencies: list[Agency], table: Table, at: datetime) -> list[Participation]:
    """How often each of some agencies came to a table in the last twelve months."""
    first = months_until(at, table)[0]
    held = {
        meeting.pk: local_day(meeting.starts_at, table.time_zone)
        for meeting in Meeting.objects.filter(table=table, state=MeetingState.CLOSED)
    }
    held = {key: day for key, day in held.items() if day >= first}
    came, apologies = _by_agency(held)
    found = []
    for agency in agencies:
        months: dict[date, Came] = {}
        for meeting, day in held.items():
            if day < agency.joined or (agency.left is not None and day > agency.left):
                continue
            there = agency.pk in came.get(meeting, ())
            excused = not there and agency.pk in apologies.get(meeting, ())
            month = first_of_month(day)
            months[month] = months.get(month, Came()) + Came(1, int(there), int(excused))
        found.append(Participation(agency, table, months))
    return found


def _by_agency(held: dict[int, date]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The agencies present at, and excused from, each meeting, by its key."""
    came: dict[int, set[int]] = {}
    apologies: dict[int, set[int]] = {}
    rows = Attendance.objects.filter(
        meeting__in=list(held),
        seat__agency__isnull=False,
        seat__role__in=[role.value for role in SPEAKS_FOR_AGENCY],
        status__in=(Status.PRESENT, Status.APOLOGIES),
    ).values_list("meeting_id", "seat__agency_id", "status")
    for meeting, agency, status in rows:
        where = came if status == Status.PRESENT else apologies
        where.setdefault(meeting, set()).add(agency)
    return came, apologies
