"""Who is there, who has acknowledged, who has left, who steps aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Seat, Table
from headwater.vocabulary import registry

from .. import permissions, selectors
from ..keeping_out import written_for
from ..models import Attendance, KeptOut, Meeting, Recusal
from ..rules import RECUSAL_REASONS, STEPPED_OUT, MeetingState, Status
from .agenda import touch
from .locking import bump, locked


def record_attendance(
    *, meeting: Meeting, seat: Seat, status: Status, by: Seat, at: datetime
) -> Attendance:
    """The chair records a seat as present, with apologies, or absent.

    NotFoundHere for a seat of another table; Denied, with the reason, for a seat that has ended
    or whose agency has no agreement in force. At a meeting held on paper the acknowledgement
    was given on paper, so it is entered with the presence.
    """
    with acting("attendance.recorded", by=by, at=at, subject=meeting.reference) as deed:
        meeting = locked(meeting)
        permissions.may_run(by, meeting)
        permissions.sits_at(seat, meeting.table)
        _not_closed(meeting)
        held = meeting.starts_at if meeting.recorded_afterwards else at
        if status == Status.PRESENT:
            day = local_day(held, meeting.table.time_zone)
            permissions.may_take_seat(seat, meeting.table, day)
        elif seat.pk == meeting.chair_id:
            raise Refused(_("Whoever chairs is there. Hand the chair over first."), field="status")
        row = Attendance.objects.filter(meeting=meeting, seat=seat).first()
        if row is None:
            row = Attendance(meeting=meeting, seat=seat)
        row.status = status
        if status == Status.PRESENT:
            row.arrived_at, row.left_at = row.arrived_at or held, None
            if meeting.recorded_afterwards:
                row.acknowledged_at = row.acknowledged_at or held
        else:
            row.arrived_at = row.left_at = row.acknowledged_at = None
        row.save()
        bump(meeting)
        deed.detail.update(whose=seat.reference, status=Status(status).value)
    return row


def acknowledge(*, meeting: Meeting, by: Seat, at: datetime) -> Attendance:
    """A seat says that it is here and that what is said here stays here; late arrivals too.

    Denied with the reason where the seat has no place; Refused unless the meeting is open.
    """
    with acting("attendance.acknowledged", by=by, at=at, subject=meeting.reference):
        meeting = locked(meeting)
        permissions.may_take_seat(by, meeting.table, local_day(at, meeting.table.time_zone))
        if meeting.state != MeetingState.OPEN:
            raise Refused(_("This meeting is not open. You can say so once it begins."))
        if selectors.is_admitted(meeting, by):
            raise AlreadyDone(_("You have said so already."))
        row, _created = Attendance.objects.get_or_create(
            meeting=meeting, seat=by, defaults={"status": Status.PRESENT}
        )
        row.status, row.acknowledged_at, row.left_at = Status.PRESENT, at, None
        row.arrived_at = row.arrived_at or at
        row.save()
        bump(meeting)
    return row


def leave(*, meeting: Meeting, seat: Seat, by: Seat, at: datetime) -> Attendance:
    """A seat leaves before the end, by its own word or the chair's; items close to it.

    The one who chairs hands the chair over first.
    """
    with acting("attendance.left", by=by, at=at, subject=meeting.reference) as deed:
        meeting = locked(meeting)
        permissions.sits_at(by, meeting.table)
        if seat.pk != by.pk:
            permissions.may_run(by, meeting)
        row = Attendance.objects.filter(meeting=meeting, seat=seat, status=Status.PRESENT).first()
        if row is None:
            raise NotFoundHere
        _not_closed(meeting)
        if seat.pk == meeting.chair_id:
            raise Refused(_("Whoever chairs is there. Hand the chair over first."))
        if row.left_at is not None:
            raise AlreadyDone(_("This seat has left already."))
        row.left_at = at
        row.save()
        bump(meeting)
        deed.detail["whose"] = seat.reference
    return row


def recuse(*, subject: str, by: Seat, at: datetime, reason: str = STEPPED_OUT) -> Recusal:
    """A seat steps aside from one subject: for this person it exists no longer, anywhere.

    `reason` is a code of `recusal_reasons`. The trail names no subject and no reason: it shows
    that a seat was away, as it shows someone leaving the room. Refused for the one who chairs
    the meeting that has it on its agenda, until the chair is handed over.
    """
    with acting("attendance.away", by=by, at=at):
        if reason not in registry.current(RECUSAL_REASONS):
            raise Refused(_("Choose a reason from the list."), field="reason")
        _on_an_agenda_of(by, subject)
        sitting = selectors.sitting_on(subject)
        if sitting and sitting.chair and sitting.chair.person_id == by.person_id:
            raise Refused(_("You chair this meeting. Hand the chair over, then step out."))
        if selectors.is_recused(subject, by):
            raise AlreadyDone(_("You have stepped out already."))
        recusal = Recusal.objects.create(subject=subject, seat=by, at=at, reason=reason)
        if sitting:
            bump(locked(sitting))
    return recusal


def keep_out(*, subject: str, table: Table, seats: Iterable[Seat]) -> None:
    """Make the persons kept out of a subject exactly those of these seats.

    For the room above, which has asked who may and writes the trail, inside its transaction.
    The rows say of nobody that it is them (`keeping_out`). Open meetings count a change.
    """
    KeptOut.objects.filter(subject=subject).delete()
    persons = {seat.person_id: seat.person for seat in seats}
    for person in persons.values():
        made = written_for(person)
        KeptOut.objects.create(
            table=table, subject=subject, salt=made.salt, digest=made.digest, mark=made.mark
        )
    touch(subject=subject)


def _on_an_agenda_of(seat: Seat, subject: str) -> None:
    """A seat steps aside only from what stands on an agenda of its own table."""
    if not selectors.meetings_of(seat).filter(items__subject=subject).exists():
        raise NotFoundHere


def _not_closed(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("This meeting is closed. Its attendance stays as it is."))
