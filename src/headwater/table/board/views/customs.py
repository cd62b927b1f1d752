"""How a table meets: one page with its opening, holidays, training and places, for who plans."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.core.errors import NotFoundHere
from headwater.network.access import SeatedRequest
from headwater.network.models import Table
from headwater.table.meetings import permissions, selectors, services
from headwater.table.meetings.rules import Region

from .. import presenters
from .. import selectors as sights
from ..forms import CustomsForm, NewPlaceForm, TrainingForm
from .common import FORMS, UNPROCESSABLE, at_the_table, attempt


@at_the_table(*FORMS)
def customs(request: SeatedRequest) -> HttpResponse:
    """See and set how the table meets."""
    table = _planned_by(request)
    form = CustomsForm(request.POST or None, initial=_initial(table))
    if form.is_valid():
        given = form.cleaned_data
        outcome = attempt(
            request,
            lambda: services.set_customs(
                table=table,
                region=Region(given["region"]),
                training_months=given["training_months"],
                opening=given["opening"],
                by=request.seat,
                at=clock.now(),
            ),
            form=form,
            said=_("Saved."),
        )
        if outcome.done:
            return redirect("board:customs")
    return _page(request, table, form=form)


@at_the_table(*FORMS)
def add_place(request: SeatedRequest) -> HttpResponse:
    """Add a place to the list."""
    table = _planned_by(request)
    form = NewPlaceForm(request.POST or None)
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: services.add_place(
                table=table, by=request.seat, at=clock.now(), **form.cleaned_data
            ),
            form=form,
            said=_("The place is in the list."),
        )
        if outcome.done:
            return redirect("board:customs")
    return _page(request, table, new_place=form)


@at_the_table(*FORMS)
def end_place(request: SeatedRequest, place: str) -> HttpResponse:
    """Take a place off the list."""
    _planned_by(request)
    found = selectors.place_for(request.seat, place)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.end_place(place=found, by=request.seat, at=clock.now()),
            said=_("The place is off the list. Meetings planned there keep it."),
        )
    return redirect("board:customs")


@at_the_table(*FORMS)
def training(request: SeatedRequest) -> HttpResponse:
    """Record on which day someone took the training."""
    table = _planned_by(request)
    form = TrainingForm(request.POST or None, seats=sights.seats_of(table, clock.now()))
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: services.record_training(
                seat=form.whose(), day=form.cleaned_data["day"], by=request.seat, at=clock.now()
            ),
            form=form,
            said=_("The training is recorded."),
        )
        if outcome.done:
            return redirect("board:customs")
    return _page(request, table, trained=form)


def _planned_by(request: SeatedRequest) -> Table:
    if request.seat.table is None:
        raise NotFoundHere
    permissions.may_plan(request.seat, request.seat.table)
    return request.seat.table


def _initial(table: Table) -> dict[str, Any]:
    found = selectors.customs_of(table)
    return {
        "opening": selectors.opening_of(table),
        "region": selectors.region_of(table).value,
        "training_months": found.training_months if found else None,
    }


def _page(request: SeatedRequest, table: Table, **forms: django_forms.Form) -> HttpResponse:
    at = clock.now()
    seats = sights.seats_of(table, at)
    context = {
        "form": CustomsForm(initial=_initial(table)),
        "new_place": NewPlaceForm(),
        "trained": TrainingForm(seats=seats),
        **forms,
        "places": selectors.places_of(table),
        "trainings": presenters.training_rows(table, seats, at),
    }
    status = UNPROCESSABLE if any(form.errors for form in forms.values()) else 200
    return render(request, "board/customs.html", context, status=status)
