"""Pages of the desk: the audit trail for the privacy officer, seats for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headwater.audit import selectors as audit
from headwater.core import clock
from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import Role

from . import presenters, selectors, services
from .forms import SeatForm

PERIODS = (1, 7, 30, 365)


@seat_view(Role.PRIVACY_OFFICER)
def trail(request: SeatedRequest) -> HttpResponse:
    """Who saw and did what; references and codes only, never the content of a discussion."""
    at = clock.now()
    only = request.GET.get("only", "")
    days = request.GET.get("days", "")
    period = int(days) if days in {str(each) for each in PERIODS} else 7
    entries = selectors.trail_of(request.seat, only=only, days=period, at=at)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    lines = [audit.Line.of(entry) for entry in page.object_list]
    context = {
        "page": page,
        "rows": presenters.trail_rows(lines, selectors.names_in(request.seat, lines)),
        "only": only,
        "days": period,
        "periods": PERIODS,
        "verdict": audit.verdict(),
    }
    return render(request, "stewardship/trail.html", context)


@seat_view(Role.ADMINISTRATOR)
def seats(request: SeatedRequest) -> HttpResponse:
    """The community's seats; inviting a person into one shows a one-time link, once."""
    form = SeatForm(request.POST or None, community=request.seat.community)
    given = _give(request, form) if request.method == "POST" and form.is_valid() else None
    return _seats_page(request, form if given is None else None, given)


def _give(request: SeatedRequest, form: SeatForm) -> services.Given | None:
    community, said = request.seat.community, form.cleaned_data
    try:
        return services.give_seat(
            display_name=said["display_name"],
            email=said["email"],
            role=Role(said["role"]),
            agency=community.agencies.filter(reference=said["agency"]).first(),
            table=community.tables.filter(reference=said["table"]).first(),
            by=request.seat,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.message)
    return None


def _seats_page(
    request: SeatedRequest, form: SeatForm | None, given: services.Given | None
) -> HttpResponse:
    """The list, the form, and once the link of an invitation that was just made."""
    by, at = request.seat, clock.now()
    rows = presenters.seat_rows(by, selectors.seats_of(by), selectors.live_by_person(by, at), at)
    form = form or SeatForm(community=by.community)
    path = reverse("accounts_invitation", args=[given.code]) if given and given.code else ""
    context = {
        "form": form,
        "given": given,
        "link": request.build_absolute_uri(path) if path else "",
        "live": [row for row in rows if row.live],
        "ended": [row for row in rows if not row.live],
    }
    return render(request, "stewardship/seats.html", context, status=422 if form.errors else 200)


@require_POST
@seat_view(Role.ADMINISTRATOR)
def invite_again(request: SeatedRequest, reference: str) -> HttpResponse:
    """A new one-time link for someone who lost theirs or their password; shown once."""
    seat = selectors.seat_of(request.seat, reference)
    try:
        given = services.invite_again(seat=seat, by=request.seat, at=clock.now())
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("stewardship:seats")
    return _seats_page(request, None, given)


@require_POST
@seat_view(Role.ADMINISTRATOR)
def end_seat(request: SeatedRequest, reference: str) -> HttpResponse:
    """End a seat from this moment."""
    seat = selectors.seat_of(request.seat, reference)
    try:
        services.end_seat(seat=seat, by=request.seat, at=clock.now())
    except AlreadyDone as done:
        messages.warning(request, done.message)
    else:
        messages.success(request, _("The seat has ended."))
    return redirect("stewardship:seats")


@seat_view()
def demo_clock(request: SeatedRequest) -> HttpResponse:
    """Move the demo's clock forward, for anyone in a demo; elsewhere there is no such page."""
    if not clock.is_demo():
        raise NotFoundHere
    steps = presenters.clock_steps(clock.now(), request.seat.zone)
    if request.method == "POST":
        step = next((each for each in steps if each.code == request.POST.get("step")), None)
        if step is None:
            raise NotFoundHere
        clock.move_demo_clock(clock.demo_offset() + (step.to - clock.now()))
        messages.success(request, _("The demo’s clock was moved."))
        return redirect("stewardship:demo_clock")
    return render(request, "stewardship/demo_clock.html", {"steps": steps, "now": clock.now()})
