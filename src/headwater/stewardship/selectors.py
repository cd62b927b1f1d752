"""Reads of the desk: a community's seats, and its part of the audit trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from headwater.audit import selectors as audit
from headwater.audit.models import Entry
from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day, start_of_day
from headwater.network.models import Seat


def seats_of(seat: Seat) -> QuerySet[Seat]:
    """All seats of the administrator's community, live ones first."""
    return (
        Seat.objects.filter(community=seat.community)
        .select_related("person", "community", "agency", "table")
        .order_by("ends", "person__display_name", "id")
    )


def seat_of(seat: Seat, reference: str) -> Seat:
    """One seat of the administrator's community. NotFoundHere otherwise."""
    found = seats_of(seat).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def live_by_person(seat: Seat, at: datetime) -> dict[int, list[Seat]]:
    """The live seats, wherever they are, of each person who sits in the administrator's community.

    By the person's key.
    """
    found: dict[int, list[Seat]] = defaultdict(list)
    people = seats_of(seat).order_by().values("person")
    for each in Seat.objects.filter(person__in=people).select_related("community", "table"):
        if each.is_live(local_day(at, each.zone)):
            found[each.person_id].append(each)
    return found


def trail_of(seat: Seat, *, only: str, days: int, at: datetime) -> QuerySet[Entry]:
    """What the seats of the privacy officer's community did in the last days, newest first.

    `only`: `opened`, `refused`, or anything else for all.
    """
    references = seats_of(seat).values_list("reference", flat=True)
    entries = audit.by_seats(list(references), with_system=True)
    first = start_of_day(local_day(at, seat.zone) - timedelta(days=days - 1), seat.zone)
    entries = audit.between(entries, first, at + timedelta(seconds=1))
    if only == "opened":
        return audit.openings(entries)
    if only == "refused":
        return audit.refusals(entries)
    return entries


@dataclass(frozen=True)
class Names:
    """Who stands behind the references in the trail: seats, and people who acted without one."""

    seats: dict[str, Seat]
    people: dict[str, str]


def names_in(seat: Seat, lines: Sequence[audit.Line]) -> Names:
    """The seats and people of the privacy officer's community that some lines name."""
    found = seats_of(seat).filter(
        Q(reference__in={line.seat for line in lines})
        | Q(person__reference__in={line.person for line in lines})
    )
    return Names(
        {each.reference: each for each in found},
        {each.person.reference: each.person.display_name for each in found},
    )
