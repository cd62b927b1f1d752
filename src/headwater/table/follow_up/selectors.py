"""Who may say a line, which lines are true, and who may read one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY
from headwater.table.discussions import selectors as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import State
from headwater.table.interventions import codes
from headwater.table.interventions import selectors as interventions
from headwater.table.interventions.models import Response
from headwater.vocabulary import registry
from headwater.vocabulary.lists import Entry

from .models import Line
from .rules import ASKED_FOR_DAYS, LINES, LOWERED, Needs

TOLD_WHEN = (State.REPORTED_BACK, State.CONCLUDED)


def _led(seat: Seat) -> QuerySet[Discussion]:
    """What the seat's agency led, that another agency brought which took no further part."""
    if seat.agency is None or not seat.has_role(*SPEAKS_FOR_AGENCY):
        return Discussion.objects.none()
    return (
        discussions.for_seat(seat)
        .filter(lead_agency=seat.agency, state__in=TOLD_WHEN)
        .exclude(originating_agency=F("lead_agency"))
        .exclude(assisting__agency=F("originating_agency"))
    )


def to_say(seat: Seat, at: datetime) -> list[Discussion]:
    """Discussions of which the seat's agency has said nothing yet and may; newest day first."""
    fresh = Q(concluded_at__isnull=True) | Q(concluded_at__gte=at - timedelta(days=ASKED_FOR_DAYS))
    return list(_led(seat).filter(fresh, became_of_it__isnull=True))


def may_speak_of(seat: Seat, reference: str) -> Discussion:
    """One discussion the seat's agency led. NotFoundHere otherwise."""
    found = _led(seat).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def true_lines(discussion: Discussion) -> list[Entry]:
    """The lines of the list that the record bears out."""
    holds = {Needs.NOTHING} | _facts(discussion)
    return [entry for entry in registry.current(LINES) if Needs(str(entry.get("needs"))) in holds]


def _facts(discussion: Discussion) -> set[Needs]:
    found = set()
    if discussion.conclusion.startswith(LOWERED):
        found.add(Needs.LOWERED)
    response = Response.objects.filter(discussion=discussion).first()
    if response is not None:
        if interventions.reached_at(response) is not None:
            found.add(Needs.REACHED)
        states = {each.state for each in interventions.current_services(response)}
        if states & codes.connects():
            found.add(Needs.CONNECTED)
    return found


def unread(seat: Seat) -> list[Line]:
    """Lines said to the seat's agency that nobody of it has read, oldest first."""
    if seat.agency is None or not seat.has_role(*SPEAKS_FOR_AGENCY):
        return []
    brought = discussions.for_seat(seat).filter(originating_agency=seat.agency)
    rows = Line.objects.filter(discussion__in=brought, read_at__isnull=True).exclude(code="")
    return list(rows.select_related("discussion__table").order_by("said_at", "id"))


def line_for(seat: Seat, reference: str) -> Line:
    """One unread line said to the seat's agency. NotFoundHere otherwise."""
    for line in unread(seat):
        if line.reference == reference:
            return line
    raise NotFoundHere
