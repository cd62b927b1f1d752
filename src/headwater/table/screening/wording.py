"""The words of this room for its own codes, in the language in force. One name for one thing."""

from __future__ import annotations

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .rules import (
    Answer,
    Block,
    Danger,
    Done,
    DutyAnswer,
    NotNeeded,
    SealedField,
    State,
    Step,
    Young,
)


def language() -> str:
    """The language of the page: "en" or "fr"."""
    return (get_language() or "en")[:2]


STATES = {
    State.DRAFT: _("In progress"),
    State.READY: _("Ready to bring"),
    State.KEPT: _("Kept with us"),
    State.REFERRED: _("Referred elsewhere"),
    State.BROUGHT: _("With the table"),
    State.RETURNED: _("Returned by the table"),
}
# Tone of the state's mark; see the component `state_label`.
TONES = {
    State.DRAFT: "now",
    State.READY: "waiting",
    State.KEPT: "closed",
    State.REFERRED: "closed",
    State.BROUGHT: "done",
    State.RETURNED: "attention",
}
STEPS = {
    Step.BEFORE: _("Before anything"),
    Step.QUESTIONS: _("Our own questions"),
    Step.FACTS: _("Coded facts"),
    Step.REVIEW: pgettext_lazy("step", "Review"),
}
NEXT = {
    Step.BEFORE: _("Answer what comes before anything"),
    Step.QUESTIONS: _("Answer your agency’s questions"),
    Step.FACTS: _("Record the coded facts"),
    Step.REVIEW: _("Review and decide"),
}
DANGERS = {
    Danger.YES: _("Yes, someone is in danger now"),
    Danger.NO: _("No"),
}
YOUNG = {
    Young.UNDER_12: _("A child under 12"),
    Young.FROM_12_TO_15: _("A child of 12 to 15"),
    Young.FROM_16_TO_17: _("A young person of 16 or 17"),
    Young.NOBODY: _("Nobody under 18"),
}
DUTY_ANSWERS = {
    DutyAnswer.REPORTED: _("I have reported it"),
    DutyAnswer.NOT_NEEDED: _("No report is needed"),
    DutyAnswer.NOT_SURE: _("I am not sure"),
}
NOT_NEEDED = {
    NotNeeded.NO_GROUNDS: _("I have no reasonable grounds to suspect it"),
    NotNeeded.ADVISED: _("I called and was told that no report is needed"),
    NotNeeded.SAME_FACTS_REPORTED: _("I reported these same facts before"),
}
ANSWERS = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.NOT_KNOWN: pgettext_lazy("answer to a question", "We do not know"),
}
DONE = {
    Done.OWN_SERVICE: _("Our own service or worker took it on"),
    Done.SAFETY_PLAN: _("A safety plan was made with the person"),
    Done.ONE_PARTNER: _("We worked it out with one other agency"),
    Done.FAMILY_SUPPORT: _("Family, friends or community help"),
    Done.CONTACT_KEPT: _("We stay in contact and look again"),
    Done.DECLINED: _("The person does not want this now"),
    Done.NOT_ELEVATED: _("The risk is not acutely elevated"),
}
SEALED = {
    SealedField.FILE_NUMBER: _("Our file number"),
    SealedField.NOTE: _("Our note"),
}
BLOCKS = {
    Block.DANGER_UNANSWERED: _("Say first whether someone is in danger now."),
    Block.DANGER_NOW: _("Someone is in danger now. Call for help first; no table may delay it."),
    Block.AGES_UNANSWERED: _("Say whether a child or young person is part of this situation."),
    Block.DUTY_UNANSWERED: _("Answer the question about your duty to report. It comes first."),
    Block.DUTY_NOT_SURE: _(
        "You were not sure whether you must report. Call and ask, then answer again."
    ),
    Block.DUTY_RETURNED: _(
        "A fact you recorded later raises your duty to report again. Answer it in its light."
    ),
    Block.QUESTIONS_UNANSWERED: _("Some of your agency’s own questions have no answer yet."),
    Block.PROTOCOL_NOT_MET: _(
        "Your agency’s own conditions do not hold yet, so this stays with your agency."
    ),
    Block.FACTS_MISSING: _(
        "The coded facts are not complete: a type and at least one risk factor, "
        "and for one person the age group and the sex or gender."
    ),
    Block.YOUTH_RECORD: _(
        "A fact you recorded rests on a youth record at this age. Take it out and say what was "
        "seen."
    ),
}
