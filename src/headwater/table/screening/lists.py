"""What this room reads from the vocabulary, turned into plain values for rules and forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from headwater.table.discussions import youth_records
from headwater.vocabulary import registry
from headwater.vocabulary.lists import Entry

from .rules import DutyRule, Facts, Span, Strength, subject_spans

OLDEST = 150  # years; the end of a span that the list leaves open
# Field of a screening -> the list its codes come from.
SINGLE_FACTS = {"type": "discussion_types", "age_group": "age_groups", "sex": "sexes"}
LISTS_OF_FACTS = {
    "factors": "risk_factors",
    "protective": "protective_factors",
    "flags": "study_flags",
}
BOTH = ("en", "fr")


def _span(entry: Entry) -> Span | None:
    """The years of age of an entry, both ends included; None where it names none."""
    first, last = entry.get("from_age"), entry.get("to_age")
    if first is None and last is None:
        return None
    return int(str(first or 0)), int(str(OLDEST if last is None else last))


def _codes(entry: Entry, attribute: str) -> frozenset[str]:
    found = entry.get(attribute)
    return frozenset(str(code) for code in found) if isinstance(found, Iterable) else frozenset()


def duty_rules() -> tuple[DutyRule, ...]:
    """The duties in force, in the order of their list."""
    return tuple(
        DutyRule(
            code=entry.code,
            strength=Strength(str(entry.get("strength"))),
            asked_for=str(entry.get("asked_for")),
            span=_span(entry),
            sectors=_codes(entry, "sectors"),
            raised_by=_codes(entry, "raised_by"),
        )
        for entry in registry.current("duties")
    )


def duty_entry(code: str) -> Entry:
    """A duty's wording, Act and reviewer. VocabularyError if the list has no such code."""
    return registry.current("duties")[code]


def age_span(age_group: str) -> Span | None:
    """The years an age group covers; None for "not known" and for a code no longer listed."""
    entry = registry.current("age_groups").get(age_group)
    return _span(entry) if entry else None


def age_groups(small_place: bool) -> tuple[Entry, ...]:
    """The age groups to offer: wide ones in a small place, where a narrow one could point."""
    schemes = {"wide" if small_place else "narrow", "any"}
    return tuple(
        entry for entry in registry.current("age_groups") if entry.get("scheme") in schemes
    )


def is_known(list_name: str, code: str) -> bool:
    """Whether the list in force has this code."""
    return code in registry.current(list_name)


def label(list_name: str, code: str, language: str) -> str:
    """A code's words, with its category where the list has any; the code itself if retired."""
    entry = registry.current(list_name).get(code)
    return entry.full_label(language) if entry else code


def held_back(facts: Facts) -> frozenset[str]:
    """The risk factors and flags that rest on a youth record at the ages it is about."""
    return youth_records.held_back(*subject_spans(facts))


def picker_groups(
    list_name: str, language: str, without: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Groups and options as the factor picker draws them; a list without groups is one group.

    Codes in `without` are not offered.
    """
    found = registry.current(list_name)
    grouped = found.grouped() or ((None, found.entries),)
    return [
        {
            "label": group.label(language) if group else found.title(language),
            "options": options,
        }
        for group, entries in grouped
        if (options := [_option(entry, language) for entry in entries if entry.code not in without])
    ]


def _option(entry: Entry, language: str) -> dict[str, Any]:
    return {
        "value": entry.code,
        "label": entry.label(language),
        "label_en": entry.full_label("en"),
        "label_fr": entry.full_label("fr"),
        "hint": entry.definition(language),
        "drafted": entry.drafted_in(language),
    }


def template_questions() -> tuple[list[dict[str, str]], dict[str, str]]:
    """The questions an agency starts from, and the answers that must hold."""
    return _as_questions(registry.current("screening_questions"))


def _as_questions(entries: Iterable[Entry]) -> tuple[list[dict[str, str]], dict[str, str]]:
    questions, must_hold = [], {}
    for entry in entries:
        code = entry.code.replace(".", "_")
        questions.append(
            {
                "code": code,
                "text_en": entry.label("en"),
                "text_fr": entry.label("fr"),
                "hint_en": entry.definition("en"),
                "hint_fr": entry.definition("fr"),
            }
        )
        if entry.get("expected") in {"yes", "no"}:
            must_hold[code] = str(entry.get("expected"))
    return questions, must_hold


def starting_points(sector: str) -> tuple[Entry, ...]:
    """The beginnings an agency may choose from, those made for its sector first."""
    found = registry.current("starting_points")
    return tuple(sorted(found, key=lambda entry: sector not in _codes(entry, "sectors")))


def fits(point: Entry, sector: str) -> bool:
    """Whether a starting point was made for this sector."""
    return sector in _codes(point, "sectors")


def starting_questions(point: str) -> tuple[list[dict[str, str]], dict[str, str]]:
    """The questions of a starting point, and the answers that must hold.

    Its own questions stand between those every agency asks. A question's code becomes part of an
    address, so its dot is written as an underscore.
    """
    chosen = registry.current("starting_points")[point]
    common = registry.current("screening_questions")
    own = [each for each in registry.current("starting_questions") if each.category == point]
    entries = [
        *(common[code] for code in _in_order(chosen, "first")),
        *own,
        *(common[code] for code in _in_order(chosen, "last")),
    ]
    return _as_questions(entries)


def _in_order(entry: Entry, attribute: str) -> tuple[str, ...]:
    found = entry.get(attribute)
    return tuple(str(code) for code in found) if isinstance(found, Iterable) else ()


def codes(list_name: str) -> tuple[str, ...]:
    """The codes of the list in force, in their order."""
    return registry.current(list_name).codes


def version() -> str:
    """The name of the set of lists in force, to be written on a record."""
    return registry.bundle_version()
