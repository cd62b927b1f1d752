"""Youth records: held back from the table, shown apart on a ground, or not shown at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headwater.core import clock
from headwater.core.errors import AlreadyDone, Refused
from headwater.core.permissions import ask
from headwater.network.access import SeatedRequest
from headwater.vault import api as vault

from .. import lists, permissions, presenters, selectors, services, youth
from ..forms import YouthRecordForm
from ..models import Screening
from .common import FORMS, page, screens, sent, show_error


@screens
@require_http_methods(FORMS)
def record(request: SeatedRequest, reference: str) -> HttpResponse:
    """Why it is held back, what to say instead, and, on a ground, showing it to those it names."""
    found, seat, at = selectors.screening_for(request.seat, reference), request.seat, clock.now()
    held = lists.held_back(selectors.facts_of(found))
    form = _form(request, found, held)
    if request.method == "POST" and form.is_valid():
        try:
            services.seal_youth_record(screening=found, shown=form.shown(), by=seat, at=clock.now())
            messages.success(request, _("Sealed apart. Only the agencies you chose can open it."))
            return redirect("screening:youth_record", found.reference)
        except AlreadyDone as done:
            messages.info(request, done.message)
            return redirect("screening:youth_record", found.reference)
        except Refused as error:
            show_error(error, form)
    sealed = youth.record_of(found)
    grounds = youth.grounds_for(found.agency)
    context: dict[str, Any] = {
        "form": form,
        "grounds": presenters.ground_words(grounds),
        "say": presenters.say_instead(held),
        "allowed": ask(permissions.may_show_youth_record, seat, found, held),
        "sealed": presenters.record_words(sealed) if sealed else None,
        "recipients": presenters.recipient_names(sealed, vault.grants(sealed.reference, at))
        if sealed
        else [],
    }
    return page(request, "youth_record", found, context)


def _form(request: SeatedRequest, found: Screening, held: frozenset[str]) -> YouthRecordForm:
    at = clock.now()
    grounds = youth.grounds_for(found.agency)
    agencies = {
        agency.pk: agency
        for ground in grounds
        for agency in youth.may_be_shown(ground, request.seat, at)
    }
    days = min((ground.longest_days for ground in grounds), default=0)
    return YouthRecordForm(
        sent(request),
        grounds=presenters.ground_choices(grounds),
        facts=presenters.fact_choices(held),
        agencies=list(agencies.values()),
        ends=selectors.today_of(found.agency, at) + timedelta(days=days),
    )


@screens
@require_POST
def end(request: SeatedRequest, reference: str) -> HttpResponse:
    """The purpose has ended: destroy it."""
    found = selectors.screening_for(request.seat, reference)
    try:
        services.end_youth_record(screening=found, by=request.seat, at=clock.now())
        messages.success(request, _("Destroyed. Nobody can open it any more."))
    except AlreadyDone as done:
        messages.info(request, done.message)
    return redirect("screening:youth_record", found.reference)


@screens
@require_http_methods(FORMS)
def shown(request: SeatedRequest, reference: str) -> HttpResponse:
    """A record shown to the seat's agency: what to mind, and with one button what it says."""
    found = youth.shown_record(request.seat, reference, clock.now())
    context: dict[str, Any] = {"record": presenters.record_words(found)}
    context["grounds"] = presenters.ground_words(youth.grounds_named(found.ground))
    if request.method == "POST":
        opened = services.open_youth_record(record=found, by=request.seat, at=clock.now())
        context["facts"] = presenters.fact_labels(opened)
    return render(request, "screening/youth_shown.html", context)
