"""Pages of what nobody holds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import AlreadyDone, Refused
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import Role

from . import presenters, selectors, services
from .forms import HandOnForm

UNPROCESSABLE = 422
not_kept = cache_control(private=True, no_store=True)


@seat_view(Role.CHAIR, Role.AGENCY_LEAD)
@not_kept
def index(request: SeatedRequest) -> HttpResponse:
    """The list: empty it, and nothing is lost when somebody leaves."""
    return _page(request)


def _page(request: SeatedRequest, form: HandOnForm | None = None) -> HttpResponse:
    at = clock.now()
    context = {
        "lines": presenters.lines(selectors.unheld(request.seat, at), at),
        "form": form,
    }
    return render(request, "orphans/index.html", context, status=UNPROCESSABLE if form else 200)


@require_POST
@seat_view(Role.CHAIR, Role.AGENCY_LEAD)
@not_kept
def hand_on(request: SeatedRequest, reference: str) -> HttpResponse:
    """Give what a seat had in hand to another of its agency."""
    at = clock.now()
    left = selectors.left_by(request.seat, reference, at).seat
    seats = selectors.may_take_over(left, at)
    form = HandOnForm(request.POST, seats=seats, auto_id=f"{reference}-%s")
    if not form.is_valid():
        return _page(request, form)
    try:
        services.hand_on(left=left, to=form.chosen(), by=request.seat, at=at)
    except Refused as refusal:
        form.add_error("to", refusal.message)
        return _page(request, form)
    except AlreadyDone as before:
        messages.info(request, before.message)
    else:
        messages.success(request, _("Someone goes on with it. They see it on their page."))
    return redirect("orphans:index")
