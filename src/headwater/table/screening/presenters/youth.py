"""Youth records in words: the grounds, who is shown, until when, and what to say instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from headwater.table.discussions import youth_records
from headwater.vault.api import Grant

from .. import lists
from ..models import YouthRecord
from ..wording import language
from ..youth import GROUNDS, Ground


def ground_choices(grounds: Sequence[Ground]) -> dict[str, str]:
    """Code -> what it is for, with its section."""
    lang = language()
    return {
        each.entry.code: _("%(ground)s (s. %(section)s)")
        % {"ground": each.entry.label(lang), "section": each.entry.get("section", "")}
        for each in grounds
    }


def ground_words(grounds: Sequence[Ground]) -> list[dict[str, Any]]:
    """Each ground as the page tells it: what for, what to mind, the Act, how sure we are."""
    lang = language()
    return [
        {
            "title": each.entry.label(lang),
            "text": each.entry.definition(lang),
            "caution": each.entry.get(f"caution_{lang}", ""),
            "act": each.entry.get(f"act_{lang}", ""),
            "section": each.entry.get("section", ""),
            "source": each.entry.get("source_url", ""),
            "to_check": each.entry.get("standing") == "to-be-checked",
            "recipients": [
                lists.label("agency_types", code, lang) for code in sorted(each.recipients)
            ],
        }
        for each in grounds
    ]


def fact_choices(held: Iterable[str]) -> list[tuple[str, str]]:
    """The codes that rest on a youth record, with their words, factors before flags."""
    lang, wanted = language(), set(held)
    return [
        (code, lists.label(name, code, lang))
        for name in ("risk_factors", "study_flags")
        for code in lists.codes(name)
        if code in wanted
    ]


def fact_labels(codes: Iterable[str]) -> list[str]:
    """Codes in words."""
    return [label for _code, label in fact_choices(codes)]


def say_instead(held: Iterable[str]) -> list[str]:
    """What to say of behaviour that was seen, in words."""
    return youth_records.instead_of(held, language())


def recipient_names(record: YouthRecord, grants: Sequence[Grant]) -> list[str]:
    """The agencies it is shown to, by name, but the one that shows it."""
    found = record.screening.agency.community.agencies.filter(
        reference__in=[each.agency_reference for each in grants]
    ).exclude(pk=record.screening.agency_id)
    return sorted(agency.name(language()) for agency in found)


def record_words(record: YouthRecord) -> dict[str, Any]:
    """A sealed record as its pages show it, without what it says."""
    return {
        "reference": record.reference,
        "discussion": record.screening.discussion_reference,
        "agency": record.screening.agency.name(language()),
        "ground": lists.label(GROUNDS, record.ground, language()),
        "ends": record.ends,
    }
