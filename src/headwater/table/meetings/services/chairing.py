"""The chair: handed over live, or taken when whoever chaired is lost to the meeting."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.network.rules import Role

from .. import permissions, selectors
from ..models import Attendance, Meeting, Presence
from ..rules import ItemState, MeetingState, Status
from .agenda import leave_item
from .locking import bump, locked


def seen(*, meeting: Meeting, by: Seat, at: datetime) -> None:
    """Note that a screen of a seat that may chair follows the open meeting.

    At most every `SEEN_EVERY` seconds; nothing is noted of seats that cannot chair, and nothing
    goes to the trail: it is forgotten when the meeting closes.
    """
    follows = meeting.state == MeetingState.OPEN and selectors.plans(by, meeting.table)
    if follows and not selectors.seen_lately(meeting, by, at):
        Presence.objects.update_or_create(meeting=meeting, seat=by, defaults={"seen_at": at})


def hand_over_chair(*, meeting: Meeting, to: Seat, by: Seat, at: datetime) -> Meeting:
    """Give the chair to another chair or coordinator of the same table, live.

    NotFoundHere for a seat of another table; Denied when that seat may not chair.
    """
    with acting("meeting.chair_handed_over", by=by, at=at, subject=meeting.reference) as deed:
        meeting = locked(meeting)
        permissions.may_run(by, meeting)
        if to.table_id != meeting.table_id:
            raise NotFoundHere
        if meeting.state != MeetingState.OPEN:
            raise Refused(_("The chair is handed over while the meeting is open."))
        if to.pk == meeting.chair_id:
            raise AlreadyDone(_("This seat chairs the meeting already."))
        if not to.has_role(Role.CHAIR):
            raise Denied(_("Only a chair or coordinator of this table can take the chair."))
        permissions.may_take_seat(to, meeting.table, local_day(at, meeting.table.time_zone))
        _pass_to(meeting, to, at, taken=False)
        deed.detail["to"] = to.reference
    return meeting


def take_chair(*, meeting: Meeting, by: Seat, at: datetime) -> Meeting:
    """Take the chair of an open meeting whose chair was lost for two minutes.

    Denied, with what to do, while the chair is there; AlreadyDone for who chairs; Refused
    unless the meeting is open.
    """
    with acting("meeting.chair_taken", by=by, at=at, subject=meeting.reference) as deed:
        meeting = locked(meeting)
        permissions.sits_at(by, meeting.table)
        if meeting.state != MeetingState.OPEN:
            raise Refused(_("The chair is taken while the meeting is open."))
        if by.pk == meeting.chair_id:
            raise AlreadyDone(_("You chair this meeting already."))
        permissions.may_take_chair(by, meeting, at)
        before = meeting.chair
        _pass_to(meeting, by, at, taken=True)
        deed.detail["from"] = before.reference if before else ""
    return meeting


def _pass_to(meeting: Meeting, to: Seat, at: datetime, *, taken: bool) -> None:
    meeting.chair_before, meeting.chair = meeting.chair, to
    meeting.chair_since, meeting.chair_taken = at, taken
    _put_off_what_is_hidden(meeting, to, at)
    bump(meeting)
    seat_the_chair(meeting, to, at)


def _put_off_what_is_hidden(meeting: Meeting, chair: Seat, at: datetime) -> None:
    """An open item that does not exist for the new chair is put off: nobody could go on with it.

    Chairs put items off every day, so this tells nobody why.
    """
    current = selectors.open_item_of(meeting)
    if current is not None and selectors.is_recused(current.subject, chair):
        current.state, current.closed_at = ItemState.PARKED, at
        current.save(update_fields=["state", "closed_at"])
        leave_item(current, by=chair, at=at)


def seat_the_chair(meeting: Meeting, chair: Seat, at: datetime) -> None:
    """Whoever takes the chair reads the confidentiality out to the table, and so acknowledges."""
    row, _created = Attendance.objects.get_or_create(
        meeting=meeting, seat=chair, defaults={"status": Status.PRESENT}
    )
    row.status = Status.PRESENT
    row.arrived_at = row.arrived_at or at
    row.acknowledged_at = row.acknowledged_at or at
    row.left_at = None
    row.save()
