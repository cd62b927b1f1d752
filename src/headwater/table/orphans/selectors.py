"""What nobody holds, found by asking of each thing: who holds it, and do they still sit?

Nothing is moved when a seat ends, so nothing can be forgotten: the list is made anew each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day
from headwater.network.models import Agency, Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.network.selectors import seats_at
from headwater.table.actions import selectors as actions
from headwater.table.actions.models import Action
from headwater.table.discussions.models import Discussion
from headwater.table.interventions import selectors as interventions
from headwater.table.interventions.models import Response
from headwater.table.screening.models import Protocol, Screening
from headwater.table.screening.rules import OPEN

from .models import Handover
from .rules import LONGEST_CHAIN


@dataclass(frozen=True)
class OwnWork:
    """What a seat that ended had in hand inside its agency. That there is some, never how much."""

    seat: Seat
    screenings: bool
    draft: bool


@dataclass(frozen=True)
class Unheld:
    """Everything at a table that nobody holds."""

    responses: list[tuple[Response, Agency]]
    actions: list[tuple[Action, Discussion | None, bool]]
    own_work: list[OwnWork]

    def __len__(self) -> int:
        return len(self.responses) + len(self.actions) + len(self.own_work)


def unheld(seat: Seat, at: datetime) -> Unheld:
    """What the seat may see of it: a chair all of the table, an agency lead their agency's work."""
    if seat.has_role(Role.AGENCY_LEAD):
        return Unheld([], [], own_work_left(seat, at))
    if not seat.has_role(Role.CHAIR) or seat.table is None:
        return Unheld([], [], [])
    return Unheld(_responses(seat, at), actions.held_by_nobody(seat, at), own_work_left(seat, at))


def _responses(seat: Seat, at: datetime) -> list[tuple[Response, Agency]]:
    """Responses at work whose lead agency has nobody who speaks for it at the table."""
    if seat.table is None:
        return []
    speaking = {
        each.agency_id for each in seats_at(seat.table, at) if each.has_role(*SPEAKS_FOR_AGENCY)
    }
    found = []
    for response in interventions.responses_of(seat):
        if response.is_at_work():
            lead = interventions.lead_of(response).agency
            if lead.pk not in speaking:
                found.append((response, lead))
    return found


def own_work_left(seat: Seat, at: datetime) -> list[OwnWork]:
    """Seats that ended with work of their agency in hand that nobody took over since."""
    if not seat.has_role(Role.CHAIR, Role.AGENCY_LEAD):
        return []
    places = _whose_work(seat)
    screenings = _holders(Screening.objects.filter(state__in=sorted(OPEN)), "begun_by")
    drafts = _holders(Protocol.objects.filter(starts__isnull=True), "written_by")
    rows = (
        Seat.objects.filter(places, pk__in=screenings | drafts)
        .select_related("person", "agency", "table", "community")
        .order_by("agency__name_en", "person__display_name", "id")
    )
    return [
        OwnWork(each, each.pk in screenings, each.pk in drafts)
        for each in rows
        if not is_live(holder_of(each, at), at)
    ]


def _whose_work(seat: Seat) -> Q:
    if seat.has_role(Role.AGENCY_LEAD):
        return Q(agency_id=seat.agency_id)
    at_table = Agency.objects.filter(seats__table=seat.table)
    return Q(table=seat.table, agency__isnull=False) | Q(table__isnull=True, agency__in=at_table)


def _holders(rows: QuerySet[Any], name: str) -> set[int]:
    return {key for key in rows.values_list(f"{name}_id", flat=True) if key is not None}


def holder_of(seat: Seat, at: datetime) -> Seat:
    """Who holds what a seat had in hand: itself while it lives, else along its handovers."""
    for _step in range(LONGEST_CHAIN):
        if is_live(seat, at):
            return seat
        last = (
            Handover.objects.filter(from_seat=seat)
            .select_related("to_seat__table", "to_seat__community", "to_seat__person")
            .order_by("at", "id")
            .last()
        )
        if last is None:
            return seat
        seat = last.to_seat
    return seat


def is_live(seat: Seat, at: datetime) -> bool:
    """Whether a seat may be used now."""
    return seat.is_live(local_day(at, seat.zone))


def is_theirs_to_see(seat: Seat, left: Seat) -> bool:
    """Whether a seat may know of what another left: its own table's, or its own agency's."""
    if not seat.has_role(Role.CHAIR, Role.AGENCY_LEAD):
        return False
    return Seat.objects.filter(_whose_work(seat), pk=left.pk).exists()


def left_by(seat: Seat, reference: str, at: datetime) -> OwnWork:
    """One line of own work by the reference of the seat that left it. NotFoundHere otherwise."""
    for each in own_work_left(seat, at):
        if each.seat.reference == reference:
            return each
    raise NotFoundHere


def may_take_over(left: Seat, at: datetime) -> list[Seat]:
    """The live seats of the same agency that may go on: who speaks for it, and its lead."""
    rows = Seat.objects.filter(agency=left.agency).exclude(pk=left.pk)
    found = rows.select_related("person", "table", "community", "agency")
    return [
        each
        for each in found.order_by("person__display_name", "id")
        if each.has_role(Role.AGENCY_LEAD, *SPEAKS_FOR_AGENCY) and is_live(each, at)
    ]


def taken_over(seat: Seat, at: datetime) -> list[Seat]:
    """The ended seats whose unfinished work this seat holds now, by person."""
    if seat.agency_id is None:
        return []
    before = Seat.objects.filter(agency_id=seat.agency_id, handed_on__isnull=False).distinct()
    working = _holders(
        Screening.objects.filter(state__in=sorted(OPEN), agency_id=seat.agency_id), "begun_by"
    ) | _holders(
        Protocol.objects.filter(starts__isnull=True, agency_id=seat.agency_id), "written_by"
    )
    rows = before.filter(pk__in=working).select_related("person", "table", "community")
    return [
        each
        for each in rows.order_by("person__display_name", "id")
        if not is_live(each, at) and holder_of(each, at).pk == seat.pk
    ]
