"""Puts the seat a person acts in on the request, and lets pages tell the time of its table."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.core.remembering import remembering

from .models import Seat
from .selectors import live_seats
from .services import fall_back

SESSION_KEY = "seat"


class SeatMiddleware:
    """Sets `request.seat` (None without sign-in or live seat) and `request.seats`.

    The chosen seat is kept in the session by reference. When it ended, the oldest live one takes
    its place, so that nobody acts in a seat they no longer hold; the person is told, and the
    trail too. While the request lasts, instants are shown in the seat's time zone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the seat, then answer in its time zone."""
        seats = live_seats(request.user, clock.now()) if request.user.is_authenticated else []
        seat = _chosen(request, seats, clock.now()) if seats else None
        request.seats = seats  # type: ignore[attr-defined]
        request.seat = seat  # type: ignore[attr-defined]
        if seat is None:
            return self.get_response(request)
        with timezone.override(seat.zone), _reading(request):
            return self.get_response(request)


def _reading(request: HttpRequest) -> AbstractContextManager[None]:
    """A page that only reads asks each question once."""
    return remembering() if request.method in {"GET", "HEAD"} else nullcontext()


def _chosen(request: HttpRequest, seats: list[Seat], at: datetime) -> Seat:
    """The seat the session names, or the oldest one, which the session names from now on."""
    before = request.session.get(SESSION_KEY, "")
    seat = next((seat for seat in seats if seat.reference == before), seats[0])
    if seat.reference != before:
        request.session[SESSION_KEY] = seat.reference
        if before:
            fall_back(person=seat.person, seat=seat, ended=before, at=at)
            messages.warning(
                request, _("The seat you acted in has ended. You go on in another of your seats.")
            )
    return seat
