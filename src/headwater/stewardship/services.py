"""Verbs of the administrator: giving, renewing and ending seats. Never a discussion in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from headwater.accounts import services as accounts
from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import NEEDS, Role
from headwater.network.selectors import live_seats

from . import permissions


@dataclass(frozen=True)
class Given:
    """A seat and the one-time code of its person, shown once.

    The code is empty for a person who can sign in already: nobody's password is put aside
    because they were given one more seat.
    """

    seat: Seat
    code: str


def give_seat(
    *,
    display_name: str,
    email: str,
    role: Role,
    agency: Agency | None,
    table: Table | None,
    by: Seat,
    at: datetime,
) -> Given:
    """Find or make a person and give them a seat from today.

    Refused at the field when the role lacks what it is tied to, when the person has that seat
    already, or when it would be the administrator's own. NotFoundHere for another community's
    agency or table.
    """
    with acting("seat.given", by=by, at=at) as deed:
        permissions.may_administer(by)
        _check_ties(role, agency, table, by)
        if email.lower() == by.person.email:
            raise Refused(_("Another administrator gives you your seats."), field="email")
        person = accounts.person_of(email=email, display_name=display_name)
        seat = Seat(
            person=person,
            community=by.community,
            agency=agency,
            table=table,
            role=role,
            starts=local_day(at, by.zone),
        )
        if any(_same(seat, held) for held in live_seats(person, at)):
            raise Refused(_("This person has that seat already."), field="email")
        seat.save()
        deed.subject = seat.reference
        code = ""
        if not person.can_sign_in:
            code = accounts.invite(person=person, at=at, by=by.reference)
    return Given(seat, code)


def _check_ties(role: Role, agency: Agency | None, table: Table | None, by: Seat) -> None:
    for name, tie in (("agency", agency), ("table", table)):
        if tie is None and name in NEEDS[role]:
            raise Refused(_("This role needs what it is tied to."), field=name)
        if tie is not None and tie.community_id != by.community_id:
            raise NotFoundHere


def _same(one: Seat, other: Seat) -> bool:
    return all(
        getattr(one, tie) == getattr(other, tie)
        for tie in ("community_id", "agency_id", "table_id", "role")
    )


def invite_again(*, seat: Seat, by: Seat, at: datetime) -> Given:
    """A new one-time code for the person in a seat: a lost invitation, or a lost password.

    With it they choose a new password; until then the old one works. Refused for an ended seat.
    """
    with acting("seat.invited_again", by=by, at=at, subject=seat.reference):
        live = live_seats(seat.person, at)
        permissions.may_invite_again(by, seat, live)
        if seat not in live:
            raise Refused(_("This seat has ended. Give the person a seat instead."))
        code = accounts.invite(person=seat.person, at=at, by=by.reference)
    return Given(seat, code)


def end_seat(*, seat: Seat, by: Seat, at: datetime) -> None:
    """End a seat: it works no more from this moment. AlreadyDone if it had ended."""
    with acting("seat.ended", by=by, at=at, subject=seat.reference):
        permissions.may_end(by, seat)
        today = local_day(at, seat.zone)
        if seat.ends is not None and seat.ends < today:
            raise AlreadyDone(_("This seat had ended before."))
        # Yesterday, so that it ends now; a seat given today ends by never having begun.
        seat.ends = today - timedelta(days=1)
        seat.starts = min(seat.starts, seat.ends)
        seat.save(update_fields=["starts", "ends"])
