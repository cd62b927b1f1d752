"""The board of a meeting as one seat sees it: agenda, who is here, what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.core.zones import local_day
from headwater.network.models import Seat
from headwater.network.rules import Role
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import AT_FILTER_THREE, State
from headwater.table.meetings import permissions as rules
from headwater.table.meetings import presenters as labels
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import AgendaItem, Attendance, Meeting
from headwater.table.meetings.rules import ITEM_MOVES, ItemState, ItemVerb, MeetingState

from .. import selectors
from ..rules import Roll
from .panel import Panel, panel
from .words import day_and_hour, hour, minutes_between, speaks_for

ITEM_TONES = {
    ItemState.WAITING: "neutral",
    ItemState.OPEN: "now",
    ItemState.DONE: "done",
    ItemState.PARKED: "waiting",
}
MEETING_TONES = {
    MeetingState.PLANNED: "waiting",
    MeetingState.OPEN: "now",
    MeetingState.CLOSED: "closed",
}
# What a new situation is left in when its item was finished before the table was done with it.
_LEFT_OPEN = frozenset({State.BROUGHT, State.AT_FILTER_TWO, State.DECISION_PROPOSED})
_LEFT_OPEN |= AT_FILTER_THREE


# Who comes later than this after the opening came late.
LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Row:
    """One item of the agenda. `panel` only for the one that is open."""

    reference: str
    number: int
    title: str
    kind: str
    state: str
    tone: str
    current: bool
    done: bool
    note: str
    opened_at: datetime | None
    minutes: int | None
    may_take_up: bool
    may_move_up: bool
    may_move_down: bool
    url: str = ""
    panel: Panel | None = None


@dataclass(frozen=True)
class Here:
    """One seat in the list of who is here."""

    name: str
    person: str
    state: str
    tone: str


@dataclass(frozen=True)
class Board:
    """Everything the board shows to one seat."""

    reference: str
    heading: str
    state: str
    state_label: str
    tone: str
    afterwards: str
    urgent: str
    where: str
    link: str
    opening: list[str]
    chaired_by: str
    chair_note: str
    take_chair: Permission | None
    chairs: bool
    plans: bool
    admitted: bool
    closed_to: str
    acknowledge: Permission
    values: list[str]
    rows: list[Row]
    here: list[Here]
    present: int
    quorum: str
    short: bool
    may_open: Permission
    may_run: Permission
    may_arrange: bool
    waiting: int
    url: str
    poll: str
    leaves: bool = False

    @property
    def current(self) -> Row | None:
        """The item that is open, if the seat sees one."""
        return next((row for row in self.rows if row.current), None)


def board(meeting: Meeting, seat: Seat, at: datetime, *, acting: bool = False) -> Board:
    """The board for this seat. `acting`: a form is open, so the page does not follow."""
    admitted = meetings.is_admitted(meeting, seat)
    items = meetings.agenda(meeting, seat)
    behind = selectors.discussions_behind(seat, items)
    chairs = meeting.chair_id == seat.pk and meeting.state == MeetingState.OPEN
    runs = ask(rules.may_run, seat, meeting)
    lost = may_wait_for_chair(meeting, seat) and meetings.chair_is_lost(meeting, at)
    here = selectors.attendances_of(meeting)
    rows = _rows(items, behind, seat, meeting, at, runs=bool(runs))
    movable = sum(1 for row in rows if row.may_move_up or row.may_move_down)
    return Board(
        reference=meeting.reference,
        heading=heading(meeting),
        state=meeting.state,
        state_label=labels.meeting_state_label(meeting.state),
        tone=MEETING_TONES[MeetingState(meeting.state)],
        afterwards=labels.afterwards_mark(meeting),
        urgent=labels.urgent_mark(meeting),
        where=labels.where(meeting),
        link=meeting.place.link if meeting.place else "",
        opening=_opening(meeting, items),
        chaired_by=_chaired_by(meeting),
        chair_note=_chair_note(meeting, seat),
        take_chair=ask(rules.may_take_chair, seat, meeting, at) if lost else None,
        chairs=chairs,
        plans=meetings.plans(seat, meeting.table),
        admitted=admitted,
        closed_to="" if admitted else ask(rules.may_see_items, seat, meeting).reason,
        acknowledge=_may_sit(seat, meeting, at, asked=not admitted),
        values=[each.text for each in selectors.values_of(meeting)] if not admitted else [],
        rows=rows,
        here=_here(here, meeting),
        present=sum(1 for row in here if selectors.standing_of(row) == Roll.PRESENT),
        quorum=_quorum(meeting),
        short=meeting.state == MeetingState.OPEN and meetings.quorum_met(meeting) is False,
        may_open=_may_sit(seat, meeting, at, asked=meeting.state == MeetingState.PLANNED),
        may_run=runs,
        may_arrange=movable > 1,
        waiting=sum(1 for item in items if item.state == ItemState.WAITING),
        url=reverse("board:meeting", args=[meeting.reference]),
        poll=fragment_url(meeting, acting=acting, lost=lost),
        leaves=admitted and not chairs and meeting.state == MeetingState.OPEN,
    )


def _may_sit(seat: Seat, meeting: Meeting, at: datetime, *, asked: bool) -> Permission:
    """Whether the seat has a place on this day; not asked where the page does not show it."""
    if not asked:
        return Permission(True)
    day = local_day(at, meeting.table.time_zone)
    return ask(rules.may_take_seat, seat, meeting.table, day)


def heading(meeting: Meeting) -> str:
    """What a meeting is called: its day and hour."""
    return day_and_hour(meeting.starts_at, meeting.table.time_zone)


def may_wait_for_chair(meeting: Meeting, seat: Seat) -> bool:
    """Whether this seat could take the chair of an open meeting that another one chairs."""
    waits = meeting.state == MeetingState.OPEN and meeting.chair_id != seat.pk
    return waits and meetings.plans(seat, meeting.table)


def fragment_url(meeting: Meeting, *, acting: bool = False, lost: bool = False) -> str:
    """Where a screen asks whether something changed; empty once the meeting is closed.

    `lost`: what this screen already shows is that the chair is lost.
    """
    if meeting.state == MeetingState.CLOSED:
        return ""
    address = "board:moved" if acting else "board:fragment"
    shown = "&chair=lost" if lost and not acting else ""
    return f"{reverse(address, args=[meeting.reference])}?revision={meeting.revision}{shown}"


def _chaired_by(meeting: Meeting) -> str:
    chair = meeting.chair
    if chair is None:
        return ""
    return _("%(who)s chairs.") % {"who": chair.person.display_name}


def _opening(meeting: Meeting, items: list[AgendaItem]) -> list[str]:
    """How this table opens, as reminders, until the first item was taken up."""
    if meeting.state == MeetingState.CLOSED or any(item.opened_at for item in items):
        return []
    return labels.opening_words(meetings.opening_of(meeting.table))


def _chair_note(meeting: Meeting, seat: Seat) -> str:
    """That the chair was taken, and from whom: told to all, and to who was lost what to do."""
    if not meeting.chair_taken or meeting.chair is None or meeting.chair_since is None:
        return ""
    facts = {
        "who": meeting.chair.person.display_name,
        "hour": hour(meeting.chair_since, meeting.table.time_zone),
    }
    if meeting.chair_before_id == seat.pk:
        return (
            _(
                "Your screen was away for two minutes, so %(who)s took the chair at %(hour)s. "
                "Ask them to hand it back if you go on."
            )
            % facts
        )
    return _("%(who)s took the chair at %(hour)s.") % facts


def _quorum(meeting: Meeting) -> str:
    """Whether enough agencies are here, where the table asks for a number."""
    met = meetings.quorum_met(meeting)
    if met is None or meeting.state != MeetingState.OPEN:
        return ""
    facts = {"number": meeting.table.quorum}
    if met:
        return _("Enough agencies are here: the table asks for %(number)s.") % facts
    return _("Not enough agencies are here yet: the table asks for %(number)s.") % facts


def _rows(
    items: list[AgendaItem],
    behind: dict[str, Discussion],
    seat: Seat,
    meeting: Meeting,
    at: datetime,
    *,
    runs: bool,
) -> list[Row]:
    live = meeting.state == MeetingState.OPEN
    one_is_open = any(item.state == ItemState.OPEN for item in items)
    # Order and turn are the chair's before an item is open; while people talk, all stays put.
    changes = runs and meeting.state != MeetingState.CLOSED and not one_is_open
    plans = meetings.plans(seat, meeting.table)
    overdue = selectors.overdue_subjects(meeting.table, at) if plans and items else set()
    rows = []
    for number, item in enumerate(items, start=1):
        discussion = behind.get(item.subject)
        current = live and item.state == ItemState.OPEN
        done = item.state == ItemState.DONE
        opened = panel(item, discussion, seat) if current and discussion else None
        rows.append(
            Row(
                reference=item.reference,
                number=number,
                title=_title(item, discussion, opened, plans),
                kind=labels.item_kind_label(item.kind),
                state=_state(item, discussion),
                tone=_tone(item, discussion),
                current=current,
                done=done,
                note=_("First contact overdue") if item.subject in overdue else "",
                opened_at=item.opened_at if current else None,
                minutes=_minutes(item, at),
                may_take_up=runs and live and not one_is_open and _can_open(item, discussion),
                may_move_up=changes and number > 1 and not done,
                may_move_down=changes and number < len(items) and not done,
                url=_url(discussion, current),
                panel=opened,
            )
        )
    return rows


def _url(discussion: Discussion | None, current: bool) -> str:
    """Where to read what is not open on the board; nothing is told by the page that is not here."""
    if discussion is None or current or discussion.state == State.BROUGHT:
        return ""
    return reverse("board:discussion", args=[discussion.reference])


def _can_open(item: AgendaItem, discussion: Discussion | None) -> bool:
    """What waits, was put off, or was left before the table was done with it."""
    if item.state == ItemState.DONE:
        return _left_open(discussion)
    return item.state in ITEM_MOVES[ItemVerb.OPEN].sources


def _left_open(discussion: Discussion | None) -> bool:
    return discussion is not None and discussion.state in _LEFT_OPEN


def _title(
    item: AgendaItem, discussion: Discussion | None, opened: Panel | None, chair: bool
) -> str:
    """The record in a sentence for the chair, and for whoever sees it of the open item.

    Of all others: only why they are on the agenda.
    """
    if opened is not None and opened.record is not None:
        return opened.record.sentence
    if chair and discussion is not None:
        return discussions.sentence(discussion)
    return labels.item_kind_label(item.kind)


def _state(item: AgendaItem, discussion: Discussion | None) -> str:
    """Where the discussion stands once its item was dealt with; else where the item stands."""
    if item.state in (ItemState.DONE, ItemState.OPEN) and discussion is not None:
        return discussions.state_label(discussion.state)
    return labels.item_state_label(item.state)


def _tone(item: AgendaItem, discussion: Discussion | None) -> str:
    if item.state == ItemState.DONE and _left_open(discussion):
        return "attention"
    return ITEM_TONES[ItemState(item.state)]


def _minutes(item: AgendaItem, at: datetime) -> int | None:
    if item.opened_at is None:
        return None
    return minutes_between(item.opened_at, item.closed_at or at)


def _here(rows: list[Attendance], meeting: Meeting) -> list[Here]:
    return [
        Here(
            name=speaks_for(row.seat),
            person=_person(row.seat),
            state=_attends(row, meeting),
            tone=_attendance_tone(row),
        )
        for row in rows
    ]


def _attends(row: Attendance, meeting: Meeting) -> str:
    said = selectors.standing_of(row)
    zone = meeting.table.time_zone
    if said == Roll.LEFT and row.left_at is not None:
        return _("Left early, at %(hour)s") % {"hour": hour(row.left_at, zone)}
    if said == Roll.PRESENT and meeting.chair_id == row.seat_id:
        return _("Chairs")
    if said == Roll.PRESENT and row.acknowledged_at is None:
        return _("To acknowledge")
    if said == Roll.PRESENT and _came_late(row, meeting):
        return _("Here since %(hour)s") % {"hour": hour(row.arrived_at or meeting.starts_at, zone)}
    if said == Roll.PRESENT:
        return _("Here")
    return labels.status_label(row.status)


def _came_late(row: Attendance, meeting: Meeting) -> bool:
    """Whether a seat came after the meeting had gone on for a while."""
    if row.arrived_at is None or meeting.opened_at is None:
        return False
    return row.arrived_at - meeting.opened_at > LATE_AFTER


def _person(seat: Seat) -> str:
    """Who sits there; an alternate is called so."""
    name = seat.person.display_name
    if seat.has_role(Role.ALTERNATE):
        return _("%(who)s, alternate") % {"who": name}
    return str(name)


def _attendance_tone(row: Attendance) -> str:
    said = selectors.standing_of(row)
    if said != Roll.PRESENT:
        return "closed"
    return "done" if row.acknowledged_at else "attention"
