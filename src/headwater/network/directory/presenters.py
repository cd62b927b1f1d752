"""The directory as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headwater.vocabulary import registry

from ..models import Offering
from ..rules import CAPACITY, OLD_AFTER_DAYS, SERVICES


@dataclass(frozen=True)
class Row:
    """One service of one agency."""

    reference: str
    service: str
    code: str
    agency: str
    capacity: str
    tone: str
    wait: str
    in_french: bool
    as_of: date
    old: bool


def label(list_name: str, code: str) -> str:
    """The words for a code, from the newest version that has it; the code itself if none has."""
    for found in reversed(registry.versions(list_name)):
        if code in found:
            return found.label(code, get_language() or "en")
    return code


def _tone(code: str) -> str:
    found = registry.current(CAPACITY).get(code)
    return str(found.get("tone") or "neutral") if found else "neutral"


def rows(offerings: Iterable[Offering], day: date) -> list[Row]:
    """Lines of the directory, by the words of the service, then the agency’s name."""
    language = get_language() or "en"
    found = [
        Row(
            each.reference,
            label(SERVICES, each.service),
            each.service,
            each.agency.name(language),
            label(CAPACITY, each.capacity),
            _tone(each.capacity),
            _wait(each.wait_days),
            each.in_french,
            each.as_of,
            (day - each.as_of).days > OLD_AFTER_DAYS,
        )
        for each in offerings
    ]
    return sorted(found, key=lambda row: (row.service.casefold(), row.agency.casefold()))


def _wait(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return _("no wait")
    return ngettext("a wait of %(n)d day", "a wait of %(n)d days", days) % {"n": days}
