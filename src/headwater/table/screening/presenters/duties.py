"""Duties in words: what the page tells, what was answered, what came later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from headwater.vocabulary.lists import Entry

from .. import lists
from ..forms import DutyForm
from ..models import DutyRecord
from ..rules import DutyAnswer, DutyRule, came_later
from ..selectors import Standing
from ..wording import YOUNG, language


def duty_words(rule: DutyRule) -> dict[str, Any]:
    """A duty as the page tells it: question, what to do, the Act, who reviewed the wording."""
    entry: Entry = lists.duty_entry(rule.code)
    lang = language()
    return {
        "code": rule.code,
        "question": entry.label(lang),
        "text": entry.definition(lang),
        "call": entry.get(f"call_{lang}", ""),
        "act": entry.get(f"act_{lang}", ""),
        "section": entry.get("section", ""),
        "source": entry.get("source_url", ""),
        "reviewer": entry.reviewer or "",
        "drafted": entry.drafted_in(lang),
    }


@dataclass(frozen=True)
class DutyPart:
    """One duty on the page: its words, its form, and why it came back if it did."""

    words: dict[str, Any]
    form: DutyForm
    came_back: list[str]
    hint: str


def duty_parts(
    rules: Sequence[DutyRule], forms: dict[str, DutyForm], standing: Standing | None
) -> list[DutyPart]:
    """The duties to answer on the page, in the order of their list."""
    return [
        DutyPart(
            words=duty_words(rule),
            form=forms[rule.code],
            came_back=_came_back(rule, standing),
            hint=_hint(rule),
        )
        for rule in rules
    ]


def _hint(rule: DutyRule) -> str:
    if rule.asked_for == "child":
        return _("Leave this open only if no child of that age is part of it.")
    return _("Raised by the facts you recorded.")


def _came_back(rule: DutyRule, standing: Standing | None) -> list[str]:
    if standing is None:
        return []
    return fact_words(came_later(rule, standing.facts))


def fact_words(codes: frozenset[str]) -> list[str]:
    """Raising facts in words, sorted."""
    words = []
    for code in codes:
        kind, _colon, rest = code.partition(":")
        if kind == "young" and rest:
            words.append(str(dict(YOUNG)[next(age for age in YOUNG if age == rest)]))
        elif kind == "age" and rest:
            words.append(lists.label("age_groups", rest, language()))
        elif lists.is_known("risk_factors", code):
            words.append(lists.label("risk_factors", code, language()))
        else:
            words.append(lists.label("study_flags", code, language()))
    return sorted(words)


def duty_initial(record: DutyRecord | None, zone: str, today: date) -> dict[str, Any]:
    """What a duty's form starts from; the day of a report is most often today."""
    if record is None:
        return {"reported_on": today}
    start: dict[str, Any] = {"answer": record.answer, "reason": record.reason}
    if record.reported_at is None:
        return start | {"reported_on": today}
    local = record.reported_at.astimezone(ZoneInfo(zone))
    return start | {"reported_on": local.date(), "reported_time": local.time()}


def reminders(standing: Standing) -> list[dict[str, Any]]:
    """Duties that were met and of which a later fact may ask more: reminded, not held up."""
    return [
        {**duty_words(rule), "facts": fact_words(came_later(rule, standing.facts))}
        for rule in standing.asked
        if rule.code in standing.facts.duties
        and standing.facts.duties[rule.code].answer == DutyAnswer.REPORTED
        and came_later(rule, standing.facts)
    ]
