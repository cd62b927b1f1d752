"""Reads of the desk: a community's seats, and its part of the audit trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

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
