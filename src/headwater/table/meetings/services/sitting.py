"""Opening and closing a meeting, and entering one that was held on paper."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Seat, Table
from headwater.vocabulary import registry

from .. import permissions, selectors
from ..models import Meeting
from ..rules import AFTERWARDS_REASONS, MeetingState
from .chairing import seat_the_chair
from .locking import bump, locked


def open_meeting(*, meeting: Meeting, by: Seat, at: datetime) -> Meeting:
    """Open a planned meeting; `by` chairs it, is present, and has acknowledged by opening.

    Not before its own day. AlreadyDone when it is open, Refused when closed or too early.
    """
    with acting("meeting.opened", by=by, at=at, subject=meeting.reference):
        meeting = locked(meeting)
        permissions.may_plan(by, meeting.table)
        zone = meeting.table.time_zone
        permissions.may_take_seat(by, meeting.table, local_day(at, zone))
        if meeting.state == MeetingState.OPEN:
            raise AlreadyDone(_("This meeting is open already."))
        if meeting.state == MeetingState.CLOSED:
            raise Refused(_("This meeting is closed and is not opened again. Plan another."))
        if local_day(at, zone) < local_day(meeting.starts_at, zone):
            raise Refused(_("A meeting opens on its own day, not before."), field="starts_at")
        _begin(meeting, chair=by, at=at)
    return meeting


def _begin(meeting: Meeting, *, chair: Seat, at: datetime) -> None:
    meeting.state, meeting.chair, meeting.opened_at = MeetingState.OPEN, chair, at
    bump(meeting)
    seat_the_chair(meeting, chair, at)


def close_meeting(
    *, meeting: Meeting, by: Seat, at: datetime, closed_at: datetime | None = None
) -> Meeting:
    """Close an open meeting, now or at an earlier instant that was typed (`closed_at`).

    Refused at the field for a meeting or an instant in the future, and while an item is open.
    Items still waiting are left as they are: they come back at the next meeting.
    """
    end = closed_at or at
    with acting("meeting.closed", by=by, at=at, subject=meeting.reference):
        meeting = locked(meeting)
        permissions.may_run(by, meeting)
        if meeting.state == MeetingState.CLOSED:
            raise AlreadyDone(_("This meeting is closed already."))
        if meeting.starts_at > at or end > at:
            raise Refused(
                _("A meeting in the future cannot be closed. Choose a time that has passed."),
                field="closed_at",
            )
        if meeting.state == MeetingState.PLANNED:
            raise Refused(_("This meeting has not been opened yet. Open it first."))
        if selectors.open_item_of(meeting):
            raise Refused(_("An item is still open. Finish it or put it off, then close."))
        if meeting.opened_at and end < meeting.opened_at:
            raise Refused(
                _("The meeting cannot end before it was opened. Choose a later time."),
                field="closed_at",
            )
        meeting.state, meeting.closed_at = MeetingState.CLOSED, end
        bump(meeting)
        meeting.presences.all().delete()
    return meeting


def enter_afterwards(
    *, table: Table, held_at: datetime, reason: str, chair: Seat, by: Seat, at: datetime
) -> Meeting:
    """Enter a meeting that was held on paper: open to be filled in, then closed like any other.

    `reason` is a code of `recorded_afterwards_reasons`; `chair` chaired it, `by` enters it and
    runs what is left to record. Refused at the field for the future or an unknown code.
    """
    with acting("meeting.entered_afterwards", by=by, at=at, subject=table.reference) as deed:
        permissions.may_plan(by, table)
        permissions.sits_at(chair, table)
        if held_at > at:
            raise Refused(
                _("This time has not come yet. Choose when it was held."), field="held_at"
            )
        if reason not in registry.current(AFTERWARDS_REASONS):
            raise Refused(_("Choose why it is entered afterwards."), field="reason")
        if not selectors.plans(chair, table):
            raise Refused(_("Choose the chair or coordinator who chaired it."), field="chair")
        meeting = Meeting.objects.create(
            table=table,
            starts_at=held_at,
            state=MeetingState.OPEN,
            opened_at=held_at,
            chair=by,
            recorded_afterwards=True,
            recorded_reason=reason,
            recorded_by=by,
            revision=1,
        )
        for seat in {chair, by}:
            seat_the_chair(meeting, seat, held_at)
        deed.subject, deed.detail["reason"] = meeting.reference, reason
    return meeting
