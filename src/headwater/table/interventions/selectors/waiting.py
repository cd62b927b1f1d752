"""What waits for someone: a note to be taken before it is gone, a form to be entered elsewhere."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Agency, Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.table.discussions import selectors as discussions
from headwater.table.discussions.models import Disclosure, Discussion
from headwater.table.discussions.rules import ENDED
from headwater.table.meetings import selectors as meetings

from ..models import EnteredElsewhere, NoteTaken, Participant, Response
from ..rules import State


def has_taken_note(response: Response, agency: Agency) -> bool:
    """Whether the agency said that the note is in its own file, after the response had ended."""
    taken = NoteTaken.objects.filter(response=response, agency=agency)
    return taken.filter(at__gte=response.closed_at or response.started_at).exists()


def notes_waiting(seat: Seat, at: datetime) -> list[Response]:
    """Closed responses whose note this seat's agency has not taken, soonest destroyed first."""
    if not seat.has_role(*SPEAKS_FOR_AGENCY) or seat.agency is None:
        return []
    said = Disclosure.objects.filter(discussion=OuterRef("discussion"), agency=seat.agency)
    inside = Participant.objects.filter(
        response=OuterRef("pk"), agency=seat.agency, until__isnull=True
    )
    taken = NoteTaken.objects.filter(
        response=OuterRef("pk"), agency=seat.agency, at__gte=OuterRef("closed_at")
    )
    found = (
        Response.objects.filter(
            Exists(said) | Exists(inside),
            ~Exists(taken),
            table=seat.table_id,
            state=State.CLOSED,
            destroyed_at__isnull=True,
            destroy_at__gt=at,
        )
        .select_related("discussion", "table")
        .order_by("destroy_at", "id")
    )
    return [each for each in found if not meetings.is_recused(each.discussion.reference, seat)]


def to_enter(seat: Seat) -> QuerySet[Discussion]:
    """Discussions that have ended and were not entered into the provincial form, oldest first."""
    if not seat.has_role(Role.CHAIR):
        return Discussion.objects.none()
    return (
        discussions.for_seat(seat)
        .filter(Q(state__in=list(ENDED)), entered_elsewhere__isnull=True)
        .order_by("opened", "reference")
    )


def response_to(discussion: Discussion) -> Response | None:
    """The response to a discussion, if there was one."""
    return Response.objects.filter(discussion=discussion).first()


def to_enter_one(seat: Seat, reference: str) -> tuple[Discussion, EnteredElsewhere | None]:
    """An ended discussion of the chair's table, and its tick if it has one. NotFoundHere else."""
    found = discussions.discussion_for(seat, reference)
    if not seat.has_role(Role.CHAIR) or found.state not in ENDED:
        raise NotFoundHere
    return found, EnteredElsewhere.objects.filter(discussion=found).select_related("by").first()
