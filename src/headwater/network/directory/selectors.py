"""Reads of the directory, starting from the seat: its own community's agencies."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day

from ..models import Offering, Seat


def offerings_of(seat: Seat, at: datetime) -> list[Offering]:
    """What the agencies of the community offer, without those that left; by service, then name."""
    day = local_day(at, seat.community.time_zone)
    here = Q(agency__left__isnull=True) | Q(agency__left__gte=day)
    rows = Offering.objects.filter(here, agency__community=seat.community)
    return list(rows.select_related("agency").order_by("service", "agency__name_en", "id"))


def own_offerings(seat: Seat) -> list[Offering]:
    """What the seat's own agency offers."""
    if seat.agency is None:
        return []
    return list(seat.agency.offerings.order_by("service", "id"))


def own_offering(seat: Seat, reference: str) -> Offering:
    """One service of the seat's own agency. NotFoundHere for another's."""
    for each in own_offerings(seat):
        if each.reference == reference:
            return each
    raise NotFoundHere
