"""Pages of what became of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from headwater.core import clock
from headwater.core.errors import AlreadyDone, Refused
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import SPEAKS_FOR_AGENCY
from headwater.table.discussions import presenters as discussions

from . import presenters, selectors, services
from .forms import LineForm

UNPROCESSABLE = 422
not_kept = cache_control(private=True, no_store=True)


@seat_view(*SPEAKS_FOR_AGENCY)
@not_kept
def say(request: SeatedRequest, reference: str) -> HttpResponse:
    """Choose the one line the agency that brought it may know, or say nothing."""
    found = selectors.may_speak_of(request.seat, reference)
    form = LineForm(request.POST or None, lines=selectors.true_lines(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.say(discussion=found, code=form.chosen(), by=request.seat, at=clock.now())
        except Refused as refusal:
            form.add_error("code", refusal.message)
        except AlreadyDone as before:
            messages.info(request, before.message)
            return redirect(settings.LOGIN_REDIRECT_URL)
        else:
            messages.success(request, _("Noted. They see it on their page of today."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "sentence": discussions.sentence(found)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "follow_up/say.html", context, status=status)


@seat_view(*SPEAKS_FOR_AGENCY)
@not_kept
def read(request: SeatedRequest, reference: str) -> HttpResponse:
    """Read the line, and put it away."""
    line = selectors.line_for(request.seat, reference)
    if request.method == "POST":
        services.read(line=line, by=request.seat, at=clock.now())
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"words": presenters.words(line.code), "day": line.discussion.opened}
    return render(request, "follow_up/read.html", context)
