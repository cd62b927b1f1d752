"""One item of the agenda, from taking it up to its conclusion.

A form opens in place: its address shows the whole board with the form in the current item. What
cannot be taken comes back with the form as it was; what was done before leads to the board.
"""

from __future__ import annotations

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.network.access import SeatedRequest
from headwater.network.models import Agency
from headwater.network.rules import FilterThree
from headwater.table.discussions import permissions as rules
from headwater.table.discussions import presenters as words
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Answer
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as sittings
from headwater.table.meetings.models import AgendaItem
from headwater.table.meetings.rules import ItemState
from headwater.table.screening import lists
from headwater.table.screening import selectors as screened

from .. import presenters, selectors, services
from ..forms import AgenciesForm, AnswersForm, BasisForm, ConclusionForm, DecisionForm, FactsForm
from ..forms.shared import language
from ..rules import DOES, FOLLOW_EVERY, Task
from .common import (
    FORMS,
    Outcome,
    at_the_table,
    attempt,
    draw_board,
    keys,
    simple,
    tell_duty,
    to_board,
)


@at_the_table()
def item(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """The board, from the address of one of its items."""
    return draw_board(request, selectors.item_of(request.seat, meeting, item).meeting)


# --- Deeds of one button -------------------------------------------------------------------------


@at_the_table(*FORMS)
def take_up(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """Take an item up out of turn; a new situation comes before the whole table with it."""
    found = selectors.item_of(request.seat, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: services.take_up(item=found, by=request.seat, at=clock.now()),
    )


@at_the_table(*FORMS)
def move(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """Move an item one place up or down."""
    found = selectors.item_of(request.seat, meeting, item)
    to = request.POST.get("to", "")
    if request.method != "POST" or to not in ("up", "down"):
        return to_board(meeting)
    place = selectors.place_beside(request.seat, found, to) or found.position
    attempt(
        request,
        lambda: sittings.move_item(item=found, position=place, by=request.seat, at=clock.now()),
    )
    # Back on the button that was used, so that the next press of Enter moves it on.
    further = selectors.place_beside(request.seat, _fresh(request, found), to)
    button = {"up": "up", "down": "down"} if further else {"up": "down", "down": "up"}
    board = reverse("board:meeting", args=[meeting])
    return redirect(f"{board}#{button[to]}-{found.reference}")


@at_the_table(*FORMS)
def park(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """Put an item off."""
    found = selectors.item_of(request.seat, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: sittings.park_item(item=found, by=request.seat, at=clock.now()),
        said=_("Put off. It comes back at the next meeting, or take it up again here."),
    )


@at_the_table(*FORMS)
def step_out(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """“I recognise this”: from here on it does not exist for this person."""
    found = selectors.item_of(request.seat, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: sittings.recuse(subject=found.subject, by=request.seat, at=clock.now()),
        said=_("You stepped out. Nothing of it is shown to you any more."),
    )


@at_the_table(*FORMS)
def start(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """Bring an item that is open before the whole table."""
    found, discussion = _found(request, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: discussions.start_filter_two(
            discussion=discussion, by=request.seat, at=clock.now()
        ),
    )


@at_the_table(*FORMS)
def confirm(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """Confirm what was read back."""
    found, _discussion = _found(request, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    outcome = attempt(
        request,
        lambda: messages.success(
            request,
            _confirmed(
                services.confirm(
                    item=found, revision=_revision(request), by=request.seat, at=clock.now()
                )
            ),
        ),
    )
    if outcome.changed:
        return draw_board(request, found.meeting, outcome=outcome)
    return to_board(meeting)


def _confirmed(result: services.Confirmed) -> str:
    if result.accepted:
        return _("Accepted. Filter three is open.")
    if result.following is None:
        return _("Not accepted; what was said of it is gone. Nothing more waits on this agenda.")
    return _("Not accepted; what was said of it is gone. The next item is open.")


@at_the_table(*FORMS)
def take_back(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """Take a proposed decision back."""
    found, discussion = _found(request, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: discussions.withdraw_proposal(
            discussion=discussion,
            revision=_revision(request),
            by=request.seat,
            at=clock.now(),
        ),
        said=_("Taken back. Nothing was decided."),
    )


@at_the_table(*FORMS)
def answer(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """One's own agency is involved, can help, or is not needed."""
    found, discussion = _found(request, meeting, item)
    said, agency = request.POST.get("answer", ""), request.seat.agency
    if request.method != "POST" or agency is None or said not in set(Answer):
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: discussions.answer(
            discussion=discussion,
            agency=agency,
            answer=Answer(said),
            by=request.seat,
            at=clock.now(),
        ),
        said=_("Your agency has left this one.")
        if said == Answer.NOT_NEEDED
        else _("Your agency’s answer is recorded."),
    )


@at_the_table(*FORMS)
def report(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """The table has heard what it needs."""
    found, discussion = _found(request, meeting, item)
    if request.method != "POST":
        return to_board(meeting)
    return simple(
        request,
        found,
        lambda: discussions.report_back(discussion=discussion, by=request.seat, at=clock.now()),
        said=_("Reported back."),
    )


# --- Forms that open in place --------------------------------------------------------------------


@at_the_table(*FORMS)
def facts(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """The coded facts, put right as the table hears them."""
    found, discussion = _found(request, meeting, item)
    rules.may_record_facts(request.seat, discussion)
    form = FactsForm(
        request.POST or None,
        small_place=discussion.table.small_place,
        initial=FactsForm.initial_of_discussion(discussion),
    )
    outcome = None
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: tell_duty(
                request,
                services.record_facts(
                    discussion=discussion,
                    revision=form.sent_revision() or 0,
                    facts=form.facts(),
                    by=request.seat,
                    at=clock.now(),
                ),
            ),
            form=form,
        )
        if outcome.done:
            return to_board(meeting)
    return _facts_page(request, found, form, outcome)


def _facts_page(
    request: SeatedRequest, found: AgendaItem, form: FactsForm, outcome: Outcome | None
) -> HttpResponse:
    status = outcome.status if outcome else 200
    if form.errors:
        status = Outcome(done=False).status
    fresh = meetings.meeting_for(request.seat, found.meeting.reference)
    held = screened.held_back_at_table(selectors.discussion_of(request.seat, found))
    context = {
        "form": form,
        "groups": {
            field: lists.picker_groups(name, language(), without=held)
            for field, name in lists.LISTS_OF_FACTS.items()
        },
        "board": presenters.board(fresh, request.seat, clock.now(), acting=True),
        "changed": outcome.changed if outcome else "",
        "key": keys(),
        "every": FOLLOW_EVERY,
    }
    return render(request, "board/facts.html", context, status=status)


@at_the_table(*FORMS)
def decision(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """The decision, criterion by criterion, to be read back."""
    found, discussion = _found(request, meeting, item)
    rules.may_run(request.seat, discussion)
    form = DecisionForm(
        request.POST or None,
        discussion=discussion,
        agencies=selectors.agencies_present(found.meeting),
        initial={"revision": discussion.revision},
    )
    outcome = None
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: discussions.propose_decision(
                discussion=discussion, by=request.seat, at=clock.now(), **form.proposal()
            ),
            form=form,
        )
    return _in_place(request, found, Task.DECISION, form, outcome)


@at_the_table(*FORMS)
def basis(request: SeatedRequest, meeting: str, item: str, agency: str) -> HttpResponse:
    """On what basis an agency says a name. The name itself is never written."""
    found, discussion = _found(request, meeting, item)
    speaks = selectors.agency_of(discussion, agency, clock.now())
    rules.may_speak_for(request.seat, discussion, speaks)
    form = BasisForm(
        request.POST or None, agency=speaks, youth=selectors.concerns_youth(discussion)
    )
    outcome = None
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: discussions.record_disclosure(
                discussion=discussion,
                agency=speaks,
                by=request.seat,
                at=clock.now(),
                **form.cleaned_data,
            ),
            form=form,
            said=_("The basis is recorded. Now seal the name on its own page.")
            if discussion.table.filter_three == FilterThree.SEALED
            else _("The basis is recorded. The name may be said; it is written nowhere."),
        )
    return _in_place(request, found, Task.BASIS, form, outcome)


@at_the_table(*FORMS)
def answers(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """The chair enters what the agencies in the room answered aloud."""
    found, discussion = _found(request, meeting, item)
    rules.may_run(request.seat, discussion)
    form = AnswersForm(
        request.POST or None,
        agencies=selectors.agencies_present(found.meeting),
        said=selectors.answers_to(discussion),
    )
    outcome = None
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: services.answer_for(
                discussion=discussion, answers=form.answers(), by=request.seat, at=clock.now()
            ),
            form=form,
        )
    return _in_place(request, found, Task.ANSWERS, form, outcome)


@at_the_table(*FORMS)
def agencies(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """Who leads and who assists; their response begins with its clock."""
    found, discussion = _found(request, meeting, item)
    rules.may_run(request.seat, discussion)
    form = _agencies_form(request, discussion)
    outcome = None
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: services.choose(
                discussion=discussion, by=request.seat, at=clock.now(), **form.chosen()
            ),
            form=form,
            said=_("Filter four is open. The clock of the first contact runs."),
        )
    return _in_place(request, found, Task.AGENCIES, form, outcome)


def _agencies_form(request: SeatedRequest, discussion: Discussion) -> AgenciesForm:
    """The agencies that did not leave; those that can help first, each with its answer."""
    said = selectors.answers_to(discussion)
    offered: list[Agency] = [
        agency
        for agency in selectors.agencies_of(discussion, clock.now())
        if said.get(agency.pk) != Answer.NOT_NEEDED
    ]
    offered.sort(key=lambda agency: (agency.pk not in said, agency.name(language())))
    spoken = {
        agency.reference: words.answer_label(said[agency.pk])
        for agency in offered
        if agency.pk in said
    }
    return AgenciesForm(
        request.POST or None, agencies=offered, answers=spoken, discussion=discussion
    )


@at_the_table(*FORMS)
def conclusion(request: SeatedRequest, meeting: str, item: str) -> HttpResponse:
    """How it ended."""
    found, discussion = _found(request, meeting, item)
    rules.may_run(request.seat, discussion)
    form = ConclusionForm(request.POST or None)
    outcome = None
    if form.is_valid():
        outcome = attempt(
            request,
            lambda: services.conclude(
                discussion=discussion,
                conclusion=form.cleaned_data["conclusion"],
                by=request.seat,
                at=clock.now(),
            ),
            form=form,
            said=_("Concluded. What is sealed has its day of destruction."),
        )
    return _in_place(request, found, Task.CONCLUSION, form, outcome)


# --- Parts ---------------------------------------------------------------------------------------


def _found(request: SeatedRequest, meeting: str, item: str) -> tuple[AgendaItem, Discussion]:
    """The item and its discussion, for a seat that may see them."""
    found = selectors.item_of(request.seat, meeting, item)
    return found, selectors.discussion_of(request.seat, found)


def _revision(request: SeatedRequest) -> int:
    """The revision a button was drawn on; 0, which never matches, where none was sent."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() else 0


def _in_place(
    request: SeatedRequest,
    found: AgendaItem,
    task: Task,
    form: django_forms.Form,
    outcome: Outcome | None,
) -> HttpResponse:
    """The board with this form open; or the plain board once it was taken, or cannot be."""
    if outcome is not None and outcome.done:
        return to_board(found.meeting)
    discussion = selectors.discussion_of(request.seat, _fresh(request, found))
    possible = presenters.allows(discussion, DOES[task])
    if request.method != "POST" and (not possible or found.state != ItemState.OPEN):
        messages.info(request, _("This has moved on. Here is where it stands."))
        return to_board(found.meeting)
    if form.errors:
        outcome = Outcome(done=False)
    fresh = meetings.meeting_for(request.seat, found.meeting.reference)
    return draw_board(
        request,
        fresh,
        task=task,
        form=form,
        outcome=outcome,
        possible=possible,
        revision=discussion.revision,
        all_met=DecisionForm.all_met(),
    )


def _fresh(request: SeatedRequest, found: AgendaItem) -> AgendaItem:
    """The item as it is now: a stripped discussion gave it a fresh reference."""
    return meetings.item_for(request.seat, found.reference)
