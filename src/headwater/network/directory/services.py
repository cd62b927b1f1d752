"""The verbs of the directory: saying what one's agency offers, and taking it off."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.vocabulary import registry

from ..acting import acting
from ..models import Offering, Seat
from ..rules import CAPACITY, LONGEST_WAIT, SERVICES
from . import permissions


def say(
    *,
    service: str,
    capacity: str,
    wait_days: int | None,
    in_french: bool,
    by: Seat,
    at: datetime,
) -> Offering:
    """Say what the seat's agency offers and whether it has room, as of today.

    Saying it again takes the place of what was said before. Refused at the field for an unknown
    code or an impossible wait.
    """
    with acting("offering.said", by=by, at=at) as deed:
        permissions.may_say(by, by.agency)
        if by.agency is None:
            raise NotFoundHere
        if service not in registry.current(SERVICES):
            raise Refused(_("Choose a service from the list."), field="service")
        if capacity not in registry.current(CAPACITY):
            raise Refused(_("Choose one of the answers in the list."), field="capacity")
        if wait_days is not None and not 0 <= wait_days <= LONGEST_WAIT:
            raise Refused(_("Enter a number of days from 0 to 730."), field="wait_days")
        offering, _made = Offering.objects.update_or_create(
            agency=by.agency,
            service=service,
            defaults={
                "capacity": capacity,
                "wait_days": wait_days,
                "in_french": in_french,
                "as_of": local_day(at, by.community.time_zone),
                "said_by": by,
            },
        )
        deed.subject = offering.reference
        deed.detail["capacity"] = capacity
    return offering


def take_off(*, offering: Offering, by: Seat, at: datetime) -> None:
    """Take a service the agency no longer offers off the directory."""
    with acting("offering.taken_off", by=by, at=at, subject=offering.reference):
        permissions.may_say(by, offering.agency)
        offering.delete()
