"""The discussions of a seat: the list, the page of one, taking it up again, putting it right."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.core.errors import NotFoundHere
from headwater.network.access import SeatedRequest
from headwater.network.rules import Role
from headwater.table.actions.presenters import beside
from headwater.table.discussions import permissions as rules
from headwater.table.discussions import selectors as discussions_of
from headwater.table.discussions import services as discussions
from headwater.table.discussions.rules import State
from headwater.table.meetings import selectors as meetings

from .. import presenters, services
from ..forms import CorrectionForm, KeepOutForm, ReopenForm
from ..rules import PER_PAGE
from .common import CONFLICT, FORMS, Outcome, at_the_table, attempt, tell_duty


@at_the_table()
def index(request: SeatedRequest) -> HttpResponse:
    """Those of the seat's agency, or on demand all of its table: there only where each stands."""
    seat = request.seat
    everything = seat.has_role(Role.CHAIR) or request.GET.get("all") == "1"
    found = discussions_of.for_seat(seat) if everything else discussions_of.mine(seat)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": presenters.discussion_rows(page.object_list, seat),
        "everything": everything,
        "chair": seat.has_role(Role.CHAIR),
    }
    return render(request, "board/discussions.html", context)


@at_the_table()
def discussion(request: SeatedRequest, discussion: str) -> HttpResponse:
    """One discussion: the path, the record, what its state asks of this seat."""
    found, at = discussions_of.discussion_for(request.seat, discussion), clock.now()
    context = {
        "page": presenters.discussion_page(found, request.seat, at),
        "actions": beside(found, request.seat, at),
        "now": at,
    }
    return render(request, "board/discussion.html", context)


@at_the_table(*FORMS)
def keep_out(request: SeatedRequest, discussion: str) -> HttpResponse:
    """The agency that brought it keeps someone out, until the table takes it up."""
    found, at = discussions_of.discussion_for(request.seat, discussion), clock.now()
    rules.may_keep_out(request.seat, found)
    if found.state != State.BROUGHT:
        messages.info(request, _("The table has taken this up. Here is where it stands."))
        return redirect("board:discussion", found.reference)
    seats = meetings.others_at(request.seat, at)
    out = [each.reference for each in seats if meetings.is_kept_out(found.reference, each)]
    form = KeepOutForm(request.POST or None, seats=seats, initial={"keep_out": out})
    if request.method == "POST" and form.is_valid():
        outcome = attempt(
            request,
            lambda: discussions.keep_out(
                discussion=found, seats=form.chosen(), by=request.seat, at=at
            ),
            form=form,
            said=_("Saved. For those kept out it does not exist; nobody else sees that."),
        )
        if outcome.done:
            return redirect("board:discussion", found.reference)
    context = {"form": form, "page": presenters.discussion_page(found, request.seat, at)}
    status = Outcome(done=False).status if form.errors else 200
    return render(request, "board/keep_out.html", context, status=status)


@at_the_table(*FORMS)
def reopen(request: SeatedRequest, discussion: str) -> HttpResponse:
    """Take a concluded discussion up again."""
    found, at = discussions_of.discussion_for(request.seat, discussion), clock.now()
    rules.may_correct(request.seat, found)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: discussions.reopen(
                discussion=found, reason=form.chosen(), by=request.seat, at=at
            ),
            form=form,
            said=_("Taken up again. Put it on the next agenda; what was destroyed stays gone."),
        )
        if outcome.done:
            return redirect("board:discussion", found.reference)
    context = {"form": form, "page": presenters.discussion_page(found, request.seat, at)}
    status = Outcome(done=False).status if form.errors else 200
    return render(request, "board/reopen.html", context, status=status)


@at_the_table(*FORMS)
def correct(request: SeatedRequest, discussion: str, field: str) -> HttpResponse:
    """Put one field of an accepted record right, with a reason."""
    found, at = discussions_of.discussion_for(request.seat, discussion), clock.now()
    rules.may_correct(request.seat, found)
    page = presenters.discussion_page(found, request.seat, at)
    label = dict(page.fields).get(field)
    if label is None:
        raise NotFoundHere
    form = CorrectionForm(request.POST or None, discussion=found, field=field)
    outcome = None
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: tell_duty(
                request,
                services.correct(discussion=found, by=request.seat, at=at, **form.correction()),
            ),
            form=form,
            said=_("Put right, with its date and reason."),
        )
        if outcome.done:
            return redirect("board:discussion", found.reference)
    changed = outcome.changed if outcome else ""
    status = CONFLICT if changed else Outcome(done=False).status if form.errors else 200
    context = {"form": form, "page": page, "label": label, "changed": changed}
    if changed:
        context["page"] = presenters.discussion_page(
            discussions_of.discussion_for(request.seat, discussion), request.seat, at
        )
    return render(request, "board/correct.html", context, status=status)
