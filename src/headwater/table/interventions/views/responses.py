"""The pages of filter four. Nothing here may be kept by a browser or a proxy.

What is typed into the plan, and what is opened of it, passes through one request and its
answer: not through an address, the session, a message or a report of an error.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from headwater.core import clock
from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.permissions import ask
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.models import Seat, Table
from headwater.network.rules import AT_THE_TABLE, SPEAKS_FOR_AGENCY, Role

from .. import codes, forms, permissions, presenters, selectors, services
from ..acts import ACTS, Act, form_for, offers
from ..models import Response, Step, ToBeTold
from ..rules import DECLINED

not_kept = cache_control(private=True, no_store=True)


@seat_view(*AT_THE_TABLE)
@not_kept
@require_GET
def index(request: SeatedRequest) -> HttpResponse:
    """The responses of my agency, or of the chair's table: overdue first."""
    at, seat = clock.now(), request.seat
    found = presenters.listed(selectors.responses_of(seat), seat, at)
    return render(
        request,
        "interventions/index.html",
        {
            "doors": presenters.door_share(selectors.police_share(table_of(seat), at)),
            "chairs": seat.has_role(Role.CHAIR),
            "at_work": [each for each in found if each.open],
            "ended": [each for each in found if not each.open],
        },
    )


@seat_view(*AT_THE_TABLE)
@not_kept
@require_GET
def response(request: SeatedRequest, reference: str) -> HttpResponse:
    """One response: what is recorded, the clock, and what its state asks of me."""
    found = selectors.response_for(request.seat, reference)
    return _page(request, found, clock.now())


@seat_view(*AT_THE_TABLE)
@not_kept
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: SeatedRequest, reference: str, slug: str) -> HttpResponse:
    """One act: its form open in the page, and what becomes of it when it is sent."""
    found, at = selectors.response_for(request.seat, reference), clock.now()
    doing = _act(slug)
    doing.rule(request.seat, found)
    if request.method != "POST":
        given = {name: request.GET.get(name, "") for name in ("service", "kind")}
        return _page(request, found, at, form_for(doing, found, request.seat, at, **given))
    form = form_for(doing, found, request.seat, at, request.POST)
    if not done(request, form, doing.verb, doing.done, response=found, by=request.seat, at=at):
        return _page(request, found, at, form, status=422)
    return _onward(request, found, doing, form)


@seat_view(*AT_THE_TABLE)
@not_kept
@sensitive_variables("opened", "shown")
@require_http_methods(["GET", "HEAD", "POST"])
def open_plan(request: SeatedRequest, reference: str) -> HttpResponse:
    """The plan, opened for this one answer. A look at the address alone opens nothing."""
    found, at = selectors.response_for(request.seat, reference), clock.now()
    if request.method != "POST":
        return redirect(_address(found) + "#plan")
    form = _open_form(found, request.seat, at, request.POST)
    if not form.is_valid():
        return _page(request, found, at, form, status=422)
    opened = services.open_plan(response=found, by=request.seat, at=at, **form.answers())
    agencies = selectors.all_agencies(found)
    shown = presenters.opened_parts(opened, agencies, found.table.time_zone)
    context = {"reference": reference, "parts": shown, "mine_only": not found.is_at_work()}
    return render(request, "interventions/plan.html", context)


@seat_view(*AT_THE_TABLE)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SeatedRequest, reference: str, entry: str) -> HttpResponse:
    """Strike out an entry, with a reason."""
    found, at = selectors.response_for(request.seat, reference), clock.now()
    _kind, wrong = selectors.entry_of(found, entry)
    permissions.may_correct(request.seat, wrong)
    form = forms.CorrectionForm(
        request.POST or None, response=found, seat=request.seat, at=at, slug="correct"
    )
    if request.method == "POST" and done(
        request,
        form,
        services.correct,
        _("Struck out. Now record what is right."),
        response=found,
        entry=entry,
        by=request.seat,
        at=at,
    ):
        return redirect(_address(found))
    return _entry_page(request, found, entry, form, "interventions/correct.html")


@seat_view(*SPEAKS_FOR_AGENCY)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def told(request: SeatedRequest, reference: str, entry: str) -> HttpResponse:
    """Note that a person was told."""
    found, at = selectors.response_for(request.seat, reference), clock.now()
    _kind, waiting = selectors.entry_of(found, entry)
    if not isinstance(waiting, ToBeTold):
        raise NotFoundHere
    permissions.may_mark_told(request.seat, waiting)
    form = forms.ToldForm(
        request.POST or None, response=found, seat=request.seat, at=at, slug="told"
    )
    if request.method == "POST" and done(
        request,
        form,
        services.mark_told,
        _("It is noted that they were told."),
        entry=waiting,
        by=request.seat,
        at=at,
    ):
        return redirect(_address(found))
    return _entry_page(request, found, entry, form, "interventions/told.html")


@seat_view(*SPEAKS_FOR_AGENCY)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: SeatedRequest, reference: str, entry: str) -> HttpResponse:
    """Say how a step ended."""
    found, at = selectors.response_for(request.seat, reference), clock.now()
    _kind, step = selectors.entry_of(found, entry)
    if not isinstance(step, Step):
        raise NotFoundHere
    permissions.may_settle(request.seat, step)
    form = forms.SettleForm(
        request.POST or None, response=found, seat=request.seat, at=at, slug="settle"
    )
    if request.method == "POST" and done(
        request,
        form,
        services.settle_step,
        _("How the step ended is recorded."),
        entry=step,
        by=request.seat,
        at=at,
    ):
        return redirect(_address(found))
    return _entry_page(request, found, entry, form, "interventions/settle.html")


@seat_view(*SPEAKS_FOR_AGENCY)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: SeatedRequest, reference: str) -> HttpResponse:
    """For my agency's own file: a dated page to print or copy, made anew, not kept here.

    Sent as a form it notes that the agency has it in its own file.
    """
    found, agency = selectors.response_to_note(request.seat, reference)
    at = clock.now()
    if request.method == "POST":
        try:
            services.mark_note_taken(response=found, by=request.seat, at=at)
        except AlreadyDone as before:
            messages.info(request, before.message)
        else:
            messages.success(request, _("It is noted that your agency has its note."))
        return redirect("interventions:note", reference=reference)
    return render(
        request,
        "interventions/note.html",
        {
            "note": presenters.note(found, agency, at),
            "reference": reference,
            "taken": selectors.has_taken_note(found, agency),
        },
    )


# --- Parts ---------------------------------------------------------------------------------------


def table_of(seat: Seat) -> Table:
    """The table this seat sits at; the roles of these pages always have one."""
    if seat.table is None:
        raise NotFoundHere
    return seat.table


def _act(slug: str) -> Act:
    try:
        return ACTS[slug]
    except KeyError:
        raise NotFoundHere from None


def done(request: HttpRequest, form: Form, verb: Any, done: Any, **deed: Any) -> bool:
    """Whether the form was taken, now or before; what stands against it is put at its field."""
    if not form.is_valid():
        return False
    try:
        answers = form.answers() if isinstance(form, forms.ActForm) else form.cleaned_data
        verb(**deed, **answers)
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.message)
        return False
    except AlreadyDone as before:
        messages.info(request, before.message)
    else:
        messages.success(request, str(done))
    return True


def _onward(
    request: SeatedRequest, found: Response, doing: Act, form: forms.ActForm
) -> HttpResponse:
    """Back to the page, or to the gap a service tells of, or to the list for one who left."""
    try:
        selectors.response_for(request.seat, found.reference)
    except NotFoundHere:
        return redirect("interventions:index")
    state = form.cleaned_data.get("state", "")
    if doing.slug == "service" and (codes.gap_for(state) or state == DECLINED):
        about = urlencode({"service": form.cleaned_data["service"], "kind": codes.gap_for(state)})
        return redirect(f"{_address(found, 'gap')}?{about}#gap")
    return redirect(_address(found))


def _address(found: Response, slug: str = "") -> str:
    if slug:
        return reverse("interventions:act", args=[found.reference, slug])
    return reverse("interventions:response", args=[found.reference])


def _open_form(found: Response, seat: Seat, at: datetime, data: Any = None) -> forms.ActForm:
    return forms.OpenPlanForm(data, response=found, seat=seat, at=at, slug="open-plan")


def _page(
    request: SeatedRequest,
    found: Response,
    at: datetime,
    in_hand: forms.ActForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a response, with the form in hand open and as it was left."""
    first, others = offers(found, request.seat, at, in_hand)
    may_open = ask(permissions.may_open_plan, request.seat, found)
    opening = in_hand if isinstance(in_hand, forms.OpenPlanForm) else None
    context = {
        "page": presenters.page(found, request.seat, at),
        "first": first,
        "others": others,
        "ending": [offer for offer in others if offer.act.ends],
        "form": in_hand,
        "may_open": may_open,
        "opening": opening or (_open_form(found, request.seat, at) if may_open else None),
        "opening_in_hand": opening is not None,
        "now": at,
    }
    return render(request, "interventions/response.html", context, status=status)


def _entry_page(
    request: SeatedRequest, found: Response, entry: str, form: forms.ActForm, template: str
) -> HttpResponse:
    page = presenters.page(found, request.seat, clock.now())
    line = next(line for part in page.sections for line in part.lines if line.reference == entry)
    status = 422 if form.errors else 200
    context = {"page": page, "line": line, "form": form}
    return render(request, template, context, status=status)
