"""The meeting itself: the board that all follow, the wall, the minutes, and running it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.core.permissions import ask
from headwater.core.zones import local_day
from headwater.network.access import SeatedRequest
from headwater.table.actions.presenters import in_minutes
from headwater.table.meetings import permissions as meeting_rules
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as sittings
from headwater.table.meetings.models import Meeting

from .. import permissions, presenters, selectors, services
from ..forms import CloseForm, RollForm
from ..forms.roll import Called
from ..rules import FOLLOW_EVERY
from .common import FORMS, UNPROCESSABLE, at_the_table, attempt, draw_board, keys, to_board

NOTHING_NEW = 204


@at_the_table()
def meeting(request: SeatedRequest, meeting: str) -> HttpResponse:
    """The board of a meeting, as this seat may see it."""
    return draw_board(request, follow(request, meeting))


@at_the_table()
def fragment(request: SeatedRequest, meeting: str) -> HttpResponse:
    """The inside of the board for a screen that follows it; 204 while nothing changed."""
    found, at = follow(request, meeting), clock.now()
    if unchanged(request, found) and _chair_as_shown(request, found, at):
        return HttpResponse(status=NOTHING_NEW)
    board = presenters.board(found, request.seat, at)
    context = {"board": board, "key": keys()}
    answer = render(request, "board/meeting.html#live", context)
    answer["X-Poll-Url"] = board.poll or f"{request.path}?revision={found.revision}"
    return answer


@at_the_table()
def moved(request: SeatedRequest, meeting: str) -> HttpResponse:
    """For a page with an open form: whether the board moved on meanwhile. 204 while it did not.

    With `beat` it only tells that the page is there: nothing is ever new.
    """
    found = follow(request, meeting)
    if unchanged(request, found) or "beat" in request.GET:
        return HttpResponse(status=NOTHING_NEW)
    context = {"url": reverse("board:meeting", args=[found.reference])}
    answer = render(request, "board/meeting.html#moved", context)
    answer["X-Poll-Url"] = f"{request.path}?revision={found.revision}"
    return answer


@at_the_table()
def wall(request: SeatedRequest, meeting: str) -> HttpResponse:
    """What may be projected for the whole room, or shared in a call."""
    found = meetings.meeting_for(request.seat, meeting)
    permissions.may_show_wall(request.seat, found)
    context = {
        "wall": presenters.wall(found, request.seat),
        "poll": _wall_url(found),
        "every": FOLLOW_EVERY,
    }
    return render(request, "board/wall.html", context)


@at_the_table()
def wall_fragment(request: SeatedRequest, meeting: str) -> HttpResponse:
    """The inside of the wall; 204 while nothing changed."""
    found = follow(request, meeting)
    permissions.may_show_wall(request.seat, found)
    if unchanged(request, found):
        return HttpResponse(status=NOTHING_NEW)
    context = {"wall": presenters.wall(found, request.seat)}
    answer = render(request, "board/wall.html#wall", context)
    answer["X-Poll-Url"] = _wall_url(found)
    return answer


@at_the_table()
def minutes(request: SeatedRequest, meeting: str) -> HttpResponse:
    """The minutes, to be read or printed, in the language of the page."""
    found = meetings.meeting_for(request.seat, meeting)
    permissions.may_see_minutes(request.seat, found)
    sheet = presenters.minutes(found, request.seat, clock.now())
    actions = in_minutes(request.seat, found.opened_at, found.closed_at)
    return render(request, "board/minutes.html", {"minutes": sheet, "actions": actions})


# --- Being there ---------------------------------------------------------------------------------


@at_the_table(*FORMS)
def here(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Say that one is here and that what is said here stays here."""
    found = meetings.meeting_for(request.seat, meeting)
    if request.method == "POST":
        attempt(
            request,
            lambda: sittings.acknowledge(meeting=found, by=request.seat, at=clock.now()),
        )
    return to_board(found)


@at_the_table(*FORMS)
def leave(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Leave before the end: the items close to this seat."""
    found = meetings.meeting_for(request.seat, meeting)
    if request.method == "POST":
        attempt(
            request,
            lambda: sittings.leave(
                meeting=found, seat=request.seat, by=request.seat, at=clock.now()
            ),
            said=_("You have left the meeting. You can come back the same way you came in."),
        )
    return to_board(found)


@at_the_table(*FORMS)
def roll(request: SeatedRequest, meeting: str) -> HttpResponse:
    """The chair takes attendance: everyone on one page."""
    found, at = meetings.meeting_for(request.seat, meeting), clock.now()
    meeting_rules.may_run(request.seat, found)
    form = RollForm(request.POST or None, called=_called(found))
    if form.is_valid():
        marked = form.roll(rest_present="rest" in request.POST)
        outcome = attempt(
            request,
            lambda: services.take_roll(meeting=found, roll=marked, by=request.seat, at=at),
            form=form,
        )
        if outcome.done:
            return to_board(found)
    context = {"form": form, "board": presenters.board(found, request.seat, at), "key": keys()}
    context["every"] = FOLLOW_EVERY
    return render(request, "board/roll.html", context, status=UNPROCESSABLE if form.errors else 200)


def _called(found: Meeting) -> list[Called]:
    """Everyone who belongs there, with what is recorded of each and whether each has a place."""
    at = clock.now()
    held = found.starts_at if found.recorded_afterwards else at
    day = local_day(held, found.table.time_zone)
    rows = {row.seat_id: row for row in selectors.attendances_of(found)}
    return [
        Called(
            seat,
            selectors.standing_of(rows.get(seat.pk)),
            ask(meeting_rules.may_take_seat, seat, found.table, day),
        )
        for seat in selectors.members_of(found, at)
        if seat.pk != found.chair_id
    ]


# --- Running it ----------------------------------------------------------------------------------


@at_the_table(*FORMS)
def open_meeting(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Open a planned meeting and chair it."""
    found = meetings.meeting_for(request.seat, meeting)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.open_meeting(meeting=found, by=request.seat, at=clock.now()),
            said=_("The meeting is open. Read the confidentiality out, then take attendance."),
        )
    return to_board(found)


@at_the_table(*FORMS)
def fill_agenda(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Put on the agenda what belongs there: overdue and open responses, then new situations."""
    found = meetings.meeting_for(request.seat, meeting)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.build_agenda(meeting=found, by=request.seat, at=clock.now()),
        )
    return to_board(found)


@at_the_table(*FORMS)
def arrange(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Put what waits in the usual order again."""
    found = meetings.meeting_for(request.seat, meeting)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.arrange(meeting=found, by=request.seat, at=clock.now()),
            said=_("The agenda stands in the usual order."),
        )
    return to_board(found)


@at_the_table(*FORMS)
def go_on(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Finish the open item and take the next one up."""
    found = meetings.meeting_for(request.seat, meeting)
    if request.method == "POST":
        following: list[object] = []
        outcome = attempt(
            request,
            lambda: following.append(
                services.go_on(meeting=found, by=request.seat, at=clock.now())
            ),
        )
        if outcome.done and following == [None]:
            messages.info(request, _("Nothing more waits on this agenda."))
    return to_board(found)


@at_the_table(*FORMS)
def close(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Close the meeting, now or at an hour that has passed."""
    found, at = meetings.meeting_for(request.seat, meeting), clock.now()
    meeting_rules.may_run(request.seat, found)
    form = CloseForm(request.POST if request.method == "POST" else None, meeting=found)
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: sittings.close_meeting(
                meeting=found, by=request.seat, at=at, closed_at=form.ended()
            ),
            form=form,
            said=_("The meeting is closed. The minutes are ready."),
        )
        if outcome.done:
            return to_board(found)
    board = presenters.board(found, request.seat, at)
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "board": board, "every": FOLLOW_EVERY}
    return render(request, "board/close.html", context, status=status)


def follow(request: SeatedRequest, meeting: str) -> Meeting:
    """The meeting this screen follows; that it does is noted for those who may chair."""
    found = meetings.meeting_for(request.seat, meeting)
    sittings.seen(meeting=found, by=request.seat, at=clock.now())
    return found


def unchanged(request: SeatedRequest, found: Meeting) -> bool:
    """Whether the screen that asks shows the meeting as it is."""
    return request.GET.get("revision", "") == str(found.revision)


def _chair_as_shown(request: SeatedRequest, found: Meeting, at: datetime) -> bool:
    """Whether a screen that could take the chair shows rightly that it is lost, or is not."""
    if not presenters.may_wait_for_chair(found, request.seat):
        return True
    shown = request.GET.get("chair", "") == "lost"
    return shown == meetings.chair_is_lost(found, at)


def _wall_url(found: Meeting) -> str:
    return f"{reverse('board:wall_fragment', args=[found.reference])}?revision={found.revision}"
