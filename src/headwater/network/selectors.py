"""Reads of the network, starting from a person or a seat."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from headwater.accounts.models import Person
from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day

from .models import Agency, Community, Seat, Table


def live_seats(person: Person, at: datetime) -> list[Seat]:
    """The seats a person may use now, oldest first. Days are those of each seat's zone."""
    seats = (
        Seat.objects.filter(person=person)
        .select_related("person", "community", "agency", "table")
        .order_by("starts", "id")
    )
    return [seat for seat in seats if seat.is_live(local_day(at, seat.zone))]


def live_seat(person: Person, reference: str, at: datetime) -> Seat:
    """One live seat of this person. NotFoundHere if it is another's, ended or unknown."""
    for seat in live_seats(person, at):
        if seat.reference == reference:
            return seat
    raise NotFoundHere


def seats_at(table: Table, at: datetime) -> list[Seat]:
    """The live seats tied to a table, by agency and name."""
    seats = (
        Seat.objects.filter(table=table)
        .select_related("person", "community", "agency", "table")
        .order_by("agency__name_en", "person__display_name", "id")
    )
    return [seat for seat in seats if seat.is_live(local_day(at, seat.zone))]


def agencies_at(table: Table, at: datetime) -> QuerySet[Agency]:
    """The agencies with a live seat at a table, by English name."""
    ids = {seat.agency_id for seat in seats_at(table, at) if seat.agency_id}
    return Agency.objects.filter(pk__in=ids).order_by("name_en")


def agency_at_table(table: Table, reference: str) -> Agency:
    """An agency that has ever had a seat at this table. NotFoundHere otherwise."""
    found = Agency.objects.filter(seats__table=table, reference=reference).distinct().first()
    if found is None:
        raise NotFoundHere
    return found


def communities() -> QuerySet[Community]:
    """All communities, by English name: their public pages are for anyone."""
    return Community.objects.order_by("name_en")


def community_by_slug(slug: str) -> Community:
    """The community of a public address. NotFoundHere when there is none."""
    found = Community.objects.filter(slug=slug).first()
    if found is None:
        raise NotFoundHere
    return found
