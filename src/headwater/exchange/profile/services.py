"""Storing a profile: one transaction, updated by slug, nothing half-done."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import Refused
from headwater.network.models import Community, ProfileAnswer, ProfileStatement
from headwater.network.profile.kinds import Kind
from headwater.network.profile.questionnaire import PREAMBLE, questions
from headwater.network.profile.sectors import sector_code

from . import placing, reading

LONGEST_NAME = 200
LONGEST_SLUG = 80


@dataclass(frozen=True)
class Imported:
    """What an import did, or with `dry_run` would do: the slug and a sentence for each remark."""

    slug: str
    remarks: list[str]


def slug_of(name: str) -> str:
    """A stable address from a name: accents folded, words joined by hyphens."""
    letters = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].rstrip("-")


def import_file(path: Path, *, at: datetime, dry_run: bool = False) -> Imported:
    """Read a questionnaire into a community. Refused for anything that is not one."""
    form = reading.read(reading.read_text(path))
    placed = placing.place(form)
    _refuse_names(placed.names)
    slug = slug_of(placed.names["en"])
    if not dry_run:
        _store(slug, form, placed, at)
    return Imported(slug, list(_remarks(form, placed)))


def _refuse_names(names: dict[str, str]) -> None:
    if not slug_of(names["en"]):
        raise Refused(
            _("The profile does not say the network’s name in English or French letters.")
        )
    if any(len(name) > LONGEST_NAME for name in names.values()):
        raise Refused(
            _("The network’s name is longer than %(number)d letters. Shorten it in the file.")
            % {"number": LONGEST_NAME}
        )


@transaction.atomic
def _store(slug: str, form: reading.Questionnaire, placed: placing.Placed, at: datetime) -> None:
    community, _made = Community.objects.get_or_create(
        slug=slug, defaults={"name_en": placed.names["en"]}
    )
    for language, name in placed.names.items():
        # A name that this file leaves out is kept: an update adds, it does not forget.
        if name:
            setattr(community, f"name_{language}", name)
    community.launched = _launched(placed, community.launched)
    community.save()
    community.profile_answers.all().delete()
    community.profile_statements.all().delete()
    texts = {PREAMBLE: form.preamble, **{q.code: form.text(q.code) for q in questions()}}
    ProfileAnswer.objects.bulk_create(
        ProfileAnswer(community=community, question=code, text=text, given=at)
        for code, text in texts.items()
    )
    ProfileStatement.objects.bulk_create(_statements(community, placed.facts))
    trail.record("network.profile_imported", at=at, subject=community.reference)


def _statements(community: Community, facts: list[placing.Fact]) -> Iterator[ProfileStatement]:
    positions: Counter[Kind] = Counter()
    for fact in facts:
        positions[fact.kind] += 1
        yield ProfileStatement(
            community=community,
            kind=fact.kind,
            position=positions[fact.kind],
            text=fact.text,
            number=fact.number,
            as_of=fact.as_of,
            unresolved=fact.unresolved,
        )


def _launched(placed: placing.Placed, known: date | None) -> date | None:
    """The month the document says, unless the day in it is known already."""
    for fact in placed.facts:
        if fact.kind is Kind.LAUNCHED and "-" in fact.as_of:
            year, month = map(int, fact.as_of.split("-"))
            if known is None or (known.year, known.month) != (year, month):
                return date(year, month, 1)
    return known


def _remarks(form: reading.Questionnaire, placed: placing.Placed) -> Iterator[str]:
    """A sentence for each thing that is unanswered, points elsewhere, or found no place."""
    for question in questions():
        if not form.text(question.code):
            yield _("Unanswered: %(question)s") % {"question": question.prompt}
    for number, goal in enumerate((f for f in placed.facts if f.kind is Kind.GOAL), 1):
        if goal.unresolved:
            yield _(
                "Goal %(number)d: the logic model it points at did not come with this file."
            ) % {"number": number}
    for fact in placed.facts:
        if fact.unresolved and fact.kind is not Kind.GOAL:
            yield _("This points at something that did not come with the file: %(text)s") % {
                "text": fact.text
            }
        if fact.kind is Kind.SECTOR and sector_code(fact.text) is None:
            yield _("Sector kept in the network’s own words: %(name)s") % {"name": fact.text}
    if form.text("goals") and not any(fact.kind is Kind.GOAL for fact in placed.facts):
        yield _("No numbered goals were found; the answer is kept as it was written.")
    for number, line in placed.unplaced:
        yield _("Line %(number)d found no place and is kept as it is: %(line)s") % {
            "number": number,
            "line": line,
        }
