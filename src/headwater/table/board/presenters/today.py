"""Today: what a seat must do now, overdue first; what waits for it; the next meeting.

Each task is one sentence and one deed. Nothing is ordered by what was said of anyone: overdue
before due, then by the time that is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headwater.core.zones import hours_between, local_day
from headwater.network.models import Seat
from headwater.network.rules import Role
from headwater.table.actions import presenters as actions
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions import selectors as sights
from headwater.table.discussions.rules import Sight
from headwater.table.follow_up import presenters as follow_up
from headwater.table.interventions import presenters as responses
from headwater.table.interventions import selectors as interventions
from headwater.table.interventions.models import Response
from headwater.table.meetings import presenters as labels
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import MeetingState
from headwater.table.orphans import presenters as orphans
from headwater.table.screening import presenters as screening
from headwater.table.screening import selectors as screenings
from headwater.table.screening.rules import State as Screened

from .. import selectors
from ..rules import BEFORE_THE_FOLD
from ..selectors import AtHand
from .words import day_and_hour, name


@dataclass(frozen=True)
class Task:
    """One thing to do. `tone` is a card's: overdue, waiting or none."""

    title: str
    text: str
    label: str
    url: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class NextMeeting:
    """The meeting that is open, or the next one."""

    title: str
    text: str
    label: str
    url: str
    open: bool


@dataclass(frozen=True)
class Today:
    """The page: at most three things first, the rest beneath."""

    first: list[Task]
    more: list[Task]
    waiting: list[Task]
    next: NextMeeting | None
    celebrated: str = ""


def today(seat: Seat, at: datetime) -> Today:
    """The day of a seat that sits at a table."""
    hand = selectors.at_hand(seat, at)
    # A meeting that was never opened comes first: what else is overdue waits for it too.
    now = list(_chair_now(seat, hand)) if seat.has_role(Role.CHAIR) else []
    now += [*_responses(seat, at), *_meeting_now(seat, hand), *_own_now(seat, at)]
    now += [Task(**vars(each)) for each in responses.due_now(seat, at)]
    now += [Task(**vars(each)) for each in actions.due_now(seat, at)]
    now += [Task(**vars(each)) for each in orphans.today(seat, at)]
    now.sort(key=lambda task: task.tone != "overdue")
    waiting = list(_chair_waits(seat) if seat.has_role(Role.CHAIR) else _agency_waits(seat, at))
    waiting += [Task(**vars(each)) for each in follow_up.today(seat, at)]
    first, more = now[:BEFORE_THE_FOLD], now[BEFORE_THE_FOLD:]
    return Today(first, more, waiting, _next(hand), _celebrated(seat, at))


def _celebrated(seat: Seat, at: datetime) -> str:
    """A milestone the table reached together, told inside and for a month."""
    number = selectors.milestone_of(seat.table, at) if seat.table else None
    if number is None:
        return ""
    return _("Together, this table concluded %(n)d situations with the risk lowered.") % {
        "n": number
    }


# --- Responses: the clock, and people who are to be told ------------------------------------------


def _responses(seat: Seat, at: datetime) -> Iterator[Task]:
    for response in interventions.responses_of(seat):
        if not response.is_at_work():
            continue
        yield from _clock(response, seat, at)
        yield from _untold(response, seat, at)


def _clock(response: Response, seat: Seat, at: datetime) -> Iterator[Task]:
    """The first contact, while it is due; for the chair only once it is overdue."""
    if interventions.reached_at(response) is not None:
        return
    left = hours_between(at, response.due_at)
    chair = seat.has_role(Role.CHAIR)
    if chair and left >= 0:
        return
    lead = interventions.lead_of(response).agency
    yield Task(
        title=_("Ask how the first contact goes") if chair else _("Reach them, or try again"),
        text=_("%(sentence)s %(agency)s leads.")
        % {"sentence": discussions.sentence(response.discussion), "agency": name(lead)},
        label=_("See the clock") if chair else _("Record a contact"),
        url=reverse("interventions:response", args=[response.reference])
        if chair
        else reverse("interventions:act", args=[response.reference, "contact"]),
        note=_hours(left),
        tone="overdue" if left < 0 else "waiting",
    )


def _hours(left: float) -> str:
    hours = int(abs(left))
    if left < 0:
        return ngettext(
            "First contact overdue by %(n)d hour", "First contact overdue by %(n)d hours", hours
        ) % {"n": hours}
    return ngettext(
        "%(n)d hour left for the first contact", "%(n)d hours left for the first contact", hours
    ) % {"n": hours}


def _untold(response: Response, seat: Seat, at: datetime) -> Iterator[Task]:
    """Persons who were named without consent and are to be told by this agency."""
    if seat.agency_id is None:
        return
    day = local_day(at, response.table.time_zone)
    for entry in interventions.untold(response):
        if entry.owner_id == seat.agency_id and entry.due <= day:
            yield Task(
                title=_("Tell a person that they were named"),
                text=discussions.sentence(response.discussion),
                label=_("Record that they were told"),
                url=reverse("interventions:told", args=[response.reference, entry.reference]),
                note=_("Due today") if entry.due == day else _("Overdue"),
                tone="waiting" if entry.due == day else "overdue",
            )


# --- The meeting that is open ---------------------------------------------------------------------


def _meeting_now(seat: Seat, hand: AtHand) -> Iterator[Task]:
    meeting = hand.running
    if meeting is None:
        return
    url = reverse("board:meeting", args=[meeting.reference])
    if not meetings.is_admitted(meeting, seat):
        yield Task(
            title=_("The meeting is open"),
            text=_("Say that you are here, and that what is said here stays here."),
            label=_("Join the meeting"),
            url=url,
            tone="waiting",
        )
        return
    for item, discussion in selectors.waiting_for_answer(seat, meeting):
        yield Task(
            title=_("Say whether your agency can help"),
            text=discussions.sentence(discussion)
            if sights.sight(seat, discussion) == Sight.RECORD
            else discussions.state_sentence(discussion),
            label=_("Answer"),
            url=reverse("board:item", args=[meeting.reference, item.reference]),
            tone="waiting",
        )


# --- One's own agency -----------------------------------------------------------------------------


def _own_now(seat: Seat, at: datetime) -> Iterator[Task]:
    """Screenings that are held up: danger, a duty not settled, given back by the table."""
    for found in screenings.screenings_of(seat):
        line = screening.row(found, at)
        if line["card_tone"] != "overdue":
            continue
        back = found.state == Screened.RETURNED
        yield Task(
            title=_("The table gave a situation back") if back else str(line["waits"]),
            text=line["sentence"],
            label=str(line["next"]),
            url=line["next_url"],
            note="" if back else _("Before anything"),
            tone="waiting" if back else "overdue",
        )


def _agency_waits(seat: Seat, at: datetime) -> Iterator[Task]:
    """What waits for a representative: to report back, to bring, to finish."""
    for discussion in selectors.to_report(seat):
        yield Task(
            title=_("Report back at the next meeting"),
            text=discussions.sentence(discussion),
            label=_("Open the discussion"),
            url=reverse("board:discussion", args=[discussion.reference]),
        )
    for found in screenings.screenings_of(seat):
        line = screening.row(found, at)
        if line["card_tone"] == "waiting":
            ready = found.state == Screened.READY
            yield Task(
                title=_("Bring a situation to the table") if ready else _("Finish a screening"),
                text=line["sentence"],
                label=_("See what will cross") if ready else str(line["next"]),
                url=line["next_url"],
                note=line["age"],
            )


# --- The chair ------------------------------------------------------------------------------------


def _chair_now(seat: Seat, hand: AtHand) -> Iterator[Task]:
    for meeting in hand.missed:
        yield Task(
            title=_("A meeting was never opened"),
            text=_("%(meeting)s. Open it now, or enter it as recorded afterwards.")
            % {"meeting": day_and_hour(meeting.starts_at, meeting.table.time_zone)},
            label=_("Go to the meeting"),
            url=reverse("board:meeting", args=[meeting.reference]),
            note=_("Past its hour"),
            tone="overdue",
        )


def _chair_waits(seat: Seat) -> Iterator[Task]:
    """What waits for the chair: conclusions, and situations that stand on no agenda."""
    for discussion in selectors.to_conclude(seat):
        yield Task(
            title=_("Conclude at the next meeting"),
            text=discussions.sentence(discussion),
            label=_("Open the discussion"),
            url=reverse("board:discussion", args=[discussion.reference]),
        )
    ahead = selectors.unplaced(seat)
    if ahead is not None:
        meeting, number = ahead
        yield Task(
            title=_("Build the next agenda"),
            text=ngettext(
                "%(n)d situation stands on no agenda yet.",
                "%(n)d situations stand on no agenda yet.",
                number,
            )
            % {"n": number},
            label=_("Go to the agenda"),
            url=reverse("board:meeting", args=[meeting.reference]),
        )


# --- The next meeting -----------------------------------------------------------------------------


def _next(hand: AtHand) -> NextMeeting | None:
    meeting = hand.running or hand.ahead
    if meeting is None:
        return None
    running = meeting.state == MeetingState.OPEN
    return NextMeeting(
        title=day_and_hour(meeting.starts_at, meeting.table.time_zone),
        text=_how(meeting, running=running),
        label=_("Go to the meeting") if running else _("See the meeting"),
        url=reverse("board:meeting", args=[meeting.reference]),
        open=running,
    )


def _how(meeting: Meeting, *, running: bool) -> str:
    if running:
        return labels.meeting_state_label(meeting.state)
    return " ".join(
        words for words in (labels.urgent_mark(meeting), labels.where(meeting)) if words
    )
