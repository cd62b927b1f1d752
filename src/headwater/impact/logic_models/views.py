"""Pages of goals, inside: for those who read figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import AlreadyDone
from headwater.core.permissions import ask
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import READS_FIGURES

from . import measures, permissions, presenters, services
from .selectors import goal_of, goals_of


@seat_view(*READS_FIGURES)
def index(request: SeatedRequest) -> HttpResponse:
    """The community's goals, each with its indicator from the last closed quarter."""
    community = request.seat.community
    rows = [
        (presenters.goal_page(goal), measures.of_goal(goal, at=clock.now()))
        for goal in goals_of(community)
    ]
    context = {"rows": rows, "may_begin": ask(permissions.may_write, request.seat)}
    return render(request, "logic_models/index.html", context)


@require_POST
@seat_view(*READS_FIGURES)
def begin(request: SeatedRequest) -> HttpResponse:
    """Begin with the drafted goals, where the community has written none down."""
    try:
        services.begin_with_drafts(by=request.seat, at=clock.now())
        messages.success(request, _("The drafted goals are in place, marked as drafted."))
    except AlreadyDone as done:
        messages.warning(request, done.message)
    return redirect("goals:index")


@seat_view(*READS_FIGURES)
def goal(request: SeatedRequest, reference: str) -> HttpResponse:
    """One goal: its logic model as picture and list, and its indicators."""
    found = goal_of(request.seat.community, reference)
    context = {
        "goal": presenters.goal_page(found),
        "indicators": measures.of_goal(found, at=clock.now()),
    }
    return render(request, "logic_models/goal.html", context)
