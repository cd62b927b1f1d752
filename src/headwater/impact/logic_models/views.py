"""Pages of goals, inside: for those who read figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from headwater.core import clock
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import READS_FIGURES

from . import measures, presenters
from .selectors import goal_of, goals_of


@seat_view(*READS_FIGURES)
def index(request: SeatedRequest) -> HttpResponse:
    """The community's goals, each with its indicator from the last closed quarter."""
    community = request.seat.community
    rows = [
        (presenters.goal_page(goal), measures.of_goal(goal, at=clock.now()))
        for goal in goals_of(community)
    ]
    return render(request, "logic_models/index.html", {"rows": rows})


@seat_view(*READS_FIGURES)
def goal(request: SeatedRequest, reference: str) -> HttpResponse:
    """One goal: its logic model as picture and list, and its indicators."""
    found = goal_of(request.seat.community, reference)
    context = {
        "goal": presenters.goal_page(found),
        "indicators": measures.of_goal(found, at=clock.now()),
    }
    return render(request, "logic_models/goal.html", context)
