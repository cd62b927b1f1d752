"""Pages of system gaps: the list for everyone at the table, curation for the coordinator."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import AlreadyDone, Refused
from headwater.core.permissions import ask
from headwater.core.zones import local_day
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import AT_THE_TABLE

from . import permissions, presenters, selectors, services
from .forms import DescribeForm, MergeForm, PlaceForm

UNPROCESSABLE = 422


@seat_view(*AT_THE_TABLE)
def index(request: SeatedRequest) -> HttpResponse:
    """What is missing here, and for the coordinator what is still to be placed."""
    return _list(request)


def _list(request: SeatedRequest, status: int = 200) -> HttpResponse:
    seat = request.seat
    gaps = selectors.gaps_of(seat)
    waiting = presenters.waiting(selectors.unplaced(seat))
    context = {
        "rows": presenters.rows(gaps, local_day(clock.now(), seat.zone)),
        "waiting": [
            (each, PlaceForm(gaps=gaps, initial=_codes(each), auto_id=f"place-{number}-%s"))
            for number, each in enumerate(waiting)
        ],
        "curates": ask(permissions.may_curate, seat),
    }
    return render(request, "system_gaps/index.html", context, status=status)


def _codes(each: presenters.Waiting) -> dict[str, str]:
    return {"service": each.service, "kind": each.kind}


@require_POST
@seat_view(*AT_THE_TABLE)
def place(request: SeatedRequest) -> HttpResponse:
    """Put what was recorded under a gap, or make it one of its own."""
    permissions.may_curate(request.seat)
    form = PlaceForm(request.POST, gaps=selectors.gaps_of(request.seat))

    def deed() -> object:
        said = dict(form.cleaned_data)
        into = said.pop("into")
        return services.place(
            into=selectors.gap_for(request.seat, into) if into else None,
            by=request.seat,
            at=clock.now(),
            **said,
        )

    if _done(request, form, deed, _("Placed.")):
        return redirect("system_gaps:index")
    return _list(request, UNPROCESSABLE)


@seat_view(*AT_THE_TABLE)
def gap(request: SeatedRequest, reference: str) -> HttpResponse:
    """Describe one gap, and merge it with another or part it."""
    found = selectors.gap_for(request.seat, reference)
    permissions.may_curate(request.seat)
    if request.method != "POST":
        return _page(request, reference)
    form = DescribeForm(request.POST)

    def deed() -> object:
        return services.describe(gap=found, by=request.seat, at=clock.now(), **form.cleaned_data)

    if _done(request, form, deed, _("Saved.")):
        return redirect("system_gaps:index")
    return _page(request, reference, describing=form)


def _page(request: SeatedRequest, reference: str, **returned: forms.Form) -> HttpResponse:
    found = selectors.gap_for(request.seat, reference)
    others = [each for each in selectors.gaps_of(request.seat) if each.pk != found.pk]
    names = ("service", "kind", "standing")
    initial = {name: getattr(found, name) for name in names}
    initial["touches"] = [each.code for each in found.touches.all()]
    form = next(iter(returned.values()), None)
    context = {
        "row": presenters.rows([found], local_day(clock.now(), request.seat.zone))[0],
        "describing": DescribeForm(initial=initial),
        "merging": MergeForm(gaps=others, auto_id="merge-%s"),
        "others": others,
        "is_merged": found.merged_into_id is not None,
        "form": form,
        **returned,
    }
    return render(request, "system_gaps/gap.html", context, status=UNPROCESSABLE if form else 200)


@require_POST
@seat_view(*AT_THE_TABLE)
def merge(request: SeatedRequest, reference: str) -> HttpResponse:
    """Count a gap with another one."""
    found = selectors.gap_for(request.seat, reference)
    permissions.may_curate(request.seat)
    others = [each for each in selectors.gaps_of(request.seat) if each.pk != found.pk]
    form = MergeForm(request.POST, gaps=others, auto_id="merge-%s")

    def deed() -> object:
        into = selectors.gap_for(request.seat, form.cleaned_data["into"])
        return services.merge(gap=found, into=into, by=request.seat, at=clock.now())

    if _done(request, form, deed, _("Both count as one now, and both keep their place.")):
        return redirect("system_gaps:index")
    return _page(request, reference, merging=form)


@require_POST
@seat_view(*AT_THE_TABLE)
def part(request: SeatedRequest, reference: str) -> HttpResponse:
    """Let a merged gap stand by itself again."""
    found = selectors.gap_for(request.seat, reference)
    permissions.may_curate(request.seat)
    try:
        services.part(gap=found, by=request.seat, at=clock.now())
    except AlreadyDone as before:
        messages.info(request, before.message)
    else:
        messages.success(request, _("It stands by itself again."))
    return redirect("system_gaps:index")


def _done(request: SeatedRequest, form: forms.Form, deed: Callable[[], object], said: str) -> bool:
    """Whether it stands now. A refusal lands at its field."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    except AlreadyDone as before:
        messages.info(request, before.message)
    else:
        messages.success(request, said)
    return True
