"""The pages of a screening: for the people of one agency who screen, and kept by no cache."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from headwater.core import clock
from headwater.core.errors import AlreadyDone, ChangedMeanwhile, Refused
from headwater.network.access import SeatedRequest
from headwater.table.meetings.presenters import seat_words
from headwater.table.meetings.selectors import others_at

from .. import lists, presenters, selectors, services, youth
from ..forms import FactsForm, KeepForm, NoteForm, QuestionsForm, ReferForm, ReviewForm
from ..models import Screening
from ..rules import Danger, State, Step, next_step
from ..wording import language
from .common import FORMS, onward, page, screens, sent, show_error


@screens
@require_safe
def index(request: SeatedRequest) -> HttpResponse:
    """The agency's own screenings: what waits, what is with the table, what is set aside."""
    found = presenters.index(list(selectors.screenings_of(request.seat)), clock.now())
    shown = [presenters.record_words(each) for each in youth.shown_to(request.seat, clock.now())]
    return render(request, "screening/index.html", {"groups": found, "shown": shown})


@screens
@require_safe
def screening(request: SeatedRequest, reference: str) -> HttpResponse:
    """One screening: where it stands, what stands in the way, what may be done."""
    found = selectors.screening_for(request.seat, reference)
    context = presenters.overview(found, request.seat, clock.now())
    return page(request, "screening", found, context)


@screens
@require_http_methods(FORMS)
def act_now(request: SeatedRequest, reference: str) -> HttpResponse:
    """Someone is in danger now: what to do, and the way on once help was called."""
    found = selectors.screening_for(request.seat, reference)
    if request.method == "POST":
        found = services.answer_danger_and_duty(
            screening=found,
            danger=Danger.HELP_CALLED,
            young=found.subject_ages,
            duties={},
            by=request.seat,
            at=clock.now(),
        )
        return onward(found)
    return page(request, "act_now", found, {"danger_now": presenters.danger_now(found)})


@screens
@require_http_methods(FORMS)
def questions(request: SeatedRequest, reference: str) -> HttpResponse:
    """The agency's own questions."""
    found = selectors.screening_for(request.seat, reference)
    form = QuestionsForm(
        sent(request),
        protocol=found.protocol,
        initial=QuestionsForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = services.answer_protocol(
                screening=found,
                answers=form.answers(),
                revision=form.sent_revision(),
                by=request.seat,
                at=clock.now(),
            )
            return onward(found)
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, form)
    context = {
        "form": form,
        "step": presenters.stepper(Step.QUESTIONS),
        "protocol": presenters.protocol_words(found.protocol, clock.now()),
    }
    return page(request, "questions", found, context)


@screens
@require_http_methods(FORMS)
def facts(request: SeatedRequest, reference: str) -> HttpResponse:
    """The coded facts."""
    found = selectors.screening_for(request.seat, reference)
    table = request.seat.table
    form = FactsForm(
        sent(request),
        small_place=bool(table and table.small_place),
        initial=FactsForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = services.record_facts(
                screening=found,
                facts=form.facts(),
                revision=form.sent_revision(),
                by=request.seat,
                at=clock.now(),
            )
            return onward(found)
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, form)
    held = lists.held_back(selectors.facts_of(found))
    groups = {
        field: lists.picker_groups(name, language(), without=held)
        for field, name in lists.LISTS_OF_FACTS.items()
    }
    context = {
        "form": form,
        "groups": groups,
        "held_back": bool(held),
        "step": presenters.stepper(Step.FACTS),
        "more_open": bool(found.protective or found.flags or form.errors),
    }
    return page(request, "facts", found, context)


@screens
@require_http_methods(FORMS)
def note(request: SeatedRequest, reference: str) -> HttpResponse:
    """The agency's file number and note: what is sealed, without its text, and a form to add."""
    found = selectors.screening_for(request.seat, reference)
    form = NoteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.seal_note(screening=found, texts=form.texts(), by=request.seat, at=clock.now())
            messages.success(request, _("It is sealed. Only your agency can open it."))
            return redirect("screening:note", found.reference)
        except Refused as error:
            show_error(error, form)
    sealed = presenters.sealed_words(selectors.sealed_heads(found), found)
    return page(request, "note", found, {"form": form, "sealed": sealed})


@screens
@require_POST
def open_note(request: SeatedRequest, reference: str) -> HttpResponse:
    """Show the sealed texts; the vault has recorded it before the page is made."""
    found = selectors.screening_for(request.seat, reference)
    opened = services.open_note(screening=found, by=request.seat, at=clock.now())
    context = {
        "form": NoteForm(),
        "sealed": presenters.sealed_words(selectors.sealed_heads(found), found),
        "opened": presenters.opened_words(opened, found),
    }
    return page(request, "note", found, context)


@screens
@require_http_methods(FORMS)
def keep(request: SeatedRequest, reference: str) -> HttpResponse:
    """Keep the situation with the agency."""
    found = selectors.screening_for(request.seat, reference)
    form = KeepForm(sent(request), initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        try:
            services.keep(
                screening=found,
                outcomes=form.cleaned_data["outcomes"],
                revision=form.sent_revision(),
                by=request.seat,
                at=clock.now(),
            )
            messages.success(request, _("Kept with your agency. Nothing went to the table."))
            return redirect("screening:index")
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, form)
    return _aside_page(request, "keep", found, form)


@screens
@require_http_methods(FORMS)
def refer(request: SeatedRequest, reference: str) -> HttpResponse:
    """Record that the agency referred the person elsewhere."""
    found = selectors.screening_for(request.seat, reference)
    form = ReferForm(sent(request), initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        try:
            services.refer(
                screening=found,
                referred_to=form.cleaned_data["referred_to"],
                revision=form.sent_revision(),
                by=request.seat,
                at=clock.now(),
            )
            messages.success(request, _("Recorded. Nothing went to the table."))
            return redirect("screening:index")
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, form)
    return _aside_page(request, "refer", found, form)


def _aside_page(
    request: SeatedRequest, template: str, found: Screening, form: forms.Form
) -> HttpResponse:
    standing = selectors.standing_of(found)
    allowed = presenters.may_set_aside(request.seat, found, standing)
    return page(request, template, found, {"form": form, "allowed": allowed})


@screens
@require_POST
def take_up_again(request: SeatedRequest, reference: str) -> HttpResponse:
    """Open again what was kept or referred."""
    found = selectors.screening_for(request.seat, reference)
    found = services.take_up_again(screening=found, by=request.seat, at=clock.now())
    messages.success(request, _("The screening is open again."))
    return redirect("screening:screening", found.reference)


@screens
@require_http_methods(FORMS)
def review(request: SeatedRequest, reference: str) -> HttpResponse:
    """Exactly what will cross to the table, then, once confirmed, the crossing itself."""
    found, seat, at = selectors.screening_for(request.seat, reference), request.seat, clock.now()
    ahead, others = selectors.meetings_ahead(seat, at), others_at(seat, at)
    form = ReviewForm(
        sent(request),
        meetings=presenters.meeting_words(ahead),
        others={other.reference: seat_words(other) for other in others},
        initial={"revision": found.revision},
    )
    if request.method == "POST":
        try:
            if form.is_valid():
                services.bring_forward(
                    screening=found,
                    table=selectors.own_table(seat),
                    meeting=form.chosen(ahead),
                    revision=form.sent_revision(),
                    keep_out=form.kept_out(others),
                    by=seat,
                    at=at,
                )
                messages.success(request, _("The coded facts are with the table."))
                return redirect("screening:screening", found.reference)
        except AlreadyDone as done:
            messages.warning(request, done.message)
            return redirect("screening:screening", found.reference)
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, form)
    standing = selectors.standing_of(found)
    context = {
        "form": form,
        "step": presenters.stepper(Step.REVIEW),
        "rows": presenters.crossing(found),
        "lists": presenters.crossing_lists(found),
        "table": seat.table,
        "allowed": presenters.may_bring(seat, found, standing, at),
        "fix_url": presenters.step_url(found, next_step(standing.blocks)),
        "again": found.state == State.RETURNED,
    }
    return page(request, "review", found, context)
