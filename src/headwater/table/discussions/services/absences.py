"""Keeping someone out of one discussion: the agency that brings it says so before it is taken up.

A worker may be family, a neighbour, or named in an order that forbids contact. For whoever is
kept out the discussion does not exist, on any page, as for someone who stepped out; nobody else
is shown that anyone is, and no row says who (`meetings.keeping_out`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.network.models import Seat, Table
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.network.selectors import seats_at
from headwater.table.meetings import services as meeting_verbs

from .. import permissions
from ..models import Discussion
from ..rules import State
from .steps import acting, locked


def keep_out(
    *, discussion: Discussion, seats: Iterable[Seat], by: Seat, at: datetime
) -> Discussion:
    """Make those kept out of a discussion exactly the persons of these seats; none ends it.

    Only for the agency that brought it, until the table takes it up (Refused afterwards).
    NotFoundHere for a seat of another table; Refused for oneself, and where nobody would be
    left who could chair it. The trail tells that an absence was noted, and not whose.
    """
    with acting("discussion.absence_noted", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_keep_out(by, discussion)
        if discussion.state != State.BROUGHT:
            raise Refused(_("The table has taken this up. Whoever must leave is asked to now."))
        write(discussion.table, discussion.reference, list(seats), by=by, at=at)
    return discussion


def write(table: Table, subject: str, seats: list[Seat], *, by: Seat, at: datetime) -> None:
    """Check the seats and write them, inside the deed of a caller that asked who may."""
    if any(seat.table_id != table.pk or not seat.has_role(*AT_THE_TABLE) for seat in seats):
        raise NotFoundHere
    persons = {seat.person_id for seat in seats}
    if by.person_id in persons:
        raise Refused(_("You bring this yourself, so you stay in it."), field="keep_out")
    day = local_day(at, table.time_zone)
    chairs = {
        seat.person_id
        for seat in seats_at(table, at)
        if seat.has_role(Role.CHAIR) and seat.is_live(day)
    }
    if chairs and not chairs - persons:
        raise Refused(
            _("Someone must be left who can chair it. Leave out one chair or coordinator."),
            field="keep_out",
        )
    meeting_verbs.keep_out(subject=subject, table=table, seats=seats)
