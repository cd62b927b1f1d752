"""The chair: handed over live, or taken when whoever chaired is lost to the meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.network.access import SeatedRequest
from headwater.table.meetings import permissions as meeting_rules
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as sittings

from .. import presenters, selectors
from ..forms import HandOverForm
from ..rules import FOLLOW_EVERY
from .common import FORMS, UNPROCESSABLE, at_the_table, attempt, to_board


@at_the_table(*FORMS)
def hand_over(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Hand the chair over, live."""
    found, at = meetings.meeting_for(request.seat, meeting), clock.now()
    meeting_rules.may_run(request.seat, found)
    chairs = [seat for seat in selectors.chairs_of(found, at) if seat.pk != found.chair_id]
    form = HandOverForm(request.POST or None, chairs=chairs)
    if form.is_valid():
        chosen = next(seat for seat in chairs if seat.reference == form.cleaned_data["to"])
        outcome = attempt(
            request,
            lambda: sittings.hand_over_chair(meeting=found, to=chosen, by=request.seat, at=at),
            form=form,
            said=_("The chair is handed over."),
        )
        if outcome.done:
            return to_board(found)
    context = {"form": form, "board": presenters.board(found, request.seat, at), "chairs": chairs}
    context["every"] = FOLLOW_EVERY
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "board/hand_over.html", context, status=status)


@at_the_table(*FORMS)
def take_chair(request: SeatedRequest, meeting: str) -> HttpResponse:
    """Take the chair of a meeting whose chair was lost for two minutes."""
    found = meetings.meeting_for(request.seat, meeting)
    if request.method == "POST":
        attempt(
            request,
            lambda: sittings.take_chair(meeting=found, by=request.seat, at=clock.now()),
            said=_("You chair this meeting now. All screens follow."),
        )
    return to_board(found)
