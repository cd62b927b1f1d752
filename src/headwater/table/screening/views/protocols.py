"""The agency's own questions: read by its people, written and published by its lead."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from headwater.core import clock
from headwater.core.errors import ChangedMeanwhile, Refused
from headwater.core.permissions import ask
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import Role
from headwater.network.selectors import public_names

from .. import permissions, presenters, selectors, services
from ..forms import ProtocolQuestionForm, PublishForm
from ..models import Protocol
from ..readiness import lines_for
from .common import FORMS, READERS, sent, show_error


@seat_view(*READERS)
@require_safe
def protocol(request: SeatedRequest) -> HttpResponse:
    """What the agency asks today, what it will ask, and what it asked before."""
    agency, at = selectors.own_agency(request.seat), clock.now()
    today = selectors.today_of(agency, at)
    current = selectors.in_force(agency, today)
    context = {
        "agency": agency,
        "current": presenters.protocol_words(current, at) if current else None,
        "template": presenters.template_words(),
        "versions": [presenters.protocol_words(each, at) for each in selectors.published(agency)],
        "shared": [
            presenters.protocol_words(each, at) for each in selectors.shared_with(request.seat, at)
        ],
        "missing": sum(not line.done for line in lines_for(agency, at)),
        "has_draft": selectors.draft_of(agency) is not None,
        "may_write": ask(permissions.may_write_protocol, request.seat, agency),
    }
    return render(request, "screening/protocol.html", context)


@seat_view(*READERS)
@require_safe
def version(request: SeatedRequest, reference: str) -> HttpResponse:
    """One published version, as its screenings were asked it."""
    found = selectors.version_for(request.seat, reference)
    context = {
        "version": presenters.protocol_words(found, clock.now()),
        "may_write": ask(permissions.may_write_protocol, request.seat, found.agency),
    }
    return render(request, "screening/protocol_version.html", context)


@seat_view(Role.AGENCY_LEAD)
@require_http_methods(FORMS)
def draft(request: SeatedRequest) -> HttpResponse:
    """The version being written; sending this page publishes it."""
    found = selectors.own_draft(request.seat)
    at = clock.now()
    form = PublishForm(
        sent(request),
        initial={
            "starts": selectors.today_of(found.agency, at),
            "retention_days": found.retention_days,
            "revision": found.revision,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.publish(
                protocol=found,
                starts=form.cleaned_data["starts"],
                retention_days=form.cleaned_data["retention_days"],
                revision=form.sent_revision(),
                by=request.seat,
                at=at,
            )
            messages.success(
                request, _("Published. Screenings begun before keep the questions they had.")
            )
            return redirect("screening:protocol")
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, form)
    context = {"draft": presenters.protocol_words(found, at), "form": form}
    return render(request, "screening/protocol_draft.html", context)


@seat_view(Role.AGENCY_LEAD)
@require_http_methods(FORMS)
def question(request: SeatedRequest, code: str = "") -> HttpResponse:
    """Add a question to the version being written, or change one."""
    found = selectors.own_draft(request.seat, code)
    form = ProtocolQuestionForm(
        sent(request),
        initial=ProtocolQuestionForm.initial_of(found, code) | {"revision": found.revision},
        known_names=public_names(found.agency.community),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.save_question(
                protocol=found,
                question=form.texts(),
                must_be=form.cleaned_data["must_be"],
                code=code,
                revision=form.sent_revision(),
                by=request.seat,
                at=clock.now(),
            )
            return redirect("screening:draft")
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, form)
    return render(request, "screening/protocol_question.html", {"form": form, "code": code})


@seat_view(Role.AGENCY_LEAD)
@require_POST
def change_question(request: SeatedRequest, code: str) -> HttpResponse:
    """Move a question up or down, or remove it: one button each."""
    found = selectors.own_draft(request.seat, code)
    _do(found, code, request.POST.get("do", ""), request)
    return redirect("screening:draft")


def _do(found: Protocol, code: str, deed: str, request: SeatedRequest) -> None:
    at = clock.now()
    if deed == "remove":
        services.remove_question(protocol=found, code=code, by=request.seat, at=at)
    elif deed in {"up", "down"}:
        services.move_question(protocol=found, code=code, up=deed == "up", by=request.seat, at=at)


@seat_view(Role.AGENCY_LEAD)
@require_safe
def preview(request: SeatedRequest) -> HttpResponse:
    """The version being written as workers will see it, in both languages."""
    found = selectors.own_draft(request.seat)
    context = {"draft": presenters.protocol_words(found, clock.now())}
    return render(request, "screening/protocol_preview.html", context)


@seat_view(Role.AGENCY_LEAD)
@require_POST
def discard(request: SeatedRequest) -> HttpResponse:
    """Throw the version being written away."""
    found = selectors.own_draft(request.seat)
    services.discard_draft(protocol=found, by=request.seat, at=clock.now())
    messages.success(request, _("The draft is gone. What is published stays."))
    return redirect("screening:protocol")
