"""Plain values for the pages of system gaps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headwater.core.zones import Quarter
from headwater.vocabulary import registry

from . import selectors
from .models import Gap
from .rules import (
    KINDS,
    QUARTERS_SHOWN,
    SERVICES,
    THRESHOLD,
    TOUCHES,
    Standing,
    may_be_split,
    may_be_told,
)

TONES = {
    Standing.NOTICED: "waiting",
    Standing.RAISED: "now",
    Standing.UNDER_WAY: "now",
    Standing.CLOSED: "done",
    Standing.STAYS: "attention",
}


@dataclass(frozen=True)
class Row:
    """A gap as a line."""

    reference: str
    url: str
    title: str
    touches: str
    standing: str
    tone: str
    count: str
    over_time: str
    merged: list[tuple[str, str]]


@dataclass(frozen=True)
class Waiting:
    """What was recorded and is placed nowhere yet."""

    service: str
    kind: str
    title: str
    count: str


def label(list_name: str, code: str) -> str:
    """The words for a code, from the newest version that has it; the code itself if none has."""
    for found in reversed(registry.versions(list_name)):
        if code in found:
            return found.label(code, get_language() or "en")
    return code


def standing_label(standing: Standing) -> str:
    """Where a gap stands."""
    return {
        Standing.NOTICED: _("Noticed"),
        Standing.RAISED: _("Raised with those who can close it"),
        Standing.UNDER_WAY: _("Being closed"),
        Standing.CLOSED: _("No gap any more"),
        Standing.STAYS: _("Stays open"),
    }[standing]


def title(service: str, kind: str) -> str:
    """“Emergency shelter: no room”."""
    return _("%(service)s: %(kind)s") % {
        "service": label(SERVICES, service),
        "kind": label(KINDS, kind).lower(),
    }


def count_words(count: int) -> str:
    """How often, or that it was seldom."""
    if not may_be_told(count):
        return _("met fewer than %(n)d times") % {"n": THRESHOLD}
    if not count:
        return _("not met yet")
    return ngettext("met %(n)d time", "met %(n)d times", count) % {"n": count}


def rows(gaps: list[Gap], day: date) -> list[Row]:
    """The curated gaps as lines, in the order given."""
    months = selectors.months_of(gaps)
    return [_row(gap, months.get(gap.pk, Counter()), day) for gap in gaps]


def _row(gap: Gap, months: Counter[date], day: date) -> Row:
    standing = Standing(gap.standing)
    return Row(
        reference=gap.reference,
        url=reverse("system_gaps:gap", args=[gap.reference]),
        title=title(gap.service, gap.kind),
        touches=", ".join(label(TOUCHES, each.code) for each in gap.touches.all()),
        standing=standing_label(standing),
        tone=TONES[standing],
        count=count_words(sum(months.values())),
        over_time=over_time(months, day),
        merged=[(each.reference, title(each.service, each.kind)) for each in gap.merged.all()],
    )


def over_time(months: Counter[date], day: date) -> str:
    """The last quarters beside what was before; empty where a part would give a few away."""
    quarters = [Quarter.of(day)]
    while len(quarters) < QUARTERS_SHOWN:
        quarters.insert(0, quarters[0].previous)
    by_quarter = Counter[Quarter]()
    for month, number in months.items():
        by_quarter[Quarter.of(month)] += number
    shown = [by_quarter[quarter] for quarter in quarters]
    earlier = sum(by_quarter.values()) - sum(shown)
    if not any(shown) or not may_be_split([*shown, earlier]):
        return ""
    parts = [
        _("%(quarter)s: %(n)d") % {"quarter": quarter, "n": number}
        for quarter, number in zip(quarters, shown, strict=True)
    ]
    return " · ".join(parts)


def waiting(found: list[selectors.Unplaced]) -> list[Waiting]:
    """What the coordinator is still to place."""
    return [
        Waiting(
            each.service,
            each.kind,
            title(each.service, each.kind),
            count_words(len(each.entries)),
        )
        for each in found
    ]
