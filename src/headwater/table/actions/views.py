"""Pages of actions."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import AlreadyDone, Refused
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import AT_THE_TABLE

from . import permissions, presenters, selectors, services
from .forms import TABLE, CloseForm, GiveForm, HandOnForm
from .rules import State

UNPROCESSABLE = 422
# How many closed actions the list remembers.
CLOSED_SHOWN = 20
not_kept = cache_control(private=True, no_store=True)


@seat_view(*AT_THE_TABLE)
@not_kept
def index(request: SeatedRequest) -> HttpResponse:
    """The table's actions that this seat sees: open ones by day, then those closed last."""
    seat, at = request.seat, clock.now()
    context = {
        "open": presenters.rows(selectors.to_do(seat), seat, at),
        "closed": presenters.rows(selectors.ended(seat, CLOSED_SHOWN), seat, at),
    }
    return render(request, "actions/index.html", context)


@seat_view(*AT_THE_TABLE)
@not_kept
def give(request: SeatedRequest) -> HttpResponse:
    """Give an action; `?about=` proposes the discussion one comes from."""
    seat, at = request.seat, clock.now()
    permissions.may_give(seat)
    initial = {"about": request.GET.get("about") or TABLE, "form_key": token_urlsafe(24)}
    form = GiveForm(request.POST or None, seat=seat, at=at, initial=initial)

    def deed() -> object:
        return services.give(
            kind=form.cleaned_data["kind"],
            due=form.cleaned_data["due"],
            form_key=form.cleaned_data["form_key"],
            discussion=form.discussion(),
            by=seat,
            at=at,
            **form.owned(),  # type: ignore[arg-type]
        )

    if request.method == "POST" and _done(request, form, deed, _("The action is given.")):
        return redirect("actions:index")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "actions/give.html", {"form": form}, status=status)


@seat_view(*AT_THE_TABLE)
@not_kept
def action(request: SeatedRequest, reference: str) -> HttpResponse:
    """One action: what it is, and what may be done about it."""
    return _page(request, reference)


def _page(request: SeatedRequest, reference: str, **returned: forms.Form) -> HttpResponse:
    seat, at = request.seat, clock.now()
    found = selectors.action_for(seat, reference)
    form = next(iter(returned.values()), None)
    context = {
        "row": presenters.rows([found], seat, at)[0],
        "closing": CloseForm(),
        "handing": HandOnForm(seat=seat, at=at),
        "form": form,
        **returned,
    }
    return render(request, "actions/action.html", context, status=UNPROCESSABLE if form else 200)


@require_POST
@seat_view(*AT_THE_TABLE)
@not_kept
def close(request: SeatedRequest, reference: str) -> HttpResponse:
    """Say what became of an action."""
    found, _discussion, _record = selectors.action_for(request.seat, reference)
    permissions.may_close(request.seat, found)
    form = CloseForm(request.POST)

    def deed() -> object:
        said = form.cleaned_data
        return services.close(
            action=found,
            ending=State(said["ending"]),
            reason=said["reason"],
            by=request.seat,
            at=clock.now(),
        )

    if _done(request, form, deed, _("Noted.")):
        return redirect("actions:index")
    return _page(request, reference, closing=form)


@require_POST
@seat_view(*AT_THE_TABLE)
@not_kept
def hand_on(request: SeatedRequest, reference: str) -> HttpResponse:
    """Give an action to someone else."""
    found, _discussion, _record = selectors.action_for(request.seat, reference)
    permissions.may_hand_on(request.seat, found)
    form = HandOnForm(request.POST, seat=request.seat, at=clock.now())

    def deed() -> object:
        return services.hand_on(
            action=found,
            due=form.cleaned_data["due"],
            by=request.seat,
            at=clock.now(),
            **form.owned(),  # type: ignore[arg-type]
        )

    if _done(request, form, deed, _("The action is handed on.")):
        return redirect("actions:index")
    return _page(request, reference, handing=form)


def _done(request: SeatedRequest, form: forms.Form, deed: Callable[[], object], said: str) -> bool:
    """Whether it stands now: done, or done before. A refusal lands at its field."""
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
