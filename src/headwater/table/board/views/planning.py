"""The list of meetings, and planning them: one, from a series, or one held on paper."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.core.errors import NotFoundHere
from headwater.core.permissions import ask
from headwater.core.zones import local_day
from headwater.network.access import SeatedRequest
from headwater.network.models import Seat, Table
from headwater.table.meetings import permissions, services
from headwater.table.meetings import selectors as meetings_of
from headwater.table.meetings.models import Series
from headwater.table.meetings.rules import LONGEST_PLAN_DAYS

from .. import presenters, selectors
from .. import services as board
from ..forms import (
    AfterwardsForm,
    FromSeriesForm,
    PlanForm,
    SeriesForm,
    SkipDayForm,
    UrgentForm,
)
from ..rules import PER_PAGE
from .common import FORMS, Outcome, at_the_table, attempt, to_board


@at_the_table()
def meetings(request: SeatedRequest) -> HttpResponse:
    """The meetings of the seat's table: soonest ahead, newest held; for the chair its series."""
    seat, table = request.seat, _table(request.seat)
    held = Paginator(selectors.held(seat), PER_PAGE).get_page(request.GET.get("page"))
    may_plan = ask(permissions.may_plan, seat, table)
    context = {
        "page": held,
        "ahead": presenters.meeting_rows(selectors.ahead(seat)),
        "held": presenters.meeting_rows(held.object_list),
        "series": presenters.series_rows(meetings_of.series_for(seat)) if may_plan else [],
        "may_plan": may_plan,
    }
    return render(request, "board/meetings.html", context)


@at_the_table(*FORMS)
def plan(request: SeatedRequest) -> HttpResponse:
    """Plan one meeting."""
    seat, table = request.seat, _plans(request)
    form = PlanForm(request.POST or None, zone=table.time_zone, places=meetings_of.places_of(table))
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: services.plan_meeting(
                table=table,
                starts_at=form.cleaned_data["starts_at"],
                place=form.where(),
                by=seat,
                at=clock.now(),
            ),
            form=form,
            said=_("The meeting is planned."),
        )
        if outcome.done:
            return redirect("board:meetings")
    return _form_page(request, form, "plan")


@at_the_table(*FORMS)
def urgent(request: SeatedRequest) -> HttpResponse:
    """Call a meeting for now; its board opens it like any other."""
    seat, table = request.seat, _plans(request)
    form = UrgentForm(request.POST or None, places=meetings_of.places_of(table))
    if form.is_valid():
        made: list[Any] = []
        outcome = attempt(
            request,
            lambda: made.append(
                services.call_at_once(
                    table=table,
                    reason=form.cleaned_data["reason"],
                    place=form.where(),
                    by=seat,
                    at=clock.now(),
                )
            ),
            form=form,
            said=_("The meeting is called. Open it when people are there."),
        )
        if outcome.done:
            return to_board(made[0])
    return _form_page(request, form, "urgent")


@at_the_table(*FORMS)
def afterwards(request: SeatedRequest) -> HttpResponse:
    """Enter a meeting that was held on paper; its board opens to be filled in."""
    seat, table, at = request.seat, _plans(request), clock.now()
    chairs = selectors.chairs_at(table, at)
    form = AfterwardsForm(request.POST or None, zone=table.time_zone, chairs=chairs)
    if form.is_valid():
        given = form.cleaned_data
        outcome = attempt(
            request,
            lambda: board.enter_afterwards(
                table=table,
                held_at=given["held_at"],
                reason=given["reason"],
                chair=next(each for each in chairs if each.reference == given["chair"]),
                by=seat,
                at=at,
            ),
            form=form,
            said=_("The meeting is open to be filled in. Close it when all is entered."),
        )
        if outcome.done:
            entered = selectors.entered_at(table, given["held_at"])
            return to_board(entered) if entered else redirect("board:meetings")
    return _form_page(request, form, "afterwards")


@at_the_table(*FORMS)
def series(request: SeatedRequest) -> HttpResponse:
    """Set down the weekdays and the hour the table meets."""
    seat, table = request.seat, _plans(request)
    form = SeriesForm(request.POST or None, places=meetings_of.places_of(table))
    if form.is_valid():
        made: list[Any] = []
        outcome = attempt(
            request,
            lambda: made.append(
                services.plan_series(table=table, by=seat, at=clock.now(), **form.series())
            ),
            form=form,
        )
        if outcome.done:
            return redirect("board:from_series", made[0].reference)
    return _form_page(request, form, "series")


@at_the_table(*FORMS)
def from_series(request: SeatedRequest, series: str) -> HttpResponse:
    """Plan the meetings of a series until a day."""
    seat, _checked = request.seat, _plans(request)
    found = selectors.series_of(seat, series)
    form = FromSeriesForm(request.POST or None)
    if form.is_valid() and _holidays_settled(request, form, found):
        planned: list[Any] = []
        outcome = attempt(
            request,
            lambda: planned.extend(
                services.plan_from_series(
                    series=found,
                    until=form.cleaned_data["until"],
                    skip=form.to_skip(),
                    by=seat,
                    at=clock.now(),
                )
            ),
            form=form,
        )
        if outcome.done:
            number = len(planned)
            said = ngettext("%(n)d meeting is planned.", "%(n)d meetings are planned.", number)
            messages.success(request, said % {"n": number})
            return redirect("board:meetings")
    return _form_page(request, form, "from_series", series=presenters.series_rows([found])[0])


@at_the_table(*FORMS)
def skip(request: SeatedRequest, series: str) -> HttpResponse:
    """Leave a day out of a series."""
    seat, _checked = request.seat, _plans(request)
    found = selectors.series_of(seat, series)
    form = SkipDayForm(request.POST or None)
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: services.skip_day(
                series=found, day=form.cleaned_data["day"], by=seat, at=clock.now()
            ),
            form=form,
            said=_("The day is left out."),
        )
        if outcome.done:
            return redirect("board:meetings")
    return _form_page(request, form, "skip", series=presenters.series_rows([found])[0])


def _holidays_settled(request: SeatedRequest, form: FromSeriesForm, series: Series) -> bool:
    """Whether the chair was asked of each holiday among the days; else the form asks now."""
    until, today = form.cleaned_data["until"], local_day(clock.now(), series.table.time_zone)
    if (until - today).days > LONGEST_PLAN_DAYS:
        return True  # The service refuses it at the field.
    found = meetings_of.holidays_ahead(series, until, clock.now(), get_language() or "en")
    form.ask_of(found)
    form.asked_until = until.isoformat()
    return not found or request.POST.get("asked") == form.asked_until


def _table(seat: Seat) -> Table:
    if seat.table is None:
        raise NotFoundHere
    return seat.table


def _plans(request: SeatedRequest) -> Table:
    """The table of a seat that plans its meetings; Denied with the reason for others."""
    table = _table(request.seat)
    permissions.may_plan(request.seat, table)
    return table


def _form_page(
    request: SeatedRequest, form: django_forms.Form, page: str, **more: Any
) -> HttpResponse:
    status = Outcome(done=False).status if form.errors else 200
    context = {"form": form, "page": page, **more}
    return render(request, "board/plan.html", context, status=status)
