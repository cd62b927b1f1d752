"""Filter three and the law behind it. No page here may be kept by a browser or a proxy.

A name that is typed or opened passes through one request and its answer: not through an
address, the session, a message, a log or a report of an error.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from headwater.core import clock
from headwater.core.errors import AlreadyDone, Refused
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import AT_THE_TABLE, SPEAKS_FOR_AGENCY, Role

from . import permissions, presenters, selectors, services
from .forms import NameForm
from .models import Discussion

PER_PAGE = 25
UNPROCESSABLE = 422
READS_LAW = AT_THE_TABLE | {Role.AGENCY_LEAD, Role.PRIVACY_OFFICER}
READS_REGISTER = SPEAKS_FOR_AGENCY | {Role.AGENCY_LEAD, Role.PRIVACY_OFFICER}
FORMS = ["GET", "HEAD", "POST"]
not_kept = cache_control(private=True, no_store=True)


@seat_view(*READS_LAW)
@require_GET
def law(request: SeatedRequest) -> HttpResponse:
    """What allows an agency to say a name: its own pack, or the whole for who speaks for none."""
    agency = request.seat.agency
    context = {
        "pack": presenters.pack(agency) if agency else None,
        "grounds": [] if agency else presenters.whole_pack(),
    }
    return render(request, "discussions/law.html", context)


@seat_view()
@require_GET
def accountability(request: SeatedRequest) -> HttpResponse:
    """Who answers for which record, for everyone who works here."""
    return render(
        request, "discussions/accountability.html", {"kinds": presenters.accountability()}
    )


@seat_view(*READS_REGISTER)
@not_kept
@require_GET
def register(request: SeatedRequest) -> HttpResponse:
    """What was disclosed: by the seat's own agency, or for the privacy officer the codes."""
    officer = request.seat.has_role(Role.PRIVACY_OFFICER)
    page = Paginator(selectors.register_of(request.seat), PER_PAGE).get_page(
        request.GET.get("page")
    )
    words = presenters.for_privacy_officer if officer else presenters.for_agency
    context = {"page": page, "rows": words(page.object_list), "officer": officer}
    return render(request, "discussions/register.html", context)


@seat_view(*AT_THE_TABLE)
@not_kept
@require_GET
def names(request: SeatedRequest, discussion: str) -> HttpResponse:
    """What is sealed here, without a name: who sealed it, and what this seat may do."""
    return _page(request, selectors.discussion_for(request.seat, discussion), NameForm())


@seat_view(*SPEAKS_FOR_AGENCY)
@not_kept
@sensitive_post_parameters()
@sensitive_variables("form")
@require_http_methods(FORMS)
def seal(request: SeatedRequest, discussion: str) -> HttpResponse:
    """Seal a name that was typed. A look at the address alone seals nothing."""
    found = selectors.discussion_for(request.seat, discussion)
    if request.method != "POST":
        return redirect("discussions:names", found.reference)
    permissions.may_seal_name(request.seat, found)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            services.seal_name(
                discussion=found, **form.cleaned_data, by=request.seat, at=clock.now()
            )
        except Refused as refusal:
            form.place(refusal)
        else:
            messages.success(
                request, _("Sealed. It is destroyed when the table goes on to the next item.")
            )
            return redirect("discussions:names", found.reference)
    return _page(request, found, form)


@seat_view(*SPEAKS_FOR_AGENCY)
@not_kept
@sensitive_variables("opened")
@require_http_methods(FORMS)
def open_sealed(request: SeatedRequest, discussion: str) -> HttpResponse:
    """The names, opened for this one answer, once the opening is in the trail."""
    found = selectors.discussion_for(request.seat, discussion)
    if request.method != "POST":
        return redirect("discussions:names", found.reference)
    try:
        opened = services.open_names(discussion=found, by=request.seat, at=clock.now())
    except Refused as refusal:
        messages.info(request, refusal.message)
        return redirect("discussions:names", found.reference)
    context = {"reference": found.reference, "people": presenters.people(found, opened)}
    return render(request, "discussions/opened.html", context)


@seat_view(*AT_THE_TABLE)
@not_kept
@require_http_methods(FORMS)
def let_in(request: SeatedRequest, discussion: str) -> HttpResponse:
    """Let in the agencies that came to the room after the name was sealed."""
    found = selectors.discussion_for(request.seat, discussion)
    if request.method == "POST":
        try:
            services.let_in(discussion=found, by=request.seat, at=clock.now())
        except AlreadyDone as done:
            messages.info(request, done.message)
        else:
            messages.success(request, _("Let in. They open it once they said that they stay."))
    return redirect("discussions:names", found.reference)


def _page(request: SeatedRequest, found: Discussion, form: NameForm) -> HttpResponse:
    permissions.may_read(request.seat, found)
    page = presenters.sealed_page(found, request.seat, clock.now())
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "discussions/names.html", {"page": page, "form": form}, status=status)
