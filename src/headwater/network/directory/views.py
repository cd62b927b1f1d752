"""Pages of the service directory."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import Refused
from headwater.core.permissions import ask
from headwater.core.zones import local_day

from ..access import SeatedRequest, seat_view
from ..rules import AT_THE_TABLE, SPEAKS_FOR_AGENCY, Role
from . import permissions, presenters, selectors, services
from .forms import OfferingForm

UNPROCESSABLE = 422


@seat_view(Role.AGENCY_LEAD, *AT_THE_TABLE)
def index(request: SeatedRequest) -> HttpResponse:
    """Which agency offers what, and whether it has room."""
    seat, at = request.seat, clock.now()
    day = local_day(at, seat.community.time_zone)
    context = {
        "rows": presenters.rows(selectors.offerings_of(seat, at), day),
        "may_say": ask(permissions.may_say, seat, seat.agency),
    }
    return render(request, "network/directory/index.html", context)


@seat_view(Role.AGENCY_LEAD, *SPEAKS_FOR_AGENCY)
def ours(request: SeatedRequest) -> HttpResponse:
    """What one's own agency offers: say it, say it anew, take it off."""
    seat, at = request.seat, clock.now()
    own = selectors.own_offerings(seat)
    chosen = next((each for each in own if each.service == request.GET.get("service")), None)
    names = ("service", "capacity", "wait_days", "in_french")
    initial = {name: getattr(chosen, name) for name in names} if chosen else {}
    form = OfferingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.say(by=seat, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Saved, as of today."))
            return redirect("directory:ours")
    context = {
        "form": form,
        "rows": presenters.rows(own, local_day(at, seat.community.time_zone)),
        "agency": seat.agency,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "network/directory/ours.html", context, status=status)


@require_POST
@seat_view(Role.AGENCY_LEAD, *SPEAKS_FOR_AGENCY)
def take_off(request: SeatedRequest, reference: str) -> HttpResponse:
    """Take a service off the directory."""
    found = selectors.own_offering(request.seat, reference)
    services.take_off(offering=found, by=request.seat, at=clock.now())
    messages.success(request, _("It is off the directory."))
    return redirect("directory:ours")
