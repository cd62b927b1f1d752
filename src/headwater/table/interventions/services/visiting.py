"""The visit in codes, who acts for the lead, the debrief, and two ticks."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.table.discussions import rules as discussions
from headwater.table.discussions.models import Discussion

from .. import permissions, selectors
from ..entering import columns, hold, take_once
from ..models import ActingLead, Debrief, EnteredElsewhere, NoteTaken, Response, Visit
from ..rules import (
    OFFERED_LANGUAGES,
    ActiveOffer,
    Culture,
    DebriefReason,
    Interpreter,
    Language,
    Safe,
)

# The longest time one person acts for the lead without being named anew.
LONGEST_ACTING = timedelta(days=31)


def set_visit(  # noqa: PLR0913 - one for each question asked
    *,
    response: Response,
    card: str,
    message: str,
    language: str,
    offer: str,
    interpreter: str,
    culture: str,
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> Visit:
    """Record what makes the visit safe, and its language. A later record stands above it.

    Refused where an answer is unknown, where another language has no interpreter question
    answered, or where the offer was taken in a language that is neither English nor French.
    """
    with acting("response.visit_planned", by=by, at=at, subject=response.reference):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        answers = {
            "card": _one_of(Safe, card, "card"),
            "message": _one_of(Safe, message, "message"),
            "language": _one_of(Language, language, "language"),
            "offer": _one_of(ActiveOffer, offer, "offer"),
            "interpreter": _one_of(Interpreter, interpreter, "interpreter"),
            "culture": _one_of(Culture, culture, "culture"),
        }
        if language == Language.ANOTHER and interpreter == Interpreter.NOT_NEEDED:
            raise Refused(
                _(
                    "Say who interprets. Where a worker speaks the language, choose a trained "
                    "interpreter."
                ),
                field="interpreter",
            )
        if offer == ActiveOffer.TAKEN and language not in OFFERED_LANGUAGES:
            raise Refused(
                _("An offer that was taken means a visit in English or in French."), field="offer"
            )
        return Visit.objects.create(**answers, **columns(response, by, at, at))


def _one_of(answers: type[StrEnum], code: str, field: str) -> str:
    try:
        return answers(code).value
    except ValueError:
        raise Refused(_("Choose one of the answers in the list."), field=field) from None


def name_acting_lead(
    *,
    response: Response,
    who: Seat | None,
    until: datetime,
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> ActingLead:
    """Let another seat of the lead agency act for it until an instant, a month at most.

    The seat speaks for the lead agency at this table and so has its access already; what
    changes is who is called. Another agency takes over by `pass_lead`.
    """
    with acting("response.acting_lead_named", by=by, at=at, subject=response.reference) as deed:
        hold(response)
        permissions.may_name_acting(by, response)
        take_once(response, form_key, at)
        if who is None or who not in selectors.seats_of_lead(response, at):
            raise Refused(_("Choose someone who speaks for the lead agency."), field="who")
        if not at < until <= at + LONGEST_ACTING:
            raise Refused(_("Choose a time from now on, a month at most."), field="until")
        deed.detail["seat"] = who.reference
        return ActingLead.objects.create(seat=who, until=until, **columns(response, by, at, at))


def offer_debrief(
    *, response: Response, reason: str, by: Seat, at: datetime, form_key: str = ""
) -> Debrief:
    """Offer a debrief to those who responded. Who comes and who does not is recorded nowhere."""
    with acting("response.debrief_offered", by=by, at=at, subject=response.reference):
        hold(response)
        permissions.may_offer_debrief(by, response)
        take_once(response, form_key, at)
        return Debrief.objects.create(
            reason=_one_of(DebriefReason, reason, "reason"), **columns(response, by, at, at)
        )


def mark_note_taken(*, response: Response, by: Seat, at: datetime) -> None:
    """Note that this seat’s agency has put its note into its own file. AlreadyDone if noted.

    A note that was taken while the response was at work is asked for again once it has ended.
    NotFoundHere for an agency that has no note to take.
    """
    with acting("response.note_taken", by=by, at=at, subject=response.reference):
        _found, agency = selectors.response_to_note(by, response.reference)
        if selectors.has_taken_note(response, agency):
            raise AlreadyDone(_("This was noted already."))
        NoteTaken.objects.update_or_create(response=response, agency=agency, defaults={"at": at})


def mark_entered(*, discussion: Discussion, by: Seat, at: datetime) -> None:
    """Note that an ended discussion was entered into the provincial form. AlreadyDone if noted."""
    with acting("discussion.entered_elsewhere", by=by, at=at, subject=discussion.reference):
        permissions.may_enter(by, discussion)
        if discussion.state not in discussions.ENDED:
            raise Refused(_("Only a discussion that has ended is entered."), field=None)
        _kept, new = EnteredElsewhere.objects.get_or_create(
            discussion=discussion, defaults={"at": at, "by": by}
        )
        if not new:
            raise AlreadyDone(_("This was entered already."))
