"""What every verb shares: one writer at a time, what is stale, one step on the path."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, ChangedMeanwhile, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting as acting  # the verbs take both from here
from headwater.network.models import Agency, Seat
from headwater.network.selectors import agencies_at
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as meeting_verbs

from ..models import Discussion, StateChange
from ..rules import MOVES, State, Verb


def locked(discussion: Discussion) -> Discussion:
    """The discussion as it is now, held until the running transaction ends.

    SQLite's transactions begin IMMEDIATE, so there the lock is held already. One that was
    destroyed meanwhile is reported as changed.
    """
    found = (
        Discussion.objects.select_for_update(of=("self",))
        .select_related("table__community", "originating_agency", "lead_agency")
        .filter(pk=discussion.pk)
        .first()
    )
    if found is None:
        raise changed_meanwhile()
    return found


def changed_meanwhile() -> ChangedMeanwhile:
    """The one sentence for whoever comes second."""
    return ChangedMeanwhile(
        _("Someone else decided while you were typing. Nothing of yours was saved over it.")
    )


def expect(discussion: Discussion, revision: int, *, by: Seat, same: bool) -> None:
    """Stop a form that was filled in on an older revision.

    AlreadyDone when the record shows just what this form asks (`same`) and nothing but this
    seat's own sending came between; ChangedMeanwhile otherwise. A stripped row no longer tells
    who changed it: there the one who chairs confirmed it, and only they come here.
    """
    if discussion.revision == revision:
        return
    sent_twice = discussion.revision - revision == 1 and discussion.changed_by_id in (None, by.pk)
    if same and sent_twice:
        raise AlreadyDone(_("This was saved already. It stands once."))
    raise changed_meanwhile()


def must_allow(discussion: Discussion, verb: Verb) -> None:
    """Refused where the state does not allow the verb; AlreadyDone where it led here."""
    move = MOVES[verb]
    if discussion.state in move.sources:
        return
    if discussion.state == move.target:
        raise AlreadyDone(_("This was done already."))
    raise Refused(_("This situation has moved on. Load the page again to see where it stands."))


def save(discussion: Discussion, *, by: Seat) -> None:
    """Count a change, say whose, and let the screens of an open meeting know."""
    discussion.revision += 1
    discussion.changed_by = by
    discussion.save()
    meeting_verbs.touch(subject=discussion.reference)


def step(discussion: Discussion, state: State, *, by: Seat, at: datetime) -> None:
    """Go to a state: an immutable row, then the discussion itself."""
    if discussion.state != state:
        StateChange.objects.create(
            discussion=discussion, before=discussion.state, after=state, at=at
        )
        discussion.state = state
    save(discussion, by=by)


def moment(discussion: Discussion, at: datetime) -> datetime:
    """When it happened: now, or when the meeting was held that is entered afterwards."""
    sitting = meetings.sitting_on(discussion.reference)
    return sitting.starts_at if sitting is not None and sitting.recorded_afterwards else at


def at_this_table(agency: Agency, discussion: Discussion, at: datetime, *, field: str) -> None:
    """Refused at the field for an agency without a live seat or an agreement at the table."""
    day = local_day(at, discussion.table.time_zone)
    sits = agencies_at(discussion.table, at).filter(pk=agency.pk).exists()
    agreements = agency.agreements.filter(table=discussion.table)
    if not sits or not any(agreement.in_force(day) for agreement in agreements):
        raise Refused(_("Choose among the agencies at this table."), field=field)
