"""What rests on a youth record never enters the shared record.

For anyone of 12 to 17 the Youth Criminal Justice Act keeps such records closed but for those it
names (docs/adr/0041). Which codes rest on one is data: the list `youth_record_facts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.vocabulary import registry
from headwater.vocabulary.lists import Entry

from . import codes
from .models import Discussion

FACTS = "youth_record_facts"
# Years of age, both ends included.
Span = tuple[int, int]


def span_of(age_group: str) -> Span | None:
    """The years an age group covers; None where it names none."""
    entry = registry.current(codes.AGE_GROUPS).get(age_group)
    if entry is None or (entry.get("from_age") is None and entry.get("to_age") is None):
        return None
    return _years(entry)


def _years(entry: Entry) -> Span:
    last = entry.get("to_age")
    return int(str(entry.get("from_age") or 0)), int(str(150 if last is None else last))


def held_back(*spans: Span) -> frozenset[str]:
    """The risk factors and flags that may not be said of people of these ages."""
    found: set[str] = set()
    for entry in registry.current(FACTS):
        first, last = _years(entry)
        if any(start <= last and first <= end for start, end in spans):
            found |= _codes(entry, "factors") | _codes(entry, "flags")
    return frozenset(found)


def instead_of(held: Iterable[str], language: str) -> list[str]:
    """What to say instead of these codes, in words: behaviour that somebody saw."""
    wanted = set(held)
    factors = registry.current(codes.FACTORS)
    said = {
        code: None
        for entry in registry.current(FACTS)
        if wanted & (_codes(entry, "factors") | _codes(entry, "flags"))
        for code in _codes(entry, "instead")
    }
    return [entry.full_label(language) for entry in factors if entry.code in said]


def _codes(entry: Entry, attribute: str) -> frozenset[str]:
    found = entry.get(attribute)
    return frozenset(str(code) for code in found) if isinstance(found, Iterable) else frozenset()


def check_facts(age_group: str, factors: Iterable[str], flags: Iterable[str]) -> None:
    """Refused, at the field, for a code that rests on a youth record at this person's age."""
    span = span_of(age_group)
    held = held_back(span) if span else frozenset()
    for field, chosen in (("factors", factors), ("flags", flags)):
        if held & set(chosen):
            raise Refused(refusal(), field=field)


def check_correction(discussion: Discussion, field: str, now: str) -> None:
    """Refused for a correction that would bring such a code into an accepted record."""
    age_group = now if field == "age_group" else discussion.age_group
    factors = set(discussion.factors.values_list("code", flat=True))
    flags = set(discussion.flags.values_list("code", flat=True))
    added = {now} if field in {"factors", "flags"} else set()
    span = span_of(age_group) if field in {"age_group", "factors", "flags"} else None
    if span and held_back(span) & (factors | flags | added):
        raise Refused(refusal(), field="now")


def refusal() -> str:
    """What is told to whoever chose such a code."""
    return _(
        "At 12 to 17 this rests on a youth record and does not come to the table. "
        "Say what was seen, not a charge or a record."
    )
