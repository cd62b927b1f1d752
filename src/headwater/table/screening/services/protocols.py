"""An agency's own questions: written as a draft, published with a day, never changed after."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.core.references import new_reference
from headwater.guard.refusing import refuse_identifiers
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.network.selectors import public_names

from .. import permissions
from ..models import Protocol
from ..periods import periods
from ..rules import Answer
from ..selectors import today_of
from .keeping import locked_draft

MUST_BE = frozenset({Answer.YES.value, Answer.NO.value})
MOST_QUESTIONS = 30


def save_question(
    *,
    protocol: Protocol,
    question: dict[str, str],
    must_be: str = "",
    code: str = "",
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> Protocol:
    """Add a question, or with `code` change it. `must_be`: "yes", "no", or "" for information.

    `question` has `text_en`, `text_fr`, and perhaps `hint_en`, `hint_fr`. Refused, at the field,
    without both languages, for an unknown code, and beyond thirty questions.
    """
    with acting("protocol.question_saved", by=by, at=at, subject=protocol.reference):
        row = locked_draft(protocol=protocol, revision=revision)
        permissions.may_write_protocol(by, row.agency)
        kept = {name: question.get(name, "").strip() for name in TEXTS}
        for name in ("text_en", "text_fr"):
            if not kept[name]:
                raise Refused(_("Write the question in both languages."), field=name)
        if bool(kept["hint_en"]) != bool(kept["hint_fr"]):
            missing = "hint_fr" if kept["hint_en"] else "hint_en"
            raise Refused(_("Write the help in both languages, or leave it out."), field=missing)
        known = public_names(row.agency.community)
        for name, text in kept.items():
            refuse_identifiers(text, field=name, language=name[-2:], known=known)
        if must_be not in {"", *MUST_BE}:
            raise Refused(_("Choose one of the answers shown."), field="must_be")
        _put(row, code, kept, must_be)
        _save(row)
    return row


TEXTS = ("text_en", "text_fr", "hint_en", "hint_fr")


def _put(row: Protocol, code: str, kept: dict[str, str], must_be: str) -> None:
    if code:
        place = _place_of(row, code)
        row.questions[place] = {"code": code, **kept}
    elif len(row.questions) >= MOST_QUESTIONS:
        raise Refused(_("Thirty questions are enough for any worker. Remove one first."))
    else:
        code = new_reference("n")
        row.questions = [*row.questions, {"code": code, **kept}]
    row.must_hold = {name: held for name, held in row.must_hold.items() if name != code}
    if must_be:
        row.must_hold[code] = must_be


def _place_of(row: Protocol, code: str) -> int:
    for place, question in enumerate(row.questions):
        if question["code"] == code:
            return place
    raise Refused(_("This question is no longer there."))


def _save(row: Protocol) -> None:
    row.revision += 1
    row.save()


def remove_question(*, protocol: Protocol, code: str, by: Seat, at: datetime) -> Protocol:
    """Take a question out of the version being written. Refused when it is no longer there."""
    with acting("protocol.question_removed", by=by, at=at, subject=protocol.reference):
        row = locked_draft(protocol=protocol, revision=None)
        permissions.may_write_protocol(by, row.agency)
        del row.questions[_place_of(row, code)]
        row.must_hold.pop(code, None)
        _save(row)
    return row


def move_question(*, protocol: Protocol, code: str, up: bool, by: Seat, at: datetime) -> Protocol:
    """Ask a question one place earlier or later; at the end of the list it stays where it is."""
    with acting("protocol.question_moved", by=by, at=at, subject=protocol.reference):
        row = locked_draft(protocol=protocol, revision=None)
        permissions.may_write_protocol(by, row.agency)
        place = _place_of(row, code)
        other = max(0, min(len(row.questions) - 1, place + (-1 if up else 1)))
        questions: list[dict[str, Any]] = list(row.questions)
        questions.insert(other, questions.pop(place))
        row.questions = questions
        _save(row)
    return row


def publish(
    *,
    protocol: Protocol,
    starts: date,
    retention_days: int,
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> Protocol:
    """Fix the version and the day from which new screenings are asked it.

    Refused for a day before today, a period outside what is allowed, and a version without a
    question or without any that must hold.
    """
    with acting("protocol.published", by=by, at=at, subject=protocol.reference):
        row = locked_draft(protocol=protocol, revision=revision)
        permissions.may_write_protocol(by, row.agency)
        if starts < today_of(row.agency, at):
            raise Refused(_("Choose today or a later day."), field="starts")
        if not 1 <= retention_days <= periods().longest_days:
            raise Refused(
                _("Choose between 1 and %(most)d days.") % {"most": periods().longest_days},
                field="retention_days",
            )
        if not row.must_hold:
            raise Refused(
                _(
                    "At least one question must be answered a certain way before a situation "
                    "may be brought. Set it on one of your questions."
                )
            )
        row.starts, row.retention_days, row.written_by = starts, retention_days, by
        _save(row)
    return row


def discard_draft(*, protocol: Protocol, by: Seat, at: datetime) -> None:
    """Throw away the version being written; what is published stays."""
    with acting("protocol.draft_discarded", by=by, at=at, subject=protocol.reference):
        row = locked_draft(protocol=protocol, revision=None)
        permissions.may_write_protocol(by, row.agency)
        row.delete()
