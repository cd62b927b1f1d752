"""The first administrator: invited from the command line, because nobody is inside yet to do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from headwater.accounts import services as accounts
from headwater.audit import trail
from headwater.core.zones import local_day
from headwater.network.models import Seat
from headwater.network.rules import Role
from headwater.network.selectors import communities, live_seats


@dataclass(frozen=True)
class Invited:
    """The address that works once, and how many communities the person now administers."""

    path: str
    communities: int


@transaction.atomic
def invite(*, email: str, at: datetime) -> Invited:
    """Invite a person and seat them as administrator of every community there is so far.

    Run again after a community was imported, it adds the seat that is missing and makes a new
    one-time address; the earlier one ends.
    """
    person = accounts.person_of(email=email, display_name=email.split("@")[0])
    code = accounts.invite(person=person, at=at)
    held = {
        seat.community_id for seat in live_seats(person, at) if seat.has_role(Role.ADMINISTRATOR)
    }
    for community in communities():
        if community.pk not in held:
            day = local_day(at, community.time_zone)
            seat = Seat.objects.create(
                person=person, community=community, role=Role.ADMINISTRATOR, starts=day
            )
            trail.record("seat.given", at=at, seat="", subject=seat.reference)
    path = reverse("accounts_invitation", args=[code])
    return Invited(path=path, communities=communities().count())
