"""Plain values for the community's public profile: its own words, with what the system knows.

The questionnaire is in English, and so are the answers; pages in French say so in their markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.impact.logic_models.models import Goal
from headwater.impact.logic_models.rules import Standing
from headwater.network.profile.kinds import Kind
from headwater.network.profile.questionnaire import questions
from headwater.network.profile.sectors import sector_label
from headwater.network.profile.selectors import Profile

ITEM = re.compile(r"^\s*(?:\d+[.)]|[•*–-])\s+")
# Answers that are a list by nature, shown as the facts read from them.
LISTS: dict[str, Kind] = {"communities": Kind.COMMUNITY_SERVED, "sectors": Kind.SECTOR}
# Answers whose numbered lines were read as facts, without the links they point at.
NUMBERED: dict[str, Kind] = {"goals": Kind.GOAL, "success_factors": Kind.SUCCESS_FACTOR}


@dataclass(frozen=True)
class Block:
    """A paragraph (`lines` of one), lines that stand beneath each other, or a numbered list."""

    lines: list[str]
    numbered: bool = False


@dataclass(frozen=True)
class ProfileSection:
    """One question as the public page shows it. Without `blocks` and `values` it is unanswered."""

    code: str
    label: str
    blocks: list[Block] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    living: str = ""
    unresolved: str = ""


def profile_sections(profile: Profile) -> list[ProfileSection]:
    """Every question with its answer, in the form's order; names stand above them."""
    language = get_language() or "en"
    return [
        _section(profile, question.code, question.label(language).rstrip(":\u202f "))
        for question in questions()
        if question.code != "name"
    ]


def _section(profile: Profile, code: str, label: str) -> ProfileSection:
    language = get_language() or "en"
    listed = [fact.text for fact in profile.of(LISTS[code])] if code in LISTS else []
    if code == "sectors":
        listed = [sector_label(name, language) for name in listed]
    items = [fact.text for fact in profile.of(NUMBERED[code])] if code in NUMBERED else []
    text = profile.answers.get(code, "")
    return ProfileSection(
        code,
        label,
        [] if listed else list(_blocks(text, items, beneath=code == "contact")),
        listed,
        _living(profile, code),
        _("The document points to logic models that did not come with it.")
        if code == "goals" and any(fact.unresolved for fact in profile.of(Kind.GOAL))
        else "",
    )


def _blocks(text: str, items: Sequence[str], *, beneath: bool) -> Iterator[Block]:
    """The answer's paragraphs and lists; `items` say the numbered lines better, if they fit."""
    numbered = [part for part in _parts(text) if ITEM.match(part[0])]
    better = iter(items if len(items) == len(numbered) else [])
    for is_item, parts in groupby(_parts(text), key=lambda part: bool(ITEM.match(part[0]))):
        if is_item:
            said = [ITEM.sub("", " ".join(part), count=1) for part in parts]
            yield Block([next(better, words) for words in said], numbered=True)
        elif beneath:
            yield Block([line for part in parts for line in part])
        else:
            yield from (Block([" ".join(part)]) for part in parts)


def _parts(text: str) -> list[list[str]]:
    """Paragraphs and list items, each as its stripped lines."""
    parts: list[list[str]] = []
    open_part = False
    for line in text.split("\n"):
        if not line.strip():
            open_part = False
        elif open_part and not ITEM.match(line):
            parts[-1].append(line.strip())
        else:
            parts.append([line.strip()])
            open_part = True
    return parts


def _living(profile: Profile, code: str) -> str:
    for figure in profile.living:
        if figure.question == code:
            return _("As Headwater counts: %(number)d on %(day)s.") % {
                "number": figure.number,
                "day": date_format(figure.day, "DATE_FORMAT"),
            }
    return ""


def funders(profile: Profile) -> list[tuple[str, str]]:
    """Each funder with the month or year the document gave, in words; empty where it gave none."""
    return [(fact.text, _since(fact.as_of)) for fact in profile.of(Kind.FUNDER)]


def _since(as_of: str) -> str:
    year, _dash, month = as_of.partition("-")
    return date_format(date(int(year), int(month), 1), "F Y") if month else year


@dataclass(frozen=True)
class GoalLine:
    """A goal on the community's page: its text, the language it is in, and its standing."""

    text: str
    language: str
    drafted: bool = False


def goal_lines(profile: Profile, goals: Sequence[Goal]) -> list[GoalLine]:
    """The goals as the community words them; in French as its logic models do, where it has them.

    French that was drafted and not adopted yet says so.
    """
    language = (get_language() or "en")[:2]
    own = [GoalLine(fact.text, "en") for fact in profile.of(Kind.GOAL)]
    if own and (language == "en" or len(own) != len(goals)):
        return own
    return [
        GoalLine(goal.text(language), language, goal.standing == Standing.DRAFTED) for goal in goals
    ]
