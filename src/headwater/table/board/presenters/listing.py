"""The lists: meetings and series of a table, discussions of a seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headwater.core.zones import local_day
from headwater.network.models import Seat, Table
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions import selectors as sights
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import FILTER, Sight, State
from headwater.table.meetings import presenters as labels
from headwater.table.meetings import selectors as meetings_of
from headwater.table.meetings.models import Meeting, Series
from headwater.table.meetings.rules import MeetingState

from ..forms.planning import series_words
from .following import MEETING_TONES, heading
from .words import hour


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in the list."""

    reference: str
    heading: str
    state: str
    tone: str
    note: str
    url: str
    minutes_url: str


@dataclass(frozen=True)
class SeriesRow:
    """A series in the list."""

    reference: str
    words: str
    venue: str


@dataclass(frozen=True)
class DiscussionRow:
    """A discussion in the list: a sentence, its filter, and where it stands."""

    url: str
    sentence: str
    opened: str
    filter: int
    state: str
    tone: str


def meeting_rows(found: Iterable[Meeting]) -> list[MeetingRow]:
    """Meetings as lines."""
    return [
        MeetingRow(
            reference=meeting.reference,
            heading=heading(meeting),
            state=labels.meeting_state_label(meeting.state),
            tone=MEETING_TONES[MeetingState(meeting.state)],
            note=_note(meeting),
            url=reverse("board:meeting", args=[meeting.reference]),
            minutes_url=""
            if meeting.state == MeetingState.PLANNED
            else reverse("board:minutes", args=[meeting.reference]),
        )
        for meeting in found
    ]


def _note(meeting: Meeting) -> str:
    if meeting.recorded_afterwards:
        return labels.afterwards_mark(meeting)
    if meeting.closed_at is not None:
        ended = hour(meeting.closed_at, meeting.table.time_zone)
        return _("Ended at %(hour)s") % {"hour": ended}
    return " ".join(
        words for words in (labels.urgent_mark(meeting), labels.where(meeting)) if words
    )


def series_rows(found: Iterable[Series]) -> list[SeriesRow]:
    """Series as lines."""
    return [
        SeriesRow(each.reference, series_words(each), labels.venue_label(each.venue))
        for each in found
    ]


@dataclass(frozen=True)
class TrainingRow:
    """A seat and the day of its training; `stands` is None where the table asks for none."""

    who: str
    day: date | None
    stands: bool | None


def training_rows(table: Table, seats: Iterable[Seat], at: datetime) -> list[TrainingRow]:
    """The trainings of the seats at a table, by agency and name."""
    customs, today = meetings_of.customs_of(table), local_day(at, table.time_zone)
    asked = customs is not None and customs.training_months is not None
    return [
        TrainingRow(
            who=labels.seat_words(seat),
            day=meetings_of.trained_on(seat),
            stands=meetings_of.training_stands(seat, table, today) if asked else None,
        )
        for seat in seats
    ]


def discussion_rows(found: Iterable[Discussion], seat: Seat) -> list[DiscussionRow]:
    """Discussions as lines: the record in a sentence where the seat sees it, else the state."""
    return [
        DiscussionRow(
            url=reverse("board:discussion", args=[discussion.reference]),
            sentence=discussions.sentence(discussion)
            if sights.sight(seat, discussion) == Sight.RECORD
            else discussions.state_sentence(discussion),
            opened=day_brought(discussion),
            filter=FILTER[State(discussion.state)],
            state=discussions.state_label(discussion.state),
            tone=state_tone(discussion.state),
        )
        for discussion in found
    ]


def day_brought(discussion: Discussion) -> str:
    """When it came to the table: the day; the month alone in a small place, where a day can tell
    everyone which ambulance it was."""
    fine = "YEAR_MONTH_FORMAT" if discussion.table.small_place else "DATE_FORMAT"
    return date_format(discussion.opened, fine)


def state_tone(state: str) -> str:
    """The mark of a discussion's state."""
    return {
        State.BROUGHT: "waiting",
        State.AT_FILTER_TWO: "now",
        State.DECISION_PROPOSED: "now",
        State.REJECTED: "closed",
        State.AT_FILTER_THREE: "now",
        State.REOPENED: "now",
        State.AT_FILTER_FOUR: "now",
        State.REPORTED_BACK: "waiting",
        State.CONCLUDED: "done",
    }[State(state)]
