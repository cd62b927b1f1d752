"""What the pages of this room share: who gets in, where an error goes, where to go next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from headwater.core import clock
from headwater.core.errors import HeadwaterError
from headwater.network.access import seat_view
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role

from .. import presenters, selectors
from ..models import Screening
from ..rules import WAITS, Danger, State, next_step

FORMS = ("GET", "HEAD", "POST")
# Who reads an agency's own protocol.
READERS = (Role.AGENCY_LEAD, *sorted(SPEAKS_FOR_AGENCY))


def screens(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in representatives and alternates; forbid every cache to keep the page."""
    guarded: Callable[..., HttpResponse] = never_cache(seat_view(*SPEAKS_FOR_AGENCY)(view))
    return guarded


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if it is an empty form; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def show_error(error: HeadwaterError, *found: forms.BaseForm) -> None:
    """Put a service's refusal at the field it names, else at the head of the first form."""
    wanted = getattr(error, "field", None)
    for form in found:
        for name in form.fields:
            if wanted and form.add_prefix(name) == wanted:
                form.add_error(name, error.message)
                return
    found[0].add_error(None, error.message)


def onward(screening: Screening) -> HttpResponse:
    """Where to go after saving: help first, then the next open page, else the overview."""
    if screening.danger_now == Danger.YES:
        return redirect("screening:act_now", screening.reference)
    if screening.state == State.BROUGHT:
        return redirect("screening:screening", screening.reference)
    blocks = selectors.standing_of(screening).blocks
    if blocks and blocks[0] in WAITS:
        return redirect("screening:screening", screening.reference)
    return redirect(presenters.step_url(screening, next_step(blocks)))


def page(
    request: HttpRequest, template: str, screening: Screening, context: dict[str, Any]
) -> HttpResponse:
    """A page of one screening, with its card for the head and the side."""
    context.setdefault("screening", presenters.card(screening, clock.now()))
    return render(request, f"screening/{template}.html", context)
