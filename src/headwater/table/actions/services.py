"""The verbs of actions: giving, handing on, closing. Each is one deed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat, Table
from headwater.table.discussions.models import Discussion
from headwater.table.meetings import selectors as meetings
from headwater.vocabulary import registry

from . import permissions, selectors
from .models import Action
from .rules import EITHER, KINDS, NEEDS_REASON, REASONS, TRANSITIONS, About, State


def give(
    *,
    kind: str,
    due: date,
    by: Seat,
    at: datetime,
    agency: Agency | None = None,
    seat: Seat | None = None,
    discussion: Discussion | None = None,
    form_key: str,
) -> Action:
    """Give an action to an agency, or to one seat; about a discussion, or the table's own work.

    Refused at the field for a kind that does not fit what it is about, a day that is past, an
    owner who is not at the table, or an agency that takes no part in the discussion. A form that
    was sent twice is taken once: AlreadyDone.
    """
    with acting("action.given", by=by, at=at) as deed:
        permissions.may_give(by)
        table = _table_of(by)
        if discussion is not None:
            permissions.may_give_about(by, discussion)
        agency, seat = _owner(agency, seat, discussion, by=by, at=at)
        about = About.DISCUSSION if discussion is not None else About.TABLE
        _fits(kind, about)
        _not_past(due, table, at)
        action = _write(
            Action(
                table=table,
                kind=kind,
                about=about,
                subject=discussion.reference if discussion else selectors.occasion(table),
                owner_agency=agency,
                owner_seat=seat,
                due=due,
                given_by=by,
                given_at=at,
                form_key=form_key,
            )
        )
        deed.subject = action.reference
        deed.detail["kind"] = kind
    return action


def hand_on(
    *,
    action: Action,
    by: Seat,
    at: datetime,
    agency: Agency | None = None,
    seat: Seat | None = None,
    due: date | None = None,
) -> Action:
    """Give an open action to another agency or seat, perhaps with another day.

    A worker hands it on inside their agency; the chair to anyone who may own it.
    """
    with acting("action.handed_on", by=by, at=at, subject=action.reference):
        action = _hold(action)
        _found, discussion, _open = selectors.action_for(by, action.reference)
        permissions.may_hand_on(by, action)
        _may_become(action, None)
        action.owner_agency, action.owner_seat = _owner(agency, seat, discussion, by=by, at=at)
        if due is not None:
            _not_past(due, action.table, at)
            action.due = due
        action.save(update_fields=["owner_agency", "owner_seat", "due"])
    return action


def close(*, action: Action, ending: State, by: Seat, at: datetime, reason: str = "") -> Action:
    """Say what became of an action: done, not possible, or not done with a reason (a code).

    AlreadyDone when it was closed before; Refused for a missing or unknown reason.
    """
    with acting("action.closed", by=by, at=at, subject=action.reference) as deed:
        action = _hold(action)
        selectors.action_for(by, action.reference)
        permissions.may_close(by, action)
        _may_become(action, ending)
        action.reason = _reason(ending, reason)
        action.state, action.closed_by, action.closed_at = ending, by, at
        action.save(update_fields=["state", "reason", "closed_by", "closed_at"])
        deed.detail.update(ending=ending.value, reason=action.reason)
    return action


def _table_of(by: Seat) -> Table:
    if by.table is None:
        raise NotFoundHere
    return by.table


def _write(action: Action) -> Action:
    try:
        with transaction.atomic():
            action.save()
    except IntegrityError:
        if Action.objects.filter(form_key=action.form_key).exists():
            raise AlreadyDone(_("This action was given already.")) from None
        raise
    return action


def _hold(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).select_related("table").get(pk=action.pk)


def _owner(
    agency: Agency | None,
    seat: Seat | None,
    discussion: Discussion | None,
    *,
    by: Seat,
    at: datetime,
) -> tuple[Agency | None, Seat | None]:
    """Who will own it: live at the table, and part of the discussion it is about."""
    agencies, seats = selectors.possible_owners(by, at)
    if seat is not None:
        agency = seat.agency
    if agency is None and seat is None:
        raise Refused(_("Choose who does it."), field="owner")
    permissions.may_give_to(by, agency)
    if seat is not None and seat not in seats:
        raise Refused(
            _("This seat has ended or is not at the table. Choose another."), field="owner"
        )
    if agency is not None and agency not in agencies:
        raise Refused(_("This agency has nobody at the table. Choose another."), field="owner")
    if discussion is not None and agency is not None:
        if not selectors.may_work_on(agency, discussion):
            raise Refused(_("This agency takes no part in the discussion."), field="owner")
        # Who stepped out is not told from the others: the agency owns it, and nobody learns why.
        if seat is not None and meetings.is_recused(discussion.reference, seat):
            seat = None
    return agency, seat


def _fits(kind: str, about: About) -> None:
    entry = registry.current(KINDS).get(kind)
    if entry is None:
        raise Refused(_("Choose one of the actions in the list."), field="kind")
    if entry.get("about") not in (about.value, EITHER):
        raise Refused(_("This action does not fit what it is about."), field="kind")


def _not_past(due: date, table: Table, at: datetime) -> None:
    if due < local_day(at, table.time_zone):
        raise Refused(_("This day is past. Choose today or a later day."), field="due")


def _may_become(action: Action, ending: State | None) -> None:
    following = TRANSITIONS[State(action.state)]
    if not following or (ending is not None and ending not in following):
        raise AlreadyDone(_("What became of this action was said already."))


def _reason(ending: State, reason: str) -> str:
    if ending not in NEEDS_REASON:
        return ""
    entry = registry.current(REASONS).get(reason)
    if entry is None or entry.get("ending") != ending.value.replace("_", "-"):
        raise Refused(_("Choose the reason."), field="reason")
    return reason
