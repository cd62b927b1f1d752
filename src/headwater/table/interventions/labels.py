"""The words for this room's own codes, in the language of the page. Lists have their own words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .rules import ConsentHow, PlanField, Standing, State, WithoutPolice


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
        PlanField.MUST_NOT_LEARN: _("Who must not learn of it"),
        PlanField.LANGUAGE_AND_CULTURE: _("Language and culture"),
        PlanField.LEAFLET: _("What is left behind"),
    }[PlanField(code)]


def plan_hint(code: str) -> str:
    """What belongs in a part of the plan."""
    return {
        PlanField.WHERE: _("The place and the hour, and where else they feel at ease."),
        PlanField.WHO_GOES: _("The people who go, and who waits nearby. As few as will do."),
        PlanField.APPROACH: _(
            "First words: they are not in trouble, help is there, they may say no."
        ),
        PlanField.SAFETY: _(
            "For the person and for the workers: who else is home, animals, a way out, "
            "whom to call."
        ),
        PlanField.MUST_NOT_LEARN: _(
            "Someone who could harm them if they knew. Who else may answer the door or the phone?"
        ),
        PlanField.LANGUAGE_AND_CULTURE: _(
            "The language they choose; an interpreter who is never a child or a relative; "
            "what they asked for. Ask, do not guess."
        ),
        PlanField.LEAFLET: _("The card or leaflet, or why none is safe to leave."),
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
