"""Reads of the table's pages, from the seat; each goes through the selectors of the rooms below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Min, Q, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Agency, ProfileStatement, Seat, Table
from headwater.network.profile.kinds import Kind
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.network.selectors import agencies_at, seats_at
from headwater.table.discussions import codes
from headwater.table.discussions import selectors as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import (
    AFTER_FILTER_THREE,
    AT_FILTER_THREE,
    YOUTH_AGE_GROUPS,
    Answer,
    State,
)
from headwater.table.interventions import selectors as interventions
from headwater.table.interventions.models import ReportBack, Response
from headwater.table.meetings import permissions as meeting_rules
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import AgendaItem, Attendance, Meeting, Series
from headwater.table.meetings.rules import ItemKind, MeetingState

from .rules import CALLED_FOR, CELEBRATE_DAYS, MILESTONES, RISK_LOWERED, Roll


def item_of(seat: Seat, meeting: str, reference: str) -> AgendaItem:
    """An item of this meeting for a seat that may see its items.

    NotFoundHere for another table's, the recused, and an item of another meeting; Denied with
    what to do for a seat that is not admitted.
    """
    found = meetings.item_for(seat, reference)
    if found.meeting.reference != meeting:
        raise NotFoundHere
    meeting_rules.may_see_items(seat, found.meeting)
    return found


def place_beside(seat: Seat, item: AgendaItem, to: str) -> int | None:
    """The place an item moves to, `up` or `down` past its neighbour on this seat's own agenda.

    None at an end, or for another direction. What the seat does not see is stepped over with
    its neighbour, so that an order that seems not to change tells of nothing.
    """
    shown = meetings.agenda(item.meeting, seat)
    here = next((index for index, each in enumerate(shown) if each.pk == item.pk), None)
    step = {"up": -1, "down": 1}.get(to)
    if here is None or step is None or not 0 <= here + step < len(shown):
        return None
    return shown[here + step].position


def discussion_of(seat: Seat, item: AgendaItem) -> Discussion:
    """The discussion an item stands for. NotFoundHere where it does not exist for the seat."""
    return discussions.discussion_for(seat, item.subject)


def discussions_behind(seat: Seat, items: Iterable[AgendaItem]) -> dict[str, Discussion]:
    """The discussions of several items by reference, in one query; none the seat must not know."""
    references = [item.subject for item in items]
    return {
        each.reference: each for each in discussions.for_seat(seat).filter(reference__in=references)
    }


def members_of(meeting: Meeting, at: datetime) -> list[Seat]:
    """The seats that belong at a meeting, by agency and name: live ones that sit at its table."""
    held = meeting.starts_at if meeting.recorded_afterwards else at
    return [seat for seat in seats_at(meeting.table, held) if seat.has_role(*AT_THE_TABLE)]


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """The rows of attendance with their seats, by agency and name."""
    return list(meetings.attendances(meeting))


def standing_of(row: Attendance | None) -> Roll | None:
    """What the roll says of a seat now; None while nothing was recorded."""
    if row is None:
        return None
    return Roll.LEFT if row.left_at is not None else Roll(row.status)


def seats_of(table: Table, at: datetime) -> list[Seat]:
    """The live seats that sit at a table, by agency and name."""
    return [seat for seat in seats_at(table, at) if seat.has_role(*AT_THE_TABLE)]


def chairs_of(meeting: Meeting, at: datetime) -> list[Seat]:
    """The seats that may take the chair of a meeting."""
    return chairs_at(meeting.table, at)


def chairs_at(table: Table, at: datetime) -> list[Seat]:
    """The chairs and coordinators of a table, by name."""
    return [seat for seat in seats_at(table, at) if seat.has_role(Role.CHAIR)]


def entered_at(table: Table, held_at: datetime) -> Meeting | None:
    """The meeting that was entered afterwards for this very hour, if one was."""
    rows = Meeting.objects.filter(table=table, recorded_afterwards=True, starts_at=held_at)
    return rows.first()


def values_of(meeting: Meeting) -> list[ProfileStatement]:
    """What the community holds dear, in its own words; empty where it stated none."""
    statements = meeting.table.community.profile_statements
    return list(statements.filter(kind=Kind.VALUE).order_by("position"))


def agencies_of(discussion: Discussion, at: datetime) -> list[Agency]:
    """The agencies at the discussion's table, by English name."""
    return list(agencies_at(discussion.table, at))


def agency_of(discussion: Discussion, reference: str, at: datetime) -> Agency:
    """One agency at the discussion's table. NotFoundHere otherwise."""
    for agency in agencies_of(discussion, at):
        if agency.reference == reference:
            return agency
    raise NotFoundHere


def concerns_youth(discussion: Discussion) -> bool:
    """Whether a person of 12 to 17 may be part of it, so that a youth record may be spoken of."""
    return discussion.age_group in YOUTH_AGE_GROUPS or discussion.type != codes.PERSON


def answers_to(discussion: Discussion) -> dict[int, str]:
    """What each agency answered at filter three, by its key."""
    return dict(discussion.answers.values_list("agency_id", "answer"))


def agencies_not_staying(discussion: Discussion, present: Iterable[Seat]) -> list[Agency]:
    """The agencies in the room that must leave it before more is said.

    At filter three those that said they are not needed; after it all but lead and assisting.
    """
    leaving: set[int | None]
    if discussion.state in AT_FILTER_THREE:
        leaving = set(
            discussion.answers.filter(answer=Answer.NOT_NEEDED).values_list("agency_id", flat=True)
        )
    else:
        staying: set[int | None] = {discussion.lead_agency_id}
        staying |= set(discussion.assisting.values_list("agency_id", flat=True))
        leaving = {seat.agency_id for seat in present} - staying
    found = {seat.agency for seat in present if seat.agency and seat.agency_id in leaving}
    return sorted(found, key=lambda agency: agency.name_en)


def agencies_present(meeting: Meeting) -> list[Agency]:
    """The agencies with a seat in the room now, by English name."""
    found = {seat.agency for seat in meetings.present_seats(meeting) if seat.agency}
    return sorted(found, key=lambda agency: agency.name_en)


def response_behind(seat: Seat, discussion: Discussion) -> Response | None:
    """The response of a discussion, for the chair and the agencies that are part of it."""
    if discussion.state not in AFTER_FILTER_THREE:
        return None
    begun = Response.objects.filter(discussion=discussion).only("reference").first()
    if begun is None:
        return None
    try:
        return interventions.response_for(seat, begun.reference)
    except NotFoundHere:
        return None


def response_to_note_of(seat: Seat, discussion: Discussion) -> str:
    """The response of which this seat's agency may take a note; empty for all others."""
    begun = Response.objects.filter(discussion=discussion).only("reference").first()
    if begun is None:
        return ""
    try:
        response, _agency = interventions.response_to_note(seat, begun.reference)
    except NotFoundHere:
        return ""
    return response.reference


def steps_between(discussion: Discussion, start: datetime, end: datetime) -> set[str]:
    """The states a discussion came to between two instants, both included."""
    steps = discussion.changes.filter(at__gte=start, at__lte=end)
    return set(steps.values_list("after", flat=True))


def last_report(response: Response) -> str:
    """The code of what the lead agency told the table last; empty while it told nothing."""
    reports = interventions.standing(ReportBack.objects.filter(response=response))
    newest = reports.order_by("at", "id").last()
    return newest.standing if newest else ""


def ahead(seat: Seat) -> QuerySet[Meeting]:
    """The meetings of the seat's table that are open or planned, soonest first."""
    rows = meetings.meetings_of(seat).exclude(state=MeetingState.CLOSED)
    return rows.order_by("starts_at", "id")


def held(seat: Seat) -> QuerySet[Meeting]:
    """The meetings of the seat's table that are closed, newest first."""
    return meetings.meetings_of(seat).filter(state=MeetingState.CLOSED)


def series_of(seat: Seat, reference: str) -> Series:
    """One series of the seat's table. NotFoundHere otherwise."""
    found = meetings.series_for(seat).select_related("table").filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


# --- The order of an agenda ----------------------------------------------------------------------


def overdue_subjects(table: Table, at: datetime) -> set[str]:
    """The discussions of a table whose response is at work and past its first contact's hour."""
    late = Response.objects.filter(table=table, due_at__lt=at).select_related("discussion")
    return {
        each.discussion.reference
        for each in late
        if each.is_at_work() and interventions.reached_at(each) is None
    }


def usual_order(table: Table, at: datetime) -> list[str]:
    """References of all live discussions in the order an agenda takes them up.

    Overdue responses, then the other responses by the hour they are due, then what is new in the
    order it was brought. Never by what was said of anyone.
    """
    overdue = overdue_subjects(table, at)
    rows = (
        discussions.live_at(table)
        .annotate(brought=Min("changes__at"), due=Min("response__due_at"))
        .values_list("reference", "state", "brought", "due")
    )

    def place(row: tuple[str, str, datetime | None, datetime | None]) -> tuple[int, datetime, str]:
        reference, state, brought, due = row
        follows = discussions.kind_of(State(state)) == ItemKind.FOLLOW_UP
        rank = 0 if reference in overdue else 1 if follows else 2
        return rank, (due if follows else None) or brought or at, reference

    return [row[0] for row in sorted(rows, key=place)]


# --- Celebrating ---------------------------------------------------------------------------------


def milestone_of(table: Table, at: datetime) -> int | None:
    """The milestone of conclusions with the risk lowered that the table reached of late.

    Of the whole table and the same for all its members, so that it tells nobody of one
    discussion; None while none was reached in the last `CELEBRATE_DAYS` days.
    """
    lowered = Discussion.objects.filter(
        table=table, state=State.CONCLUDED, conclusion__startswith=RISK_LOWERED
    )
    reached = [number for number in MILESTONES if number <= lowered.count()]
    if not reached:
        return None
    ended = lowered.annotate(
        ended=Max("changes__at", filter=Q(changes__after=State.CONCLUDED))
    ).values_list("ended", flat=True)
    instant = sorted(filter(None, ended))[reached[-1] - 1 : reached[-1]]
    lately = bool(instant) and at - instant[0] <= timedelta(days=CELEBRATE_DAYS)
    return reached[-1] if lately else None


# --- Today ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AtHand:
    """What a seat's day is made of: the open meeting, the next one, and those never closed."""

    running: Meeting | None
    ahead: Meeting | None
    missed: list[Meeting]


def at_hand(seat: Seat, at: datetime) -> AtHand:
    """The meetings that matter today for a seat's table."""
    rows = meetings.meetings_of(seat)
    running = rows.filter(state=MeetingState.OPEN).order_by("-recorded_afterwards", "starts_at")
    planned = rows.filter(state=MeetingState.PLANNED).order_by("starts_at", "id")
    # A meeting called for now stays ahead while people come together.
    called = Q(starts_at__gte=at - timedelta(minutes=CALLED_FOR)) & ~Q(urgent_reason="")
    ahead = Q(starts_at__gte=at) | called
    return AtHand(
        running.last(),
        planned.filter(ahead).first(),
        list(planned.exclude(ahead)),
    )


def waiting_for_answer(seat: Seat, meeting: Meeting) -> list[tuple[AgendaItem, Discussion]]:
    """Items of an open meeting at filter three to which the seat's agency has not answered."""
    if seat.agency_id is None or not meetings.is_admitted(meeting, seat):
        return []
    items = meetings.agenda(meeting, seat)
    behind = discussions_behind(seat, items)
    found = []
    for item in items:
        discussion = behind.get(item.subject)
        if discussion is None or discussion.state not in AT_FILTER_THREE:
            continue
        if not discussion.answers.filter(agency_id=seat.agency_id).exists():
            found.append((item, discussion))
    return found


def to_report(seat: Seat) -> list[Discussion]:
    """Discussions the seat's agency leads, of which the table has not heard yet."""
    if seat.agency_id is None:
        return []
    return list(
        discussions.for_seat(seat).filter(lead_agency_id=seat.agency_id, state=State.AT_FILTER_FOUR)
    )


def to_conclude(seat: Seat) -> list[Discussion]:
    """Discussions of the chair's table that were reported back and wait for a conclusion."""
    return list(discussions.for_seat(seat).filter(state=State.REPORTED_BACK))


def unplaced(seat: Seat) -> tuple[Meeting, int] | None:
    """The meeting a chair prepares next and how many situations stand on no agenda; None if none.

    Of situations the seat stepped out of nothing is told, not even their number.
    """
    meeting = (
        meetings.meetings_of(seat)
        .exclude(state=MeetingState.CLOSED)
        .order_by("starts_at", "id")
        .first()
    )
    if meeting is None:
        return None
    hidden = meetings.recused_subjects(seat)
    found = [each for each, _kind in discussions.candidates(meeting) if each not in hidden]
    return (meeting, len(found)) if found else None
