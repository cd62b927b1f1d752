"""The minutes of a meeting: who was there by agency, what became of each item. No identifier.

Short on purpose: how a situation was decided is there, what was said of it is not. The head of
the audit trail's chain is printed, so that a page that was kept can later be laid beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from headwater.audit import selectors as trail
from headwater.network.models import Seat
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import State
from headwater.table.meetings import presenters as labels
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import AgendaItem, Meeting
from headwater.table.meetings.rules import SECTORS, ItemState, MeetingState
from headwater.vocabulary import registry

from .. import selectors
from ..rules import Roll
from .following import heading
from .words import day_and_hour, hour, language, speaks_for

SHOWN_OF_DIGEST = 16


@dataclass(frozen=True)
class Line:
    """One item: why it was on the agenda and what became of it, in as many words as it took."""

    number: int
    kind: str
    outcomes: list[str]


@dataclass(frozen=True)
class Minutes:
    """The whole sheet. `lines` is None for a seat that was not there to the end."""

    reference: str
    table: str
    heading: str
    held: str
    chaired_by: str
    afterwards: str
    so_far: bool
    attendance: list[tuple[str, list[str]]]
    lines: list[Line] | None
    closed_to: str
    trail: str
    made: str


def minutes(meeting: Meeting, seat: Seat, at: datetime) -> Minutes:
    """The minutes for this seat; without items where it was not admitted, or stepped out."""
    zone = meeting.table.time_zone
    admitted = meetings.is_admitted(meeting, seat) or meetings.plans(seat, meeting.table)
    return Minutes(
        reference=meeting.reference,
        table=meeting.table.name(language()),
        heading=heading(meeting),
        held=_held(meeting),
        chaired_by=meeting.chair.person.display_name if meeting.chair else "",
        afterwards=labels.afterwards_mark(meeting),
        so_far=meeting.state == MeetingState.OPEN,
        attendance=_attendance(meeting),
        lines=_lines(meeting, seat, at) if admitted else None,
        closed_to="" if admitted else _("What was discussed stays with those who were there."),
        trail=_trail(),
        made=day_and_hour(at, zone),
    )


def _held(meeting: Meeting) -> str:
    zone = meeting.table.time_zone
    if meeting.opened_at is None:
        return ""
    if meeting.closed_at is None:
        return _("Begun at %(from)s") % {"from": hour(meeting.opened_at, zone)}
    return _("From %(from)s to %(to)s") % {
        "from": hour(meeting.opened_at, zone),
        "to": hour(meeting.closed_at, zone),
    }


def _attendance(meeting: Meeting) -> list[tuple[str, list[str]]]:
    """Agencies, each once, under what they were; where one seat came the agency was there."""
    rows = selectors.attendances_of(meeting)
    came = {Roll.PRESENT, Roll.LEFT}
    present = _agencies(row.seat for row in rows if selectors.standing_of(row) in came)
    sent = _agencies(row.seat for row in rows if selectors.standing_of(row) == Roll.APOLOGIES)
    absent = _agencies(row.seat for row in rows if selectors.standing_of(row) == Roll.ABSENT)
    found = [
        (_("Present"), present),
        (_("Sent apologies"), [name for name in sent if name not in present]),
        (_("Absent"), [name for name in absent if name not in present + sent]),
    ]
    return [(words, names) for words, names in found if names]


def _agencies(seats: Iterable[Seat]) -> list[str]:
    return sorted({speaks_for(seat) for seat in seats})


def _lines(meeting: Meeting, seat: Seat, at: datetime) -> list[Line]:
    """The items this seat may know of, numbered anew so that no gap tells of another."""
    hidden = meetings.recused_subjects(seat)
    items = [item for item in meeting.items.all() if item.subject not in hidden]
    behind = selectors.discussions_behind(seat, items)
    return [
        Line(
            number,
            labels.item_kind_label(item.kind),
            [*_outcomes(item, behind.get(item.subject), meeting, at), *_guests(item)],
        )
        for number, item in enumerate(items, start=1)
    ]


def _outcomes(
    item: AgendaItem, discussion: Discussion | None, meeting: Meeting, at: datetime
) -> list[str]:
    """What was decided and done at this meeting, in the order of the path."""
    if item.state == ItemState.PARKED:
        return [_("Put off.")]
    if item.state == ItemState.WAITING or discussion is None:
        return [_("Not reached.")]
    if discussion.state == State.REJECTED:
        reason = discussions.label("rejection_reasons", discussion.rejection_reason)
        return [_("Not accepted. Reason: %(reason)s.") % {"reason": reason}]
    until = meeting.closed_at or at
    steps = selectors.steps_between(discussion, meeting.opened_at or at, until)
    found = [words for step, words in _step_words().items() if step in steps]
    return found or [_("Discussed.")]


def _guests(item: AgendaItem) -> list[str]:
    """That guests sat in, by sector."""
    known = registry.current(SECTORS)
    sectors = sorted({known[each.sector].label(language()) for each in meetings.guests_of(item)})
    if not sectors:
        return []
    return [_("With a guest from: %(sectors)s.") % {"sectors": ", ".join(sectors)}]


def _step_words() -> dict[str, str]:
    return {
        State.AT_FILTER_THREE.value: _("Accepted: acutely elevated risk."),
        State.AT_FILTER_FOUR.value: _("Lead and assisting agencies chosen."),
        State.REPORTED_BACK.value: _("Reported back."),
        State.CONCLUDED.value: _("Concluded."),
        State.REOPENED.value: _("Taken up again."),
    }


def _trail() -> str:
    """The newest entry of the audit trail, by number and the beginning of its digest."""
    number, digest = trail.head()
    return _("Audit trail at entry %(number)s: %(digest)s") % {
        "number": number,
        "digest": digest[:SHOWN_OF_DIGEST],
    }
