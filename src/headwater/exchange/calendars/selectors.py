"""Reads of the calendar feed: whose address it is, and which meetings stand in it."""

from __future__ import annotations

from datetime import datetime

from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day
from headwater.network.models import Seat
from headwater.network.rules import AT_THE_TABLE
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import Meeting

from .models import FeedAddress
from .rules import BACK, digest_of


def address_of(seat: Seat) -> FeedAddress | None:
    """The seat's address in force, without its token; None while it has none."""
    return FeedAddress.objects.filter(seat=seat, revoked_at__isnull=True).first()


def seat_behind(token: str, at: datetime) -> Seat:
    """The live seat of an address. NotFoundHere for a wrong or revoked one, or an ended seat."""
    found = (
        FeedAddress.objects.filter(digest=digest_of(token), revoked_at__isnull=True)
        .select_related("seat__person", "seat__table", "seat__agency", "seat__community")
        .first()
    )
    if found is None:
        raise NotFoundHere
    seat = found.seat
    live = seat.person.is_active and seat.is_live(local_day(at, seat.zone))
    if not live or not seat.has_role(*AT_THE_TABLE):
        raise NotFoundHere
    return seat


def meetings_in(seat: Seat, at: datetime) -> list[Meeting]:
    """The meetings of the seat's table from 30 days ago on, soonest first."""
    rows = meetings.meetings_of(seat).filter(starts_at__gte=at - BACK)
    return list(rows.order_by("starts_at", "id"))
