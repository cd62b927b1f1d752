"""Verbs of the administrator: giving and ending seats. Never a discussion in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from headwater.accounts.services import invite
from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import Role


@dataclass(frozen=True)
class Given:
    """A seat that was given, and the one-time code of its person, shown once."""

    seat: Seat
    code: str


def _may_administer(by: Seat) -> None:
    if not by.has_role(Role.ADMINISTRATOR):
        raise Denied(_("Only an administrator gives and ends seats."))


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
    """Invite a person (or find them) and give them a seat from today."""
    with acting("seat.given", by=by, at=at) as deed:
        _may_administer(by)
        person, code = invite(email=email, display_name=display_name, at=at, by=by.reference)
        seat = Seat(
            person=person,
            community=by.community,
            agency=agency,
            table=table,
            role=role,
            starts=local_day(at, by.zone),
        )
        same = Seat.objects.filter(
            person=person, role=role, agency=agency, table=table, ends__isnull=True
        )
        if same.exists():
            raise Refused(_("This person has that seat already."), field="email")
        seat.save()
        deed.subject = seat.reference
    return Given(seat, code)


def end_seat(*, seat: Seat, by: Seat, at: datetime) -> None:
    """End a seat: it works no more from this moment. AlreadyDone if it had ended."""
    with acting("seat.ended", by=by, at=at, subject=seat.reference):
        _may_administer(by)
        if seat.reference == by.reference:
            raise Refused(_("You cannot end the seat you act in."))
        today = local_day(at, seat.zone)
        if not seat.is_live(today):
            raise AlreadyDone(_("This seat had ended before."))
        # Yesterday, so that it ends now; a seat given today ends by never having begun.
        seat.ends = today - timedelta(days=1)
        if seat.ends < seat.starts:
            seat.starts = seat.ends
        seat.save(update_fields=["starts", "ends"])
