"""Reads of actions, starting from the seat.

What is about a discussion is seen by who sees its record. An agency that sees only that it exists
sees of it the actions it owns itself: they were given to it at the table. The recused see none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import AT_THE_TABLE, SPEAKS_FOR_AGENCY, Role
from headwater.network.selectors import agencies_at, seats_at
from headwater.table.discussions import selectors as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import ACCEPTED, AFTER_FILTER_THREE, LIVE, Answer, Sight
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import MeetingState

from .models import Action
from .rules import About, State


def _of_table(seat: Seat) -> QuerySet[Action]:
    if seat.table_id is None or not seat.has_role(*AT_THE_TABLE):
        return Action.objects.none()
    return Action.objects.filter(table_id=seat.table_id).select_related(
        "table__community", "owner_agency", "owner_seat__person", "owner_seat__agency", "given_by"
    )


def owned_by(seat: Seat, action: Action) -> bool:
    """Whether the seat or its agency owns the action."""
    if action.owner_agency_id is not None:
        return action.owner_agency_id == seat.agency_id
    return action.owner_seat_id == seat.pk


def seen(seat: Seat, actions: Iterable[Action]) -> list[tuple[Action, Discussion | None, bool]]:
    """The actions this seat may see: each with its discussion and whether its record is open.

    The discussion is None for the table's own work. The order is kept.
    """
    rows = list(actions)
    subjects = {each.subject for each in rows if each.about == About.DISCUSSION}
    known = {
        each.reference: each for each in discussions.for_seat(seat).filter(reference__in=subjects)
    }
    open_to = {
        reference
        for reference, each in known.items()
        if discussions.sight(seat, each) == Sight.RECORD
    }
    found: list[tuple[Action, Discussion | None, bool]] = []
    for action in rows:
        if action.about == About.TABLE:
            found.append((action, None, True))
        elif action.subject in open_to:
            found.append((action, known[action.subject], True))
        elif action.subject in known and owned_by(seat, action):
            found.append((action, known[action.subject], False))
    return found


def to_do(seat: Seat) -> list[tuple[Action, Discussion | None, bool]]:
    """Open actions of the table that the seat sees, soonest due first."""
    return seen(seat, _of_table(seat).filter(state=State.OPEN).order_by("due", "id"))


def own(seat: Seat) -> list[tuple[Action, Discussion | None, bool]]:
    """Open actions that the seat or its agency owns, soonest due first."""
    mine = Q(owner_seat=seat)
    if seat.agency_id is not None:
        mine |= Q(owner_agency_id=seat.agency_id)
    return seen(seat, _of_table(seat).filter(mine, state=State.OPEN).order_by("due", "id"))


def overdue(seat: Seat, at: datetime) -> list[tuple[Action, Discussion | None, bool]]:
    """Open actions past their day that the seat sees, the longest overdue first."""
    if seat.table is None:
        return []
    day = local_day(at, seat.table.time_zone)
    rows = _of_table(seat).filter(state=State.OPEN, due__lt=day)
    return seen(seat, rows.order_by("due", "id"))


def ended(seat: Seat, limit: int) -> list[tuple[Action, Discussion | None, bool]]:
    """The actions closed last that the seat sees, newest first."""
    rows = _of_table(seat).exclude(state=State.OPEN).order_by("-closed_at", "-id")
    return seen(seat, rows[:limit])


def about_discussion(
    seat: Seat, discussion: Discussion
) -> list[tuple[Action, Discussion | None, bool]]:
    """All actions about one discussion that the seat sees, open ones first."""
    rows = _of_table(seat).filter(about=About.DISCUSSION, subject=discussion.reference)
    found = seen(seat, rows.order_by("due", "id"))
    return sorted(found, key=lambda row: not row[0].is_open())


def action_for(seat: Seat, reference: str) -> tuple[Action, Discussion | None, bool]:
    """One action with its discussion. NotFoundHere where it does not exist for the seat."""
    found = seen(seat, _of_table(seat).filter(reference=reference))
    if not found:
        raise NotFoundHere
    return found[0]


def moved_at(
    seat: Seat, start: datetime, end: datetime | None
) -> list[tuple[Action, Discussion | None, bool]]:
    """The actions the seat sees that were given or closed between two instants, by day due.

    `end` None: until now.
    """
    given, closed = Q(given_at__gte=start), Q(closed_at__gte=start)
    if end is not None:
        given &= Q(given_at__lte=end)
        closed &= Q(closed_at__lte=end)
    return seen(seat, _of_table(seat).filter(given | closed).order_by("due", "id"))


def carried_over(actions: Iterable[Action], table: Table) -> dict[int, int]:
    """How many meetings have ended since each action was given, by its key."""
    rows = Meeting.objects.filter(table=table, state=MeetingState.CLOSED)
    ends = list(rows.values_list("closed_at", flat=True))
    return {
        action.pk: sum(end is not None and end > action.given_at for end in ends)
        for action in actions
    }


# --- Giving --------------------------------------------------------------------------------------


def can_be_about(seat: Seat) -> list[Discussion]:
    """The discussions an action may be about: accepted, not ended, their record open to the seat.

    Before the decision none is: a rejected discussion is stripped, and an action would be left.
    """
    rows = discussions.for_seat(seat).filter(state__in=list(ACCEPTED & LIVE))
    return [each for each in rows if discussions.sight(seat, each) == Sight.RECORD]


def may_work_on(agency: Agency, discussion: Discussion) -> bool:
    """Whether an agency takes part in a discussion, so that it may own an action about it."""
    if agency.pk in (discussion.originating_agency_id, discussion.lead_agency_id):
        return True
    if discussion.state in AFTER_FILTER_THREE:
        return discussion.assisting.filter(agency=agency).exists()
    return discussion.answers.filter(agency=agency).exclude(answer=Answer.NOT_NEEDED).exists()


def possible_owners(seat: Seat, at: datetime) -> tuple[list[Agency], list[Seat]]:
    """Who an action may be given to: for a chair all at the table, for others their own agency."""
    if seat.table is None:
        return [], []
    seats = [each for each in seats_at(seat.table, at) if each.has_role(*AT_THE_TABLE)]
    if seat.has_role(Role.CHAIR):
        return list(agencies_at(seat.table, at)), seats
    if seat.agency is None:
        return [], []
    return [seat.agency], [each for each in seats if each.agency_id == seat.agency_id]


def occasion(table: Table) -> str:
    """The meeting the table's own work is about: the open or last one, else the table itself."""
    rows = Meeting.objects.filter(table=table)
    running = rows.filter(state=MeetingState.OPEN).order_by("-starts_at").first()
    last = running or rows.filter(state=MeetingState.CLOSED).order_by("-starts_at").first()
    return last.reference if last else table.reference


def is_held(action: Action, live: Iterable[Seat]) -> bool:
    """Whether a live seat of the table still owns an open action, by itself or for its agency."""
    if action.owner_seat_id is not None:
        return any(seat.pk == action.owner_seat_id for seat in live)
    return any(
        seat.agency_id == action.owner_agency_id and seat.has_role(*SPEAKS_FOR_AGENCY)
        for seat in live
    )


def held_by_nobody(seat: Seat, at: datetime) -> list[tuple[Action, Discussion | None, bool]]:
    """Open actions the seat sees whose owner does not sit any more."""
    if seat.table is None:
        return []
    live = seats_at(seat.table, at)
    return [row for row in to_do(seat) if not is_held(row[0], live)]
