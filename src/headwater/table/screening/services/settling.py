"""How filter one ends: kept, referred elsewhere, or brought to the table; and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Seat, Table
from headwater.table.discussions import services as discussions
from headwater.table.discussions import youth_records
from headwater.table.meetings.models import Meeting

from .. import lists, permissions
from ..models import Screening
from ..rules import Done, State
from ..selectors import duty_open, facts_of, standing_of
from .keeping import checked_code, locked, save, unchanged

SETTLED = "screening.settled"


def keep(
    *,
    screening: Screening,
    outcomes: Sequence[str],
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> Screening:
    """Keep the situation with the agency, with the codes of what was done. Refused without one."""
    with acting(SETTLED, by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=revision)
        permissions.may_set_aside(by, row, standing_of(row).blocks)
        if not outcomes or not set(outcomes) <= set(Done):
            raise Refused(_("Choose what your agency did."), field="outcomes")
        row.outcomes = [done.value for done in Done if done in outcomes]
        row.referred_to = ""
        save(screening=row, at=at, state=State.KEPT)
    return row


def refer(
    *,
    screening: Screening,
    referred_to: str,
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> Screening:
    """Record that the agency referred the person directly to a sector. Refused without one."""
    with acting(SETTLED, by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=revision)
        permissions.may_set_aside(by, row, standing_of(row).blocks)
        sector = checked_code(list_name="sectors", code=referred_to, field="referred_to")
        if not sector:
            raise Refused(_("Choose where you referred the person."), field="referred_to")
        row.referred_to = sector
        row.outcomes = []
        save(screening=row, at=at, state=State.REFERRED)
    return row


def take_up_again(*, screening: Screening, by: Seat, at: datetime) -> Screening:
    """Open a kept or referred screening again; its answers stand as they were."""
    with acting("screening.taken_up", by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=None)
        permissions.may_take_up(by, row)
        row.outcomes, row.referred_to = [], ""
        save(screening=row, at=at)
    return row


def bring_forward(
    *,
    screening: Screening,
    table: Table,
    meeting: Meeting | None,
    revision: int | None = None,
    keep_out: Sequence[Seat] = (),
    by: Seat,
    at: datetime,
) -> str:
    """Send the coded facts to the table and put them on a meeting's agenda.

    `keep_out`: seats for whose persons the situation never exists at the table.

    Returns the discussion's reference. Without a meeting it waits for the next one planned.
    AlreadyDone when it is with the table; Denied, with the first reason, while anything stands
    in the way; Refused for another table's meeting or one that is closed.
    """
    with acting(SETTLED, by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=None)
        permissions.owns(by, row)
        if State(row.state) is State.BROUGHT:
            raise AlreadyDone(_("This situation was already brought to the table."))
        unchanged(screening=row, revision=revision)
        permissions.may_bring(by, row, standing_of(row).blocks)
        permissions.may_bring_to(by, table, local_day(at, table.time_zone))
        if meeting is not None and meeting.table_id != table.pk:
            raise Refused(_("Choose a meeting of your own table."), field="meeting")
        row.discussion_reference = _cross(row, table, meeting, keep_out, by, at)
        row.table, row.returned_reason = table, ""
        save(screening=row, at=at, state=State.BROUGHT)
    return row.discussion_reference


def _cross(
    screening: Screening,
    table: Table,
    meeting: Meeting | None,
    keep_out: Sequence[Seat],
    by: Seat,
    at: datetime,
) -> str:
    """The one place where anything leaves the agency: exactly these codes, and nothing else."""
    discussion = discussions.bring(
        table=table,
        agency=screening.agency,
        type=screening.type,
        age_group=screening.age_group,
        sex=screening.sex,
        factors=screening.factors,
        protective=screening.protective,
        flags=screening.flags,
        meeting=meeting,
        keep_out=keep_out,
        by=by,
        at=at,
    )
    return discussion.reference


def bring_again(
    *,
    screening: Screening,
    table: Table,
    meeting: Meeting | None,
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> str:
    """Bring what the table returned, as a new discussion; the same rules as the first time."""
    return bring_forward(
        screening=screening, table=table, meeting=meeting, revision=revision, by=by, at=at
    )


def heard_at_table(
    *,
    discussion_reference: str,
    type: str = "",
    age_group: str = "",
    factors: Iterable[str] = (),
    flags: Iterable[str] = (),
    at: datetime,
) -> bool:
    """The table recorded facts of a situation: they count for its agency's duties from now on.

    Called by the board in the deed that records them. Returns whether a question about a duty is
    back, so that the board can say so; `selectors.duty_open_behind` tells the same later. Not
    audited: whether a duty was asked never reaches the trail. Refused, so that the whole deed is
    undone, for what rests on a youth record where its agency said that someone is 12 to 17.
    """
    with transaction.atomic():
        row = _behind(discussion_reference)
        if row is None:
            return False
        row.heard = {
            "age_group": age_group,
            "factors": list(dict.fromkeys(factors)),
            "flags": list(dict.fromkeys(flags)),
        }
        said = replace(facts_of(row), type=type or row.type)
        if lists.held_back(said) & {*row.heard["factors"], *row.heard["flags"]}:
            raise Refused(youth_records.refusal(), field="factors")
        row.revision += 1
        row.save()
    return duty_open(row)


def _behind(discussion_reference: str) -> Screening | None:
    """The screening that was brought as this discussion, held; None when there is none now."""
    return (
        Screening.objects.select_for_update(of=("self",))
        .filter(discussion_reference=discussion_reference, state=State.BROUGHT)
        .first()
    )


def was_rejected(*, discussion_reference: str, at: datetime, reason: str = "") -> bool:
    """The table did not accept it: drop the link and give the screening back to its agency.

    Called by the board with the reference the discussion had before it was stripped; `reason`
    is the code of the rejection. Returns whether a screening was given back: none is when its
    agency's period has already ended. Not audited on purpose: an entry beside the decision's
    would tell which agency had brought what the table stripped.
    """
    with transaction.atomic():
        row = _behind(discussion_reference)
        if row is None:
            return False
        row.state = State.RETURNED
        row.heard = {}  # what was said at the table is stripped everywhere
        row.discussion_reference = ""
        row.table = None
        row.returned_reason = reason
        row.revision += 1
        row.save()
    return True
