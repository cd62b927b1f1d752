"""Response templates: the table’s own list, which the chair adapts, and taking one on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from headwater.core import clock
from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.permissions import ask
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.network.selectors import agencies_at

from .. import forms, permissions, presenters, selectors, services
from ..guides import guides
from .responses import done, not_kept, table_of


@seat_view(*AT_THE_TABLE)
@not_kept
@require_GET
def templates(request: SeatedRequest) -> HttpResponse:
    """All response templates, each with where it comes from and whether it was reviewed."""
    return render(
        request,
        "interventions/templates.html",
        {"notes": presenters.notes_of(guides()), "chairs": request.seat.has_role(Role.CHAIR)},
    )


@seat_view(*AT_THE_TABLE)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: SeatedRequest, code: str) -> HttpResponse:
    """One template; the chair leaves steps out, puts them in order, and adds from the list."""
    table, at = table_of(request.seat), clock.now()
    selectors.guide(code)
    form = forms.TemplateStepForm(request.POST if "step" in request.POST else None)
    if request.method == "POST":
        permissions.may_adapt(request.seat, table)
        deed = {"table": table, "template": code, "by": request.seat, "at": at}
        said = _("The table’s template is saved.")
        if "step" in request.POST:
            if done(request, form, services.add_to_template, said, **deed):
                return redirect("interventions:template", code=code)
        else:
            _change(request, deed, said)
            return redirect("interventions:template", code=code)
    context = {
        "guide": presenters.guide_page(table, code),
        "may_adapt": ask(permissions.may_adapt, request.seat, table),
        "form": form,
    }
    return render(
        request, "interventions/template.html", context, status=422 if form.errors else 200
    )


def _change(request: SeatedRequest, deed: dict[str, object], said: str) -> None:
    """One button of the list: `do` is up, down, out or reset, and after a space the step."""
    what, _space, step = request.POST.get("do", "").partition(" ")
    try:
        if what == "reset":
            services.use_shipped_steps(**deed)  # type: ignore[arg-type]
        elif what == "out":
            services.leave_out_step(step=step, **deed)  # type: ignore[arg-type]
        elif what in ("up", "down"):
            services.move_step(step=step, places=-1 if what == "up" else 1, **deed)  # type: ignore[arg-type]
        else:
            raise NotFoundHere
    except (AlreadyDone, Refused) as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, said)


@seat_view(Role.CHAIR)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def clock_rule(request: SeatedRequest) -> HttpResponse:
    """What the table’s clocks do at night and at the weekend."""
    table, at = table_of(request.seat), clock.now()
    permissions.may_adapt(request.seat, table)
    form = forms.ClockRuleForm(
        request.POST or None, table=table, agencies=list(agencies_at(table, at))
    )
    if request.method == "POST" and done(
        request,
        form,
        services.set_clock_rule,
        _("The rule for nights and weekends is saved."),
        table=table,
        by=request.seat,
        at=at,
    ):
        return redirect("interventions:clock_rule")
    return render(
        request, "interventions/clock_rule.html", {"form": form}, status=422 if form.errors else 200
    )


@seat_view(*AT_THE_TABLE)
@not_kept
@require_GET
def choose_template(request: SeatedRequest, reference: str) -> HttpResponse:
    """Which template this response works with."""
    found = selectors.response_for(request.seat, reference)
    permissions.may_record(request.seat, found)
    context = {
        "notes": presenters.notes_of(guides()),
        "adopted": selectors.adopted(found),
        "reference": reference,
    }
    return render(request, "interventions/choose_template.html", context)


@seat_view(*AT_THE_TABLE)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: SeatedRequest, reference: str, code: str) -> HttpResponse:
    """Take a template on: each step chosen or left out, and the agency that does it."""
    found, at = selectors.response_for(request.seat, reference), clock.now()
    permissions.may_record(request.seat, found)
    selectors.guide(code)
    form = forms.AdoptForm(
        request.POST or None, response=found, seat=request.seat, at=at, slug="adopt"
    ).for_template(code)
    if request.method == "POST" and done(
        request,
        form,
        services.adopt_template,
        _("The steps are in the response."),
        response=found,
        template=code,
        by=request.seat,
        at=at,
    ):
        return redirect(reverse("interventions:response", args=[reference]) + "#step")
    context = {
        "guide": presenters.guide_page(found.table, code),
        "form": form,
        "reference": reference,
    }
    return render(request, "interventions/adopt.html", context, status=422 if form.errors else 200)
