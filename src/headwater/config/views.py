"""The front door: the public front page, where a seat begins its day, and changing seats."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import Denied
from headwater.network import services
from headwater.network.middleware import SESSION_KEY
from headwater.network.rules import Role
from headwater.network.selectors import anyone_seated, communities

# Where each role's day begins: an address by name.
BEGINS: dict[Role, str] = {
    Role.REPRESENTATIVE: "board:today",
    Role.ALTERNATE: "board:today",
    Role.CHAIR: "board:today",
    Role.AGENCY_LEAD: "screening:protocol",
    Role.ANALYST: "figures:index",
    Role.EVALUATOR: "goals:index",
    Role.STEERING: "publishing:index",
    Role.DATA_STEWARD: "figures:index",
    Role.PRIVACY_OFFICER: "stewardship:trail",
    Role.ADMINISTRATOR: "setup:index",
}


def health(request: HttpRequest) -> HttpResponse:
    """204 when the program can reach its records; for a supervisor, not for people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(status=204)


def root(request: HttpRequest) -> HttpResponse:
    """To the front page, in the language the browser asks for."""
    return redirect("front")


def front(request: HttpRequest) -> HttpResponse:
    """What Headwater is, and the communities whose pages anyone may read."""
    return render(request, "config/front.html", {"communities": communities()})


def home(request: HttpRequest) -> HttpResponse:
    """Send a person to where the work of their seat begins."""
    if not request.user.is_authenticated:
        return redirect("front")
    seat = getattr(request, "seat", None)
    if seat is None and not anyone_seated():
        return redirect("setup:begin")
    if seat is None:
        raise Denied(_("You have no seat today. Ask your agency lead or administrator."))
    return redirect(BEGINS[Role(seat.role)])


@require_POST
def switch_seat(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own live seats; audited, and visible in the header."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    seat = services.switch_seat(
        person=request.user,
        reference=request.POST.get("seat", ""),
        before=request.session.get(SESSION_KEY, ""),
        at=clock.now(),
    )
    request.session[SESSION_KEY] = seat.reference
    return redirect("home")
