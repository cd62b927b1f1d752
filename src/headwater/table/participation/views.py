"""Pages of participation: all agencies for the coordinator, its own for an agency."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from headwater.core import clock
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.models import Agency
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role

from . import presenters, selectors

READERS = (Role.CHAIR, Role.AGENCY_LEAD, *sorted(SPEAKS_FOR_AGENCY))


@seat_view(Role.CHAIR)
def table(request: SeatedRequest) -> HttpResponse:
    """The chair's overview of all agencies."""
    [found] = selectors.tables_of(request.seat)
    context = {"overview": presenters.overview(request.seat, found, clock.now())}
    return render(request, "participation/index.html", context)


@seat_view(Role.AGENCY_LEAD)
def index(request: SeatedRequest) -> HttpResponse:
    """An agency lead's own agency."""
    return _agency_page(request, selectors.own_agency(request.seat))


@seat_view(*READERS)
def agency(request: SeatedRequest, reference: str) -> HttpResponse:
    """One agency, month by month, at each table this seat may ask about."""
    return _agency_page(request, selectors.agency_seen(request.seat, reference))


def _agency_page(request: SeatedRequest, found: Agency) -> HttpResponse:
    at = clock.now()
    context = {
        "agency": found,
        "tables": [
            presenters.by_month(found, table, at) for table in selectors.tables_of(request.seat)
        ],
        "chairs": request.seat.has_role(Role.CHAIR),
    }
    return render(request, "participation/agency.html", context)
