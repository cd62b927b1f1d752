"""Pages of the desk: the audit trail for the privacy officer, seats for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headwater.audit import selectors as audit
from headwater.audit.models import Entry
from headwater.core import clock
from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import Role

from . import presenters, selectors, services
from .forms import SeatForm

PERIODS = (1, 7, 30, 365)


def _lines(page: Page[Entry]) -> list[audit.Line]:
    return [audit.Line.of(entry) for entry in page.object_list]


@seat_view(Role.PRIVACY_OFFICER)
def trail(request: SeatedRequest) -> HttpResponse:
    """Who saw and did what; references and codes only, never the content of a discussion."""
    at = clock.now()
    only = request.GET.get("only", "")
    days = request.GET.get("days", "")
    period = int(days) if days in {str(each) for each in PERIODS} else 7
    entries = selectors.trail_of(request.seat, only=only, days=period, at=at)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": presenters.trail_rows(_lines(page), request.seat),
        "only": only,
        "days": period,
        "periods": PERIODS,
        "verdict": audit.verdict(),
    }
    return render(request, "stewardship/trail.html", context)


@seat_view(Role.ADMINISTRATOR)
def seats(request: SeatedRequest) -> HttpResponse:
    """The community's seats; inviting a person into one shows a one-time link, once."""
    at = clock.now()
    form = SeatForm(request.POST or None, community=request.seat.community)
    given = None
    if request.method == "POST" and form.is_valid():
        given = _give(request, form)
    context = {
        "form": form if given is None else SeatForm(community=request.seat.community),
        "given": given,
        "link": given
        and request.build_absolute_uri(reverse("accounts_invitation", args=[given.code])),
        "rows": presenters.seat_rows(
            selectors.seats_of(request.seat), local_day(at, request.seat.zone)
        ),
    }
    return render(request, "stewardship/seats.html", context, status=422 if form.errors else 200)


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


@require_POST
@seat_view(Role.ADMINISTRATOR)
def end_seat(request: SeatedRequest, reference: str) -> HttpResponse:
    """End a seat from this moment."""
    seat = selectors.seat_of(request.seat, reference)
    try:
        services.end_seat(seat=seat, by=request.seat, at=clock.now())
    except (AlreadyDone, Refused) as error:
        messages.warning(request, error.message)
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
