"""Today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from headwater.core import clock
from headwater.network.access import SeatedRequest

from .. import presenters
from .common import at_the_table


@at_the_table()
def today(request: SeatedRequest) -> HttpResponse:
    """What this seat must do now, what waits for it, and the next meeting."""
    found = presenters.today(request.seat, clock.now())
    return render(request, "board/today.html", {"today": found})
