"""The words for codes, states, answers and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.rules import DecisionMode
from headwater.vocabulary import registry

from ..rules import Answer, Decision, ReopenReason, Stance, State, Verb


def language() -> str:
    """The language in force, as the vocabulary takes it."""
    return get_language() or "en"


@dataclass(frozen=True)
class Label:
    """A code in words. `full` has its heading before it; `drafted` asks for the mark."""

    code: str
    text: str
    full: str
    heading: str = ""
    drafted: bool = False


def marked(list_name: str, code: str) -> Label:
    """A code of any version ever in force, newest first; an unknown code stands for itself."""
    for found in reversed(registry.versions(list_name)):
        entry = found.get(code)
        if entry is not None:
            spoken = language()
            return Label(
                code,
                entry.label(spoken),
                entry.full_label(spoken),
                entry.group.label(spoken) if entry.group else "",
                entry.drafted_in(spoken),
            )
    return Label(code, code, code)


def marked_all(list_name: str, codes: Iterable[str]) -> list[Label]:
    """Several codes in words, in the order of the list in force, unknown ones last."""
    place = registry.current(list_name).positions
    ordered = sorted(codes, key=lambda code: (place.get(code, len(place)), code))
    return [marked(list_name, code) for code in ordered]


def label(list_name: str, code: str) -> str:
    """The words for one code."""
    return marked(list_name, code).text


def choices(list_name: str, codes: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Code and words for a form: the whole list in force, or only these codes of it."""
    offered = registry.current(list_name).choices(language())
    wanted = None if codes is None else set(codes)
    return [pair for pair in offered if wanted is None or pair[0] in wanted]


def state_label(state: str) -> str:
    """Where a discussion stands, in a few words."""
    return {
        State.BROUGHT: _("Waiting for the table"),
        State.AT_FILTER_TWO: _("At filter two"),
        State.DECISION_PROPOSED: _("Decision to be confirmed"),
        State.REJECTED: _("Not accepted"),
        State.AT_FILTER_THREE: _("At filter three"),
        State.AT_FILTER_FOUR: _("At filter four"),
        State.REPORTED_BACK: _("Reported back"),
        State.CONCLUDED: _("Concluded"),
        State.REOPENED: _("Taken up again"),
    }[State(state)]


def verb_label(verb: str) -> str:
    """What a button says that does this."""
    return {
        Verb.START_FILTER_TWO: _("Start filter two"),
        Verb.RECORD_FACTS: _("Record the facts"),
        Verb.PROPOSE: _("Read the decision back"),
        Verb.WITHDRAW: _("Take it back"),
        Verb.CONFIRM_ACCEPTED: _("Confirm: accepted"),
        Verb.CONFIRM_REJECTED: _("Confirm: not accepted"),
        Verb.DISCLOSE: _("Record the basis"),
        Verb.ANSWER: _("Answer"),
        Verb.CHOOSE_AGENCIES: _("Choose the agencies"),
        Verb.REPORT_BACK: _("Report back"),
        Verb.CONCLUDE: _("Conclude"),
        Verb.REOPEN: _("Take it up again"),
        Verb.CORRECT: _("Put it right"),
    }[Verb(verb)]


def answer_label(answer: str) -> str:
    """What an agency answered at filter three."""
    return {
        Answer.INVOLVED: _("Involved already"),
        Answer.CAN_HELP: _("Can help"),
        Answer.NOT_NEEDED: _("Not needed"),
    }[Answer(answer)]


def decision_label(decision: str) -> str:
    """What the table decided."""
    return {Decision.ACCEPTED: _("Accepted"), Decision.REJECTED: _("Not accepted")}[
        Decision(decision)
    ]


def stance_label(stance: str) -> str:
    """Where an agency stands on the decision."""
    return {
        Stance.FOR: _("Agrees"),
        Stance.AGAINST: _("Against"),
        Stance.ABSTAINS: _("Abstains"),
    }[Stance(stance)]


def mode_label(mode: str) -> str:
    """How the table decides, as it stands in a sentence."""
    return {
        DecisionMode.CONSENSUS: _("by consensus"),
        DecisionMode.VOTE: _("by vote"),
        DecisionMode.POSITIONS: _("by the position of each agency"),
    }[DecisionMode(mode)]


def reopen_choices() -> list[tuple[str, str]]:
    """Why a concluded discussion is taken up again."""
    return [
        (ReopenReason.RISK_RETURNED.value, _("The risk has come back")),
        (ReopenReason.CONCLUDED_BY_MISTAKE.value, _("It was concluded by mistake")),
        (ReopenReason.SOMETHING_LEARNED.value, _("Something was learned since")),
    ]
