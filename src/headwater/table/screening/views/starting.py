"""How an agency begins: what is still missing, and where its first questions come from."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from headwater.core import clock
from headwater.core.errors import AlreadyDone, Refused
from headwater.core.permissions import ask
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import Role

from .. import permissions, presenters, selectors, services
from ..forms import StartForm
from ..readiness import lines_for
from .common import FORMS, READERS, sent, show_error


@seat_view(*READERS)
@require_safe
def readiness(request: SeatedRequest) -> HttpResponse:
    """What an agency needs before it brings its first situation, ticked by what is known."""
    agency = selectors.own_agency(request.seat)
    lines = presenters.readiness_words(lines_for(agency, clock.now()), request.seat)
    context = {"agency": agency, "lines": lines, "ready": all(line["done"] for line in lines)}
    return render(request, "screening/readiness.html", context)


@seat_view(Role.AGENCY_LEAD)
@require_http_methods(FORMS)
def start_draft(request: SeatedRequest) -> HttpResponse:
    """Choose where the new version begins; with a draft begun, go on with that."""
    seat, at = request.seat, clock.now()
    agency = selectors.own_agency(seat)
    if selectors.draft_of(agency) is not None:
        return redirect("screening:draft")
    shared = selectors.shared_with(seat, at)
    has_own = selectors.published(agency).exists()
    form = StartForm(sent(request), agency=agency, shared=shared, has_own=has_own)
    if request.method == "POST" and form.is_valid():
        try:
            services.start_draft(
                point=form.point(), copy_of=form.copied(shared), by=seat, at=clock.now()
            )
            return redirect("screening:draft")
        except Refused as error:
            show_error(error, form)
    context = {
        "form": form,
        "points": presenters.points_words(agency),
        "shared": [presenters.protocol_words(each, at) for each in shared],
    }
    return render(request, "screening/protocol_start.html", context)


@seat_view(*READERS)
@require_safe
def shared(request: SeatedRequest, reference: str) -> HttpResponse:
    """The questions another agency of the community shares."""
    seat, at = request.seat, clock.now()
    found = selectors.shared_version(seat, reference, at)
    agency = selectors.own_agency(seat)
    context = {
        "version": presenters.protocol_words(found, at),
        "agency": found.agency,
        "may_write": ask(permissions.may_write_protocol, seat, agency),
        "has_draft": selectors.draft_of(agency) is not None,
    }
    return render(request, "screening/protocol_shared.html", context)


@seat_view(Role.AGENCY_LEAD)
@require_POST
def share(request: SeatedRequest, reference: str) -> HttpResponse:
    """Share a published version with the agencies of the community, or keep it again."""
    found = selectors.version_for(request.seat, reference)
    stop = request.POST.get("do") == "stop"
    verb = services.stop_sharing if stop else services.share
    try:
        verb(protocol=found, by=request.seat, at=clock.now())
    except AlreadyDone as done:
        messages.info(request, done.message)
    else:
        said = _("Only your own agency reads it now. Copies that were made stay.")
        shares = _("Other agencies of your community can read these questions and copy them.")
        messages.success(request, said if stop else shares)
    return redirect("screening:version", found.reference)
