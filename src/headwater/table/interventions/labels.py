"""The words for this room's own codes, in the language of the page. Lists have their own words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .rules import (
    ActiveOffer,
    ConsentHow,
    Culture,
    DebriefReason,
    Interpreter,
    Language,
    Outcome,
    PlanField,
    Safe,
    Standing,
    State,
    Weekend,
    WithoutPolice,
)


def state(code: str) -> str:
    """Where a response stands."""
    return {
        State.OPEN: pgettext("response", "Open"),
        State.REPORTED: pgettext("response", "Reported back"),
        State.CLOSED: pgettext("response", "Closed"),
    }[State(code)]


def plan_field(code: str) -> str:
    """The name of a part of the plan."""
    return {
        PlanField.WHERE: _("Where to reach them"),
        PlanField.WHO_GOES: _("Who goes"),
        PlanField.APPROACH: _("How to begin"),
        PlanField.SAFETY: _("Safety"),
        PlanField.WHO_ELSE_ANSWERS: _("Who else may answer"),
        PlanField.MUST_NOT_LEARN: _("Who must not learn of it"),
        PlanField.LANGUAGE_AND_CULTURE: _("Language and culture"),
        PlanField.LEAFLET: _("What is left behind"),
        PlanField.OWN_WORDS: _("In their own words"),
    }[PlanField(code)]


def plan_hint(code: str) -> str:
    """What belongs in a part of the plan."""
    return {
        PlanField.WHERE: _("The place and the hour, and where else they feel at ease."),
        PlanField.WHO_GOES: _(
            "The people who go and why, and who waits nearby. As few as will do."
        ),
        PlanField.APPROACH: _(
            "First words: they are not in trouble, help is there, they may say no."
        ),
        PlanField.SAFETY: _(
            "For the person and for the workers: who else is home, animals, a way out, "
            "whom to call."
        ),
        PlanField.WHO_ELSE_ANSWERS: _(
            "At the door, or on the phone. What is said to them, and what is not."
        ),
        PlanField.MUST_NOT_LEARN: _("Someone who could harm them if they knew."),
        PlanField.LANGUAGE_AND_CULTURE: _(
            "The language they choose; an interpreter who is never a child or a relative; "
            "what they asked for. Ask, do not guess."
        ),
        PlanField.LEAFLET: _("The card or leaflet, or why none is safe to leave."),
        PlanField.OWN_WORDS: _("What they want, as they said it. Only if they want it kept."),
    }[PlanField(code)]


def how(code: str) -> str:
    """How an answer was given."""
    return {ConsentHow.SPOKEN: _("spoken"), ConsentHow.WRITTEN: _("in writing")}[ConsentHow(code)]


def without_police(code: str) -> str:
    """Whether the person knows that help comes without police too."""
    return {
        WithoutPolice.NOT_TOLD_YET: _("Not told yet that help comes without police too"),
        WithoutPolice.TOLD: _("Told that help comes without police too"),
        WithoutPolice.ASKED_WITHOUT: _("Asked for help without police"),
    }[WithoutPolice(code)]


def standing(code: str) -> str:
    """What the table is told."""
    return {
        Standing.CAN_CLOSE: _("The response is done: the discussion can be closed"),
        Standing.RISK_REMAINS: _("The risk remains"),
        Standing.MORE_TIME: _("We need more time"),
    }[Standing(code)]


def safe(code: str) -> str:
    """Whether a card or a message is safe."""
    return {
        Safe.YES: pgettext("is it safe", "Safe"),
        Safe.NO: pgettext("is it safe", "Not safe: leave none"),
        Safe.NOT_KNOWN: pgettext("is it safe", "Not known: leave none"),
    }[Safe(code)]


def visit_language(code: str) -> str:
    """The language of the visit."""
    return {
        Language.ENGLISH: _("English"),
        Language.FRENCH: _("French"),
        Language.ANOTHER: _("Another language, named in the sealed plan"),
        Language.NOT_ASKED: pgettext("language", "Not asked yet"),
    }[Language(code)]


def active_offer(code: str) -> str:
    """The offer of service in English and in French."""
    return {
        ActiveOffer.MADE: pgettext("offer", "Made"),
        ActiveOffer.TAKEN: pgettext("offer", "Made and taken"),
        ActiveOffer.NOT_POSSIBLE: pgettext("offer", "Not possible this time"),
    }[ActiveOffer(code)]


def interpreter(code: str) -> str:
    """Who interprets."""
    return {
        Interpreter.NOT_NEEDED: pgettext("interpreter", "None needed"),
        Interpreter.TRAINED: _("A trained interpreter, or a worker who speaks the language"),
        Interpreter.NOT_FOUND: pgettext("interpreter", "None found yet"),
    }[Interpreter(code)]


def culture(code: str) -> str:
    """Whether the person was asked what matters to them."""
    return {
        Culture.NOT_ASKED: _("Not asked yet: nothing is guessed"),
        Culture.ASKED: _("Asked; what they said is in the sealed plan"),
        Culture.WANTED_NOTHING: _("Asked; they want nothing special"),
    }[Culture(code)]


def outcome(code: str) -> str:
    """How a step ended."""
    return {
        Outcome.DONE: pgettext("step", "Done"),
        Outcome.NOT_POSSIBLE: pgettext("step", "Not possible"),
        Outcome.NOT_DONE: pgettext("step", "Not done"),
    }[Outcome(code)]


def weekend(code: str) -> str:
    """What a table’s clocks do at night and at the weekend."""
    return {
        Weekend.RUNS: _("Real hours run, day and night, also at the weekend"),
        Weekend.ON_CALL: _("Real hours run, and an agency is on call at night and at the weekend"),
        Weekend.WAITS: _("What is not urgent and falls due at the weekend waits until Monday noon"),
    }[Weekend(code)]


def debrief(code: str) -> str:
    """Why a debrief is offered."""
    return {
        DebriefReason.AFTER_A_DEATH: _("After a death"),
        DebriefReason.HARD_DOOR: _("After a hard door"),
    }[DebriefReason(code)]


def within(hours: int) -> str:
    """A term in words: in hours up to three days, then in days."""
    if hours <= 72:
        return ngettext("Within %(n)d hour", "Within %(n)d hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("Within %(n)d day", "Within %(n)d days", days) % {"n": days}
