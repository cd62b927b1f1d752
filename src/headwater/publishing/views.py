"""Products inside: the list, building a bulletin, its page, and its way to the public."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import AlreadyDone, ChangedMeanwhile, NotFoundHere, Refused
from headwater.core.permissions import ask
from headwater.core.zones import Quarter, local_day
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.selectors import public_names

from . import permissions, presenters, selectors, services
from .forms import BuildForm, ContextForm
from .models import Edition
from .rules import INSIDE, Verb

VERBS: dict[str, tuple[Callable[..., Edition], object]] = {
    Verb.SEND: (services.send_for_review, gettext_lazy("Sent for review.")),
    Verb.APPROVE: (services.approve, gettext_lazy("Approved.")),
    Verb.PUBLISH: (services.publish, gettext_lazy("Published. Anyone can read it now.")),
    Verb.RETURN: (services.return_to_author, gettext_lazy("Returned to its author.")),
}


def _build_form(request: SeatedRequest) -> BuildForm:
    community = request.seat.community
    today = local_day(clock.now(), community.time_zone)
    quarters = presenters.closed_quarters(today, community.launched)
    return BuildForm(request.POST or None, quarters=quarters)


@seat_view(*INSIDE)
def index(request: SeatedRequest) -> HttpResponse:
    """All editions, and the button to build a bulletin."""
    if request.method == "POST":
        permissions.may_build(request.seat)
    form = _build_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            edition = services.build_bulletin(
                community=request.seat.community,
                quarter=Quarter.parse(form.cleaned_data["quarter"]),
                by=request.seat,
                at=clock.now(),
            )
            return redirect("publishing:edition", edition.reference)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        except AlreadyDone as done:
            form.add_error("quarter", done.message)
    context = {
        "form": form,
        "may_build": ask(permissions.may_build, request.seat),
        "editions": [
            presenters.edition_page(edition) for edition in selectors.editions_for(request.seat)
        ],
    }
    return render(request, "publishing/index.html", context, status=422 if form.errors else 200)


@seat_view(*INSIDE)
def edition(request: SeatedRequest, reference: str) -> HttpResponse:
    """An edition as it will look, what can be done to it, and the author's note to edit."""
    found = selectors.edition_for(request.seat, reference)
    form = ContextForm(
        request.POST or None,
        initial={"context_en": found.context_en, "context_fr": found.context_fr},
        known_names=public_names(found.product.community),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_context(edition=found, by=request.seat, at=clock.now(), **form.answers())
            messages.success(request, _("Saved."))
            return redirect("publishing:edition", reference)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    context = {
        "edition": presenters.edition_page(found),
        "public": found.is_public,
        "actions": presenters.actions(request.seat, found),
        "form": form,
        "may_edit": ask(permissions.may, request.seat, found, Verb.EDIT),
    }
    return render(request, "publishing/edition.html", context, status=422 if form.errors else 200)


@require_POST
@seat_view(*INSIDE)
def move(request: SeatedRequest, reference: str, verb: str) -> HttpResponse:
    """Move an edition on. A form sent twice changes nothing the second time."""
    if verb not in VERBS:
        raise NotFoundHere
    found = selectors.edition_for(request.seat, reference)
    service, done = VERBS[verb]
    try:
        service(edition=found, by=request.seat, at=clock.now())
        messages.success(request, str(done))
    except (AlreadyDone, ChangedMeanwhile) as error:
        messages.warning(request, error.message)
    return redirect("publishing:edition", reference)
