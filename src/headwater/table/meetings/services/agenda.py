"""The agenda: one item open at a time, in the order the chair gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.vault import api as vault

from .. import permissions, selectors
from ..models import AgendaItem, Guest, KeptOut, Meeting, Recusal
from ..rules import ITEM_MOVES, KIND_ORDER, ItemKind, ItemState, ItemVerb, MeetingState
from .locking import bump, locked


def add_item(*, meeting: Meeting, subject: str, kind: ItemKind, at: datetime) -> AgendaItem:
    """Put a subject on the agenda: follow-ups stand before what is new, else last.

    For the rooms above, which have asked who may: the trail tells that the agenda grew, not
    who brought what. Refused at a closed meeting; AlreadyDone when it is on the agenda.
    """
    meeting = locked(meeting)
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("This meeting is closed. Choose the next one."), field="meeting")
    items = list(meeting.items.all())
    if any(item.subject == subject for item in items):
        raise AlreadyDone(_("This is on the agenda already."))
    item = AgendaItem(meeting=meeting, subject=subject, kind=kind, position=len(items) + 1)
    rank = KIND_ORDER[ItemKind(kind)]
    place = next(
        (
            index
            for index, other in enumerate(items)
            if other.state == ItemState.WAITING and KIND_ORDER[ItemKind(other.kind)] > rank
        ),
        len(items),
    )
    items.insert(place, item)
    item.save()
    _number(items)
    bump(meeting)
    trail.record("agenda.item_added", at=at, subject=meeting.reference)
    return item


def move_item(*, item: AgendaItem, position: int, by: Seat, at: datetime) -> AgendaItem:
    """Put an item at a place of the agenda, counted from 1; places past the end mean the end."""
    with acting("agenda.item_moved", by=by, at=at, subject=item.meeting.reference):
        meeting, item = _locked_item(item)
        permissions.may_run(by, meeting)
        _not_closed(meeting)
        items = [other for other in meeting.items.all() if other.pk != item.pk]
        items.insert(max(position, 1) - 1, item)
        _number(items)
        bump(meeting)
    return item


def arrange(*, meeting: Meeting, order: Sequence[str], by: Seat, at: datetime) -> Meeting:
    """Put the items that wait in the order of these subjects; others after, as they stood.

    Items taken up, done or put off keep their places. AlreadyDone when nothing would change.
    """
    with acting("agenda.arranged", by=by, at=at, subject=meeting.reference):
        meeting = locked(meeting)
        permissions.may_run(by, meeting)
        _not_closed(meeting)
        rank = {subject: place for place, subject in enumerate(order)}
        items = list(meeting.items.all())
        waiting = [item for item in items if item.state == ItemState.WAITING]
        sorted_anew = iter(sorted(waiting, key=lambda item: rank.get(item.subject, len(rank))))
        arranged = [
            next(sorted_anew) if item.state == ItemState.WAITING else item for item in items
        ]
        if arranged == items:
            raise AlreadyDone(_("The agenda stands in the usual order already."))
        _number(arranged)
        bump(meeting)
    return meeting


def open_item(*, item: AgendaItem, by: Seat, at: datetime) -> AgendaItem:
    """Take an item up. Refused while another is open; AlreadyDone when this one is."""
    return _change(item, ItemVerb.OPEN, by=by, at=at)


def finish_item(*, item: AgendaItem, by: Seat, at: datetime) -> AgendaItem:
    """Finish the open item. AlreadyDone when it is finished."""
    return _change(item, ItemVerb.FINISH, by=by, at=at)


def park_item(*, item: AgendaItem, by: Seat, at: datetime) -> AgendaItem:
    """Put an item off, for later in this meeting or for the next. AlreadyDone when it is."""
    return _change(item, ItemVerb.PARK, by=by, at=at)


def next_item(*, meeting: Meeting, by: Seat, at: datetime) -> AgendaItem | None:
    """Finish the open item, if one is, and take up the next that waits. None when none waits."""
    with acting("agenda.next", by=by, at=at, subject=meeting.reference):
        meeting = locked(meeting)
        permissions.may_run(by, meeting)
        current = selectors.open_item_of(meeting)
        if current:
            _change(current, ItemVerb.FINISH, by=by, at=at)
        hidden = selectors.recused_subjects(by)
        waiting = meeting.items.filter(state=ItemState.WAITING).exclude(subject__in=hidden).first()
        return _change(waiting, ItemVerb.OPEN, by=by, at=at) if waiting else None


def replace_subject(*, old: str, new: str) -> None:
    """Give items and recusals of a stripped subject its fresh reference, and take their times.

    Part of stripping (ADR 0021), inside the caller's transaction. Without times, reasons and
    guests, what is left cannot be laid beside the trail. Meetings that are open count a change.
    """
    items = AgendaItem.objects.filter(subject=old)
    touch(subject=old)
    Guest.objects.filter(item__in=items).delete()
    items.update(subject=new, opened_at=None, closed_at=None)
    Recusal.objects.filter(subject=old).update(subject=new, at=None, reason="")
    KeptOut.objects.filter(subject=old).update(subject=new)


def forget_subject(*, subject: str) -> None:
    """Take a subject that was destroyed off every agenda, with the recusals from it."""
    AgendaItem.objects.filter(subject=subject).delete()
    Recusal.objects.filter(subject=subject).delete()
    KeptOut.objects.filter(subject=subject).delete()


def touch(*, subject: str) -> None:
    """Count a change at every open meeting that has the subject on its agenda."""
    Meeting.objects.filter(items__subject=subject, state=MeetingState.OPEN).update(
        revision=F("revision") + 1
    )


def _change(item: AgendaItem, verb: ItemVerb, *, by: Seat, at: datetime) -> AgendaItem:
    move = ITEM_MOVES[verb]
    # The trail names the meeting, not the item: times of items lead to what was discussed.
    with acting(f"agenda.item_{move.target}", by=by, at=at, subject=item.meeting.reference):
        meeting, item = _locked_item(item)
        permissions.may_run(by, meeting)
        if selectors.is_recused(item.subject, by):
            raise NotFoundHere
        if meeting.state != MeetingState.OPEN:
            raise Refused(_("The meeting is not open. Open it first."))
        if item.state == move.target:
            raise AlreadyDone(_("This was done already."))
        if item.state not in move.sources:
            raise Refused(_("This item is not open. Take it up first."))
        if verb == ItemVerb.OPEN and selectors.open_item_of(meeting):
            raise Refused(_("Another item is open. Finish it or put it off first."))
        item.state = move.target
        if verb == ItemVerb.OPEN:
            item.opened_at, item.closed_at = item.opened_at or at, None
        elif item.opened_at is not None:
            item.closed_at = at
        item.save()
        if verb != ItemVerb.OPEN:
            leave_item(item, by=by, at=at)
        bump(meeting)
    return item


def leave_item(item: AgendaItem, *, by: Seat, at: datetime) -> None:
    """What ends when the table goes on from an item: its guests, and a name sealed for it."""
    item.guests.filter(left_at__isnull=True).update(left_at=at)
    # A name sealed at filter three lives as long as the table hears its item.
    vault.destroy(reference=item.subject, at=at, reason="item_left", by=by)


def _locked_item(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    """The meeting held for writing, and the item as it is now."""
    meeting = locked(item.meeting)
    return meeting, meeting.items.get(pk=item.pk)


def _number(items: list[AgendaItem]) -> None:
    """Write positions 1, 2, 3 … where they changed."""
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


def _not_closed(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("This meeting is closed. Its agenda stays as it is."))
