"""Guests for one item: welcomed and seen out by the chair."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.network.access import SeatedRequest
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as sittings

from .. import selectors, services
from .common import FORMS, at_the_table, simple, to_board


@at_the_table(*FORMS)
def guest(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """A guest of a sector joins for the open item, after saying that it stays here."""
    found = selectors.item_of(request.seat, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    sector = request.POST.get("sector", "")
    return simple(
        request,
        found,
        lambda: services.welcome_guest(item=found, sector=sector, by=request.seat, at=clock.now()),
        said=_("The guest is noted by sector, without a name."),
    )


@at_the_table(*FORMS)
def guest_leaves(request: SeatedRequest, meeting: str, item: str, guest: str) -> HttpResponse:
    """A guest leaves."""
    found = selectors.item_of(request.seat, meeting, item)
    who = meetings.guest_for(request.seat, found, guest)
    if request.method != "POST":
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: sittings.see_guest_out(guest=who, by=request.seat, at=clock.now()),
    )
