"""Deeds of a meeting that touch several rooms at once: one transaction, or nothing of it.

Each part is a verb of the room it belongs to, which asks its own permission and writes its own
entry of the trail; nothing is decided here twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.audit import trail
from headwater.core.errors import AlreadyDone, Refused
from headwater.network.models import Agency, Seat, Table
from headwater.table.discussions import selectors as discussions_of
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import AFTER_FILTER_THREE, Answer, State
from headwater.table.interventions import services as interventions
from headwater.table.interventions.models import Response
from headwater.table.meetings import services as meetings
from headwater.table.meetings.models import AgendaItem, Attendance, Guest, Meeting
from headwater.table.meetings.rules import Status
from headwater.table.screening import selectors as screened
from headwater.table.screening import services as screening

from . import selectors
from .rules import BEFORE_NAMES, Roll

# To whom a duty belongs; never what anyone answered.
DUTY_IS_BACK = gettext_lazy(
    "A fact recorded here raises the duty to report. The agency that brought this answers it "
    "first, on its own screening page. Anyone else who suspects it reports it too, themselves, now."
)


@contextmanager
def _whole() -> Iterator[None]:
    """All of it or nothing; a refusal inside is kept in the trail though the rest is undone."""
    with trail.keeping_refusals(), transaction.atomic():
        yield


def open_meeting(*, meeting: Meeting, by: Seat, at: datetime) -> Meeting:
    """Open a planned meeting; its agenda builds itself. Errors are those of `meetings`."""
    with _whole():
        opened = meetings.open_meeting(meeting=meeting, by=by, at=at)
        build_agenda(meeting=opened, by=by, at=at)
    return opened


def build_agenda(*, meeting: Meeting, by: Seat, at: datetime) -> int:
    """Put on the agenda what belongs there and is not: overdue and open responses, then new ones.

    What stands there already keeps its place, so this can be done at any time. Returns how many
    were added.
    """
    order = selectors.usual_order(meeting.table, at)
    return discussions.fill_agenda(meeting=meeting, by=by, at=at, order=order)


def arrange(*, meeting: Meeting, by: Seat, at: datetime) -> Meeting:
    """Put what waits in the usual order again. AlreadyDone when it stands so."""
    order = selectors.usual_order(meeting.table, at)
    return meetings.arrange(meeting=meeting, order=order, by=by, at=at)


def take_up(*, item: AgendaItem, by: Seat, at: datetime) -> AgendaItem:
    """Open an item; a new situation comes before the whole table with it (filter two)."""
    with _whole():
        opened = meetings.open_item(item=item, by=by, at=at)
        _begin(opened, by, at)
    return opened


def go_on(*, meeting: Meeting, by: Seat, at: datetime) -> AgendaItem | None:
    """Finish the open item and take the next one up. None when nothing waits any more."""
    with _whole():
        following = meetings.next_item(meeting=meeting, by=by, at=at)
        if following is not None:
            _begin(following, by, at)
    return following


def _begin(item: AgendaItem, by: Seat, at: datetime) -> None:
    discussion = discussions_of.discussion_for(by, item.subject)
    if discussion.state == State.BROUGHT:
        discussions.start_filter_two(discussion=discussion, by=by, at=at)


def enter_afterwards(
    *, table: Table, held_at: datetime, reason: str, chair: Seat, by: Seat, at: datetime
) -> Meeting:
    """Enter a meeting held on paper. AlreadyDone when one was entered for that very hour."""
    with _whole():
        if selectors.entered_at(table, held_at) is not None:
            raise AlreadyDone(_("A meeting is entered for this day and hour already."))
        return meetings.enter_afterwards(
            table=table, held_at=held_at, reason=reason, chair=chair, by=by, at=at
        )


@dataclass(frozen=True)
class Confirmed:
    """What a confirmed decision led to: the way it went and, after a rejection, the next item."""

    accepted: bool
    following: AgendaItem | None = None


def record_facts(
    *,
    discussion: Discussion,
    revision: int,
    facts: Mapping[str, Any],
    by: Seat,
    at: datetime,
) -> bool:
    """Record the coded facts anew, and let the agency that brought it weigh them for its duties.

    Returns whether a question about a duty to report is back with that agency. Errors are those
    of `discussions.record_facts`.
    """
    with _whole():
        discussions.record_facts(discussion=discussion, revision=revision, by=by, at=at, **facts)
        return screening.heard_at_table(
            discussion_reference=discussion.reference,
            type=facts["type"],
            age_group=facts["age_group"],
            factors=facts["factors"],
            flags=facts["flags"],
            at=at,
        )


def correct(*, discussion: Discussion, by: Seat, at: datetime, **correction: Any) -> bool:
    """Put one field of an accepted record right, and let its agency weigh it for its duties.

    Returns whether a question about a duty to report is back. Errors are those of
    `discussions.correct`; Refused too for what rests on a youth record where the agency that
    brought it said that someone is 12 to 17.
    """
    with _whole():
        corrected = discussions.correct(discussion=discussion, by=by, at=at, **correction)
        try:
            return screening.heard_at_table(
                discussion_reference=corrected.reference,
                type=corrected.type,
                age_group=corrected.age_group,
                factors=corrected.factors.values_list("code", flat=True),
                flags=corrected.flags.values_list("code", flat=True),
                at=at,
            )
        except Refused as held_back:
            raise Refused(held_back.message, field="now") from held_back


def confirm(*, item: AgendaItem, revision: int, by: Seat, at: datetime) -> Confirmed:
    """Confirm what was read back.

    Accepted, the item stays open for filter three. Not accepted, the record is stripped, the
    agency that brought it gets its screening back, and the meeting goes on to the next item.
    Errors are those of `discussions.confirm_decision`; Refused while a fact recorded at the table
    raises a duty to report that the agency that brought it has not answered; not for a meeting
    that is entered afterwards.
    """
    with _whole():
        discussion = selectors.discussion_of(by, item)
        # What is entered afterwards was decided at the table already; the agency still answers.
        live = not item.meeting.recorded_afterwards
        if live and screened.duty_open_behind(discussion.reference):
            raise Refused(str(DUTY_IS_BACK))
        former, reason = discussion.reference, discussion.rejection_reason
        decided = discussions.confirm_decision(
            discussion=discussion, revision=revision, by=by, at=at
        )
        if decided.state != State.REJECTED:
            return Confirmed(accepted=True)
        screening.was_rejected(discussion_reference=former, at=at, reason=reason)
        return Confirmed(accepted=False, following=go_on(meeting=item.meeting, by=by, at=at))


def answer_for(
    *, discussion: Discussion, answers: Mapping[str, Answer], by: Seat, at: datetime
) -> int:
    """The chair enters what several agencies answered aloud, by agency reference.

    Answers that stand already are left alone. Returns how many were recorded; AlreadyDone when
    all of them stood.
    """
    recorded = 0
    with _whole():
        for reference, said in answers.items():
            agency = selectors.agency_of(discussion, reference, at)
            try:
                discussions.answer(discussion=discussion, agency=agency, answer=said, by=by, at=at)
            except AlreadyDone as before:
                standing = before
            else:
                recorded += 1
        if answers and not recorded:
            raise standing
    return recorded


def choose(
    *,
    discussion: Discussion,
    lead: Agency,
    assisting: Iterable[Agency],
    names_were_said: bool,
    by: Seat,
    at: datetime,
) -> Response:
    """Choose who leads and who assists, and begin their response with its clock."""
    with _whole():
        chosen = discussions.choose_agencies(
            discussion=discussion,
            lead=lead,
            assisting=assisting,
            names_were_said=names_were_said,
            by=by,
            at=at,
        )
        return interventions.start_response(discussion=chosen, by=by, at=at)


def conclude(*, discussion: Discussion, conclusion: str, by: Seat, at: datetime) -> Discussion:
    """Conclude a discussion and close its response, which dates the destruction of what is sealed.

    A response that its agencies closed before stays as it is. What was shown of a youth record
    is destroyed: its purpose has ended.
    """
    with _whole():
        concluded = discussions.conclude(discussion=discussion, conclusion=conclusion, by=by, at=at)
        screening.purpose_ended(discussion_reference=concluded.reference, at=at)
        response = selectors.response_behind(by, concluded)
        if response is not None and response.is_at_work():
            interventions.close_response(response=response, by=by, at=at)
    return concluded


def welcome_guest(*, item: AgendaItem, sector: str, by: Seat, at: datetime) -> Guest:
    """Let a guest be there for the open item. Refused once names may be said: no guest stays."""
    discussion = selectors.discussion_of(by, item)
    if discussion.state not in BEFORE_NAMES and discussion.state not in AFTER_FILTER_THREE:
        raise Refused(_("Names may be said now. No guest stays for that."))
    return meetings.welcome_guest(item=item, sector=sector, by=by, at=at)


def take_roll(
    *, meeting: Meeting, roll: Mapping[str, Roll], by: Seat, at: datetime
) -> list[Attendance]:
    """Record the attendance of several seats, by seat reference; what stands is left alone."""
    rows = {row.seat.reference: row for row in selectors.attendances_of(meeting)}
    members = {seat.reference: seat for seat in selectors.members_of(meeting, at)}
    written = []
    with _whole():
        for reference, said in roll.items():
            if said == selectors.standing_of(rows.get(reference)) or reference not in members:
                continue
            written.append(_record(meeting, members[reference], said, by, at))
    return written


def _record(meeting: Meeting, seat: Seat, said: Roll, by: Seat, at: datetime) -> Attendance:
    if said == Roll.LEFT:
        return meetings.leave(meeting=meeting, seat=seat, by=by, at=at)
    return meetings.record_attendance(
        meeting=meeting, seat=seat, status=Status(said.value), by=by, at=at
    )
