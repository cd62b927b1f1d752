"""Pages to print or copy: the phone sheet, the leaflet, and the entry sheet for the province."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from headwater.core import clock
from headwater.core.errors import AlreadyDone
from headwater.core.zones import local_day
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.profile.kinds import Kind
from headwater.network.profile.selectors import profile_of
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.network.selectors import agencies_at
from headwater.table.discussions import presenters as discussions

from .. import permissions, presenters, selectors, services
from .responses import not_kept, table_of


@seat_view(*AT_THE_TABLE)
@not_kept
@require_GET
def phone_sheet(request: SeatedRequest, reference: str) -> HttpResponse:
    """Who calls whom in this response, to print: staff only, nobody who is served."""
    found = selectors.response_for(request.seat, reference)
    return render(
        request,
        "interventions/phone_sheet.html",
        {"sheet": presenters.phone_sheet(found, clock.now())},
    )


@seat_view(*AT_THE_TABLE)
@require_GET
def leaflet(request: SeatedRequest) -> HttpResponse:
    """The table’s leaflet, in the language of the page: safe for anyone to hold."""
    table, at = table_of(request.seat), clock.now()
    profile = profile_of(table.community, local_day(at, table.time_zone))
    contacts = {
        kind.value: found[0].text
        for kind in (Kind.CONTACT_PHONE, Kind.CONTACT_EMAIL)
        if (found := profile.of(kind))
    }
    shown = presenters.leaflet(table, list(agencies_at(table, at)), contacts)
    return render(request, "interventions/leaflet.html", {"leaflet": shown})


@seat_view(Role.CHAIR)
@not_kept
@require_GET
def to_enter(request: SeatedRequest) -> HttpResponse:
    """Discussions that have ended and are not in the provincial form yet."""
    rows = [
        {"reference": each.reference, "sentence": discussions.state_sentence(each)}
        for each in selectors.to_enter(request.seat)
    ]
    return render(request, "interventions/to_enter.html", {"rows": rows})


@seat_view(Role.CHAIR)
@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def entry_sheet(request: SeatedRequest, discussion: str) -> HttpResponse:
    """One discussion in the order of the provincial form; sent as a form, it is ticked."""
    found, tick = selectors.to_enter_one(request.seat, discussion)
    permissions.may_enter(request.seat, found)
    if request.method == "POST":
        try:
            services.mark_entered(discussion=found, by=request.seat, at=clock.now())
        except AlreadyDone as before:
            messages.info(request, before.message)
        else:
            messages.success(request, _("Entered. Next one."))
        return redirect("interventions:to_enter")
    sheet = presenters.entry_sheet(found, selectors.response_to(found), tick)
    return render(request, "interventions/entry_sheet.html", {"sheet": sheet})
