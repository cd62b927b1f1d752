"""Storing a profile: one transaction, updated by slug, nothing half-done."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import Refused
from headwater.network.models import Community, ProfileAnswer, ProfileStatement
from headwater.network.profile.kinds import Kind
from headwater.network.profile.questionnaire import questions

from . import placing, reading


@dataclass(frozen=True)
class Imported:
    """What an import did, or with `dry_run` would do: the slug and a sentence for each remark."""

    slug: str
    remarks: list[str]


def slug_of(name: str) -> str:
    """A stable address from a name: accents folded, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


def import_file(path: Path, *, at: datetime, dry_run: bool = False) -> Imported:
    """Read a questionnaire into a community. Refused for anything that is not one."""
    form = reading.read(reading.read_text(path))
    placed = placing.place(form)
    slug = slug_of(placed.names.get("en", ""))
    if not slug:
        raise Refused(
            _("The profile does not say the network’s name. Fill in its first question.")
        )
    if not dry_run:
        _store(slug, form, placed, at)
    return Imported(slug, _remarks(form, placed))


@transaction.atomic
def _store(slug: str, form: reading.Questionnaire, placed: placing.Placed, at: datetime) -> None:
    community, _made = Community.objects.get_or_create(
        slug=slug, defaults={"name_en": placed.names["en"]}
    )
    for language in ("en", "fr", "oj"):
        # A name that this file leaves out is kept: an update adds, it does not forget.
        if placed.names.get(language):
            setattr(community, f"name_{language}", placed.names[language])
    community.launched = community.launched or _launched(placed)
    community.save()
    community.profile_answers.all().delete()
    community.profile_statements.all().delete()
    ProfileAnswer.objects.bulk_create(
        ProfileAnswer(community=community, question=q.code, text=form.text(q.code), given=at)
        for q in questions()
    )
    positions: Counter[Kind] = Counter()
    for fact in placed.facts:
        positions[fact.kind] += 1
        ProfileStatement.objects.create(
            community=community,
            kind=fact.kind,
            position=positions[fact.kind],
            text=fact.text,
            number=fact.number,
            as_of=fact.as_of,
            unresolved=fact.unresolved,
        )
    trail.record("network.profile_imported", at=at, subject=community.reference)


def _launched(placed: placing.Placed) -> date | None:
    for fact in placed.facts:
        if fact.kind is Kind.LAUNCHED and "-" in fact.as_of:
            year, month = fact.as_of.split("-")
            return date(int(year), int(month), 1)
    return None


def _remarks(form: reading.Questionnaire, placed: placing.Placed) -> list[str]:
    """A sentence a line for what is unanswered, points elsewhere, or found no place."""
    remarks = [
        _("Unanswered: %(question)s") % {"question": q.prompt}
        for q in questions()
        if not form.text(q.code).strip()
    ]
    for position, fact in enumerate((f for f in placed.facts if f.kind is Kind.GOAL), 1):
        if fact.unresolved:
            remarks.append(
                _("Goal %(number)d: the logic model it points at did not come with this file.")
                % {"number": position}
            )
    for fact in placed.facts:
        if fact.kind is Kind.SECTOR and placing.sector_code(fact.text) is None:
            remarks.append(
                _("Sector kept in the network’s own words: %(name)s") % {"name": fact.text}
            )
    for number, line in placed.unplaced:
        remarks.append(
            _("Line %(number)d found no place and is kept as it is: %(line)s")
            % {"number": number, "line": line}
        )
    return remarks
