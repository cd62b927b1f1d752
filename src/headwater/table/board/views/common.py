"""What the pages of the table share: who gets in, what becomes of a form, how the board is drawn.

A refusal lands at its field. Something done before leads on with a friendly word. Someone else's
decision meanwhile is a 409 that keeps what was chosen and shows what stands now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from headwater.core import clock
from headwater.core.errors import AlreadyDone, ChangedMeanwhile, Refused
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import AT_THE_TABLE
from headwater.table.actions.presenters import on_the_agenda
from headwater.table.meetings.models import AgendaItem, Meeting

from .. import presenters, services
from ..forms import place_error
from ..rules import FOLLOW_EVERY, Key, Task

View = Callable[..., HttpResponse]
not_kept = cache_control(private=True, no_store=True)
FORMS = ("GET", "HEAD", "POST")
CONFLICT, UNPROCESSABLE = 409, 422


def at_the_table(*methods: str) -> Callable[[View], View]:
    """Let in who sits at a table; only these methods (GET and HEAD when none); kept by no cache."""

    def decorate(view: View) -> View:
        kept: View = not_kept(require_http_methods(methods or ("GET", "HEAD"))(view))
        return seat_view(*AT_THE_TABLE)(kept)

    return decorate


@dataclass(frozen=True)
class Outcome:
    """What became of a deed: done (now or before), refused at a field, or overtaken."""

    done: bool
    changed: str = ""

    @property
    def status(self) -> int:
        """The status of the page that is drawn again."""
        return CONFLICT if self.changed else UNPROCESSABLE


def attempt(
    request: SeatedRequest,
    deed: Callable[[], object],
    *,
    form: forms.Form | None = None,
    said: str = "",
) -> Outcome:
    """Try a deed; `said` is told when it worked. Denied and NotFoundHere go on to their pages."""
    try:
        deed()
    except Refused as refusal:
        if form is None:
            messages.error(request, refusal.message)
        else:
            place_error(form, refusal)
        return Outcome(done=False)
    except ChangedMeanwhile as overtaken:
        return Outcome(done=False, changed=overtaken.message)
    except AlreadyDone as before:
        messages.info(request, before.message)
    else:
        if said:
            messages.success(request, said)
    return Outcome(done=True)


def tell_duty(request: SeatedRequest, back: bool) -> None:
    """Say that a duty to report is raised: to whom it belongs, never what anyone answered."""
    if back:
        messages.warning(request, str(services.DUTY_IS_BACK))


def to_board(meeting: Meeting | str) -> HttpResponse:
    """Back to the board."""
    reference = meeting if isinstance(meeting, str) else meeting.reference
    return redirect("board:meeting", reference)


def draw_board(
    request: SeatedRequest,
    meeting: Meeting,
    *,
    task: Task | None = None,
    form: forms.Form | None = None,
    outcome: Outcome | None = None,
    **more: Any,
) -> HttpResponse:
    """The whole board; with a task its form stands open in the current item, as it was left."""
    board = presenters.board(meeting, request.seat, clock.now(), acting=form is not None)
    context = {
        "board": board,
        "task": task.value if task else "",
        "form": form,
        "changed": outcome.changed if outcome else "",
        "every": FOLLOW_EVERY,
        "key": keys(),
        # An open form asks for one thing: what is carried over waits beneath the board.
        "actions": [] if form else on_the_agenda(request.seat, clock.now()),
        **more,
    }
    status = outcome.status if outcome else 200
    return render(request, "board/meeting.html", context, status=status)


def keys() -> dict[str, str]:
    """The keys by name, for the templates."""
    return {key.name.lower(): key.value for key in Key}


def simple(
    request: SeatedRequest, item: AgendaItem, deed: Callable[[], object], *, said: str = ""
) -> HttpResponse:
    """A deed of one button: done or not, back to the board with a word."""
    outcome = attempt(request, deed, said=said)
    if outcome.changed:
        messages.error(request, outcome.changed)
    return to_board(item.meeting)
