"""Who may plan, run and join a meeting, and who sees its items.

Each rule returns nothing or raises: `NotFoundHere` for a seat that does not sit at the table,
`Denied` with the reason, and what to do about it, for one that does.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from headwater.core.errors import Denied, NotFoundHere
from headwater.core.zones import local_day
from headwater.network.models import Agreement, Seat, Table
from headwater.network.rules import AT_THE_TABLE

from . import selectors
from .models import Meeting
from .rules import MeetingState


def sits_at(seat: Seat, table: Table) -> None:
    """For a seat of another table, or of a role that does not sit, nothing of it exists."""
    if seat.table_id != table.pk or not seat.has_role(*AT_THE_TABLE):
        raise NotFoundHere


def may_plan(seat: Seat, table: Table) -> None:
    """Meetings and series are planned by any chair or coordinator of the table."""
    sits_at(seat, table)
    if not selectors.plans(seat, table):
        raise Denied(_("Only a chair or coordinator of this table plans its meetings."))


def may_run(seat: Seat, meeting: Meeting) -> None:
    """A planned meeting is prepared by any chair; an open one is run by the one who chairs it."""
    sits_at(seat, meeting.table)
    if not selectors.plans(seat, meeting.table):
        raise Denied(_("Only the chair can do this. Ask the chair at the table."))
    if meeting.state != MeetingState.PLANNED and meeting.chair_id != seat.pk:
        raise Denied(
            _("Someone else chairs this meeting. Ask them to hand the chair over to you first.")
        )


def may_take_chair(seat: Seat, meeting: Meeting, at: datetime) -> None:
    """A lost chair is taken by any chair or coordinator of the table who is there."""
    sits_at(seat, meeting.table)
    if not selectors.plans(seat, meeting.table):
        raise Denied(_("Only a chair or coordinator of this table can take the chair."))
    may_take_seat(seat, meeting.table, local_day(at, meeting.table.time_zone))
    if not selectors.is_admitted(meeting, seat):
        raise Denied(_("First say that you are here. Then you can take the chair."))
    if not selectors.chair_is_lost(meeting, at):
        raise Denied(
            _(
                "Whoever chairs is here. Ask them to hand the chair over; once their screen has "
                "been away for two minutes, you can take it."
            )
        )


def may_take_seat(seat: Seat, table: Table, day: date) -> None:
    """No live seat, or no agreement of the agency in force on that day: no place at the table."""
    sits_at(seat, table)
    if not seat.is_live(day):
        raise Denied(
            _("This seat has ended or has not begun. The agency lead can name a representative.")
        )
    if not selectors.training_stands(seat, table, day):
        raise Denied(
            _(
                "The training this table asks for is missing or out of date. Take it, then the "
                "coordinator records the day, and your place is open again."
            )
        )
    if seat.agency_id is None:
        return
    signed = Agreement.objects.filter(agency_id=seat.agency_id, table=table)
    if not any(agreement.in_force(day) for agreement in signed):
        raise Denied(
            _(
                "The agency has no agreement in force with this table, so it has no place at the "
                "meeting. The agency lead can sign or renew it with the coordinator."
            )
        )


def may_see_items(seat: Seat, meeting: Meeting) -> None:
    """Items open to those who are there and have said that what is said here stays here."""
    sits_at(seat, meeting.table)
    if selectors.is_admitted(meeting, seat):
        return
    if meeting.state == MeetingState.PLANNED:
        if not selectors.plans(seat, meeting.table):
            raise Denied(_("The agenda opens with the meeting. Come back when it begins."))
        return
    if meeting.state == MeetingState.CLOSED:
        raise Denied(_("This meeting is closed. Its items stay with those who were there."))
    raise Denied(
        _(
            "First say that you are here and that what is said here stays here. Then you see "
            "the items."
        )
    )
