"""Puts the seat a person acts in on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from headwater.core import clock

from .selectors import live_seats

SESSION_KEY = "seat"


class SeatMiddleware:
    """Sets `request.seat` (None without sign-in or live seat) and `request.seats`.

    The chosen seat is kept in the session by reference; when it ended, the oldest live one
    takes its place, so that nobody acts in a seat they no longer hold.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.seat = None  # type: ignore[attr-defined]
        request.seats = []  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            seats = live_seats(request.user, clock.now())
            chosen = request.session.get(SESSION_KEY)
            request.seats = seats  # type: ignore[attr-defined]
            request.seat = next(  # type: ignore[attr-defined]
                (seat for seat in seats if seat.reference == chosen), seats[0] if seats else None
            )
        return self.get_response(request)
