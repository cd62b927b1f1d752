"""The page of one's own calendar address, and the feed, which anyone who knows it may read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from headwater.core import clock
from headwater.core.errors import AlreadyDone
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import AT_THE_TABLE

from . import presenters, selectors, services

not_kept = cache_control(private=True, no_store=True)


@seat_view(*AT_THE_TABLE)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: SeatedRequest) -> HttpResponse:
    """Whether one has an address and since when; a new one is shown this once."""
    address = ""
    if request.method == "POST":
        token = services.make_address(by=request.seat, at=clock.now())
        address = request.build_absolute_uri(reverse("calendars:feed", args=[token]))
    context = {"address": address, "found": selectors.address_of(request.seat)}
    return render(request, "calendars/mine.html", context)


@seat_view(*AT_THE_TABLE)
@not_kept
@require_POST
def revoke(request: SeatedRequest) -> HttpResponse:
    """Take one's address back."""
    try:
        services.revoke_address(by=request.seat, at=clock.now())
        messages.success(request, _("The address works no longer."))
    except AlreadyDone as before:
        messages.info(request, before.message)
    return redirect("calendars:mine")


@not_kept
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of a seat's table; 404 for an address that was never, or is no longer."""
    at = clock.now()
    seat = selectors.seat_behind(token, at)
    table, language = seat.table, get_language() or "en"
    written = (
        presenters.feed(table, selectors.meetings_in(seat, at), at, language) if table else b""
    )
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    return answer
