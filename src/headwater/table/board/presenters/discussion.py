"""The page of one discussion: the path on top, the record, and what its state asks of this seat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.network.models import Seat
from headwater.network.rules import Role
from headwater.table.discussions import codes
from headwater.table.discussions import permissions as rules
from headwater.table.discussions import presenters as words
from headwater.table.discussions import selectors as sights
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import (
    ACCEPTED,
    AT_FILTER_THREE,
    CORRECTABLE,
    Sight,
    State,
    Verb,
)
from headwater.table.interventions import selectors as interventions
from headwater.table.interventions.selectors import Clock
from headwater.table.meetings import selectors as meetings

from .. import selectors
from ..rules import ASKS
from .listing import state_tone
from .words import name


@dataclass(frozen=True)
class Offer:
    """A deed this seat may do or is told why not. Refused, the button stays and says the reason."""

    label: str
    url: str
    may: Permission
    variant: str = ""


@dataclass(frozen=True)
class DiscussionPage:
    """Everything the page shows. `record` is None where the seat sees no more than the state."""

    reference: str
    revision: int
    sentence: str
    state: str
    tone: str
    banks: list[words.Bank]
    record: words.Record | None
    closed_to: str
    asks: str
    offers: list[Offer]
    response_url: str
    note_url: str
    clock: Clock | None
    zone: str
    fields: list[tuple[str, str]]


def discussion_page(discussion: Discussion, seat: Seat, at: datetime) -> DiscussionPage:
    """The page for this seat; how much of the record it shows is `sight`'s to say."""
    sees = sights.sight(seat, discussion) == Sight.RECORD
    response = selectors.response_behind(seat, discussion)
    corrects = ask(rules.may_correct, seat, discussion) and discussion.state in ACCEPTED
    return DiscussionPage(
        reference=discussion.reference,
        revision=discussion.revision,
        sentence=words.sentence(discussion) if sees else words.state_sentence(discussion),
        state=words.state_label(discussion.state),
        tone=state_tone(discussion.state),
        banks=words.path(discussion, seat),
        record=words.record(discussion, seat) if sees else None,
        closed_to=ask(rules.may_read, seat, discussion).reason,
        asks=_asks(discussion, seat, sees=sees),
        offers=_offers(discussion, seat),
        response_url=reverse("interventions:response", args=[response.reference])
        if response
        else "",
        note_url=_note_url(discussion, seat),
        clock=interventions.clock_of(discussion, at) if sees else None,
        zone=discussion.table.time_zone,
        fields=correctable(discussion) if corrects else [],
    )


def correctable(discussion: Discussion) -> list[tuple[str, str]]:
    """The fields of an accepted record that can be put right now, in words."""
    known = {
        "type": _("Who or what it is about"),
        "age_group": _("Age group"),
        "sex": _("Sex or gender"),
        "factors": _("Risk factors"),
        "protective": _("Protective factors"),
        "flags": _("Flags"),
        "conclusion": _("Conclusion"),
    }
    left_out = set()
    if discussion.type != codes.PERSON:
        left_out |= {"age_group", "sex"}
    if discussion.state != State.CONCLUDED:
        left_out.add("conclusion")
    return [pair for pair in known.items() if pair[0] in CORRECTABLE - left_out]


def _asks(discussion: Discussion, seat: Seat, *, sees: bool) -> str:
    """One sentence: who does what next."""
    chair = seat.has_role(Role.CHAIR)
    lead = discussion.lead_agency
    leads = lead is not None and lead.pk == seat.agency_id
    state = State(discussion.state)
    if state in AT_FILTER_THREE:
        return _at_filter_three(discussion, seat, chair=chair)
    if state == State.AT_FILTER_FOUR:
        if leads:
            return _("Your agency leads. Plan together, reach the people, then report back.")
        if sees and lead is not None:
            return _("%(lead)s leads and reports back to the table.") % {"lead": name(lead)}
        return _("The lead and assisting agencies are at work. Your agency has no part in it.")
    return {
        State.BROUGHT: _("Wait for the meeting. The table takes it up there."),
        State.AT_FILTER_TWO: _("The table decides whether the risk is acutely elevated."),
        State.DECISION_PROPOSED: _("The chair reads the decision back and confirms it."),
        State.REJECTED: _(
            "Nothing. The agency that brought it has its own screening, and may bring it again."
        ),
        State.REPORTED_BACK: _("The table concludes it at a meeting."),
        State.CONCLUDED: _("Nothing more. If the risk comes back, it can be taken up again."),
    }[state]


def _at_filter_three(discussion: Discussion, seat: Seat, *, chair: bool) -> str:
    if chair:
        return _("Hear from each agency, then choose who leads and who assists.")
    if sights.has_left(seat, discussion):
        return _("Your agency said that it is not needed, so nothing is asked of it.")
    return _("Say whether your agency is involved, can help, or is not needed.")


_RULES: dict[Verb, Callable[[Seat, Discussion], None]] = {
    Verb.START_FILTER_TWO: rules.may_run,
    Verb.PROPOSE: rules.may_run,
    Verb.CONFIRM_ACCEPTED: rules.may_run,
    Verb.REPORT_BACK: rules.may_report_back,
    Verb.CONCLUDE: rules.may_run,
}


def _offers(discussion: Discussion, seat: Seat) -> list[Offer]:
    """What the state asks, as a button to the board; what the chair may do beside it."""
    found = []
    verb = ASKS[State(discussion.state)]
    board = _on_the_board(discussion)
    if verb == Verb.ANSWER:
        found.append(Offer(_("Answer at the table"), board, _may_answer(discussion, seat)))
    elif verb is not None:
        may = ask(_RULES[verb], seat, discussion)
        label = _("Read it back and confirm") if verb == Verb.CONFIRM_ACCEPTED else ""
        # What only the chair ever does is not held up to others as something they may not.
        if may or seat.has_role(Role.CHAIR):
            found.append(Offer(label or words.verb_label(verb), board, may))
    if discussion.state == State.BROUGHT and ask(rules.may_keep_out, seat, discussion):
        url = reverse("board:keep_out", args=[discussion.reference])
        found.append(Offer(_("Keep someone out of it"), url, Permission(True), "secondary"))
    if discussion.state == State.CONCLUDED:
        url = reverse("board:reopen", args=[discussion.reference])
        may = ask(rules.may_correct, seat, discussion)
        if may:
            found.append(Offer(words.verb_label(Verb.REOPEN), url, may, "secondary"))
    return found


def _may_answer(discussion: Discussion, seat: Seat) -> Permission:
    if seat.agency is None:
        return ask(rules.may_run, seat, discussion)
    return ask(rules.may_speak_for, seat, discussion, seat.agency)


def _on_the_board(discussion: Discussion) -> str:
    """The open meeting's board, where it is on an agenda there; else the list of meetings."""
    sitting = meetings.sitting_on(discussion.reference)
    if sitting is None:
        return reverse("board:meetings")
    return reverse("board:meeting", args=[sitting.reference])


def _note_url(discussion: Discussion, seat: Seat) -> str:
    """The note for an agency's own file, where this agency disclosed something or takes part."""
    reference = selectors.response_to_note_of(seat, discussion)
    return reverse("interventions:note", args=[reference]) if reference else ""
