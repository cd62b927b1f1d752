"""Reads of the network, starting from a person or a seat."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from headwater.accounts.models import Person
from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day

from .models import Agency, Agreement, Community, Seat, Table


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


def anyone_seated() -> bool:
    """Whether anybody has ever had a seat in this installation, whatever became of it."""
    return Seat.objects.exists()


def table_of(seat: Seat, reference: str) -> Table:
    """A table of the seat's community. NotFoundHere otherwise."""
    found = seat.community.tables.select_related("community").filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def agency_of(seat: Seat, reference: str) -> Agency:
    """An agency of the seat's community, also one that left. NotFoundHere otherwise."""
    found = seat.community.agencies.select_related("community").filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def agencies_of(seat: Seat) -> QuerySet[Agency]:
    """All agencies of the seat's community, by English name, those that left among them."""
    return seat.community.agencies.order_by("name_en", "id")


def agreements_in(seat: Seat) -> dict[int, list[Agreement]]:
    """The agreements of the community's agencies, by the agency's key, newest first."""
    found: dict[int, list[Agreement]] = {}
    rows = Agreement.objects.filter(agency__community=seat.community).select_related(
        "table", "agency"
    )
    for row in rows.order_by("-signed", "-id"):
        found.setdefault(row.agency_id, []).append(row)
    return found


def seats_in(community: Community, at: datetime) -> list[Seat]:
    """The live seats of a community, by person."""
    seats = (
        Seat.objects.filter(community=community)
        .select_related("person", "community", "agency", "table")
        .order_by("person__display_name", "id")
    )
    return [seat for seat in seats if seat.is_live(local_day(at, seat.zone))]


def public_names(community: Community) -> list[str]:
    """What the community, its tables and its agencies are called: no one's name, in any text."""
    named = [community, *community.tables.all(), *community.agencies.all()]
    return [name for each in named for name in (each.name_en, each.name_fr, each.name_oj) if name]
