"""What an indicator reads from the extract: one function a measure, protected like any figure.

Read over the last four closed quarters, so that a season does not pass for a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.zones import Quarter, local_day
from headwater.evidence.disclosure import ReleasedRow, protect
from headwater.evidence.engine import Extract
from headwater.evidence.errors import EvidenceError
from headwater.evidence.questions import ask

from .models import Goal, Indicator

QUARTERS = 4


@dataclass(frozen=True)
class Period:
    """What an indicator is read from: an extract, a table's full code, first and last quarter."""

    extract: Extract
    table: str
    first: Quarter
    last: Quarter

    def rows(self, question: str) -> list[ReleasedRow]:
        """The protected rows of a question in this period."""
        answer = ask(
            self.extract,
            question,
            where=[("table_code", self.table)],
            first=self.first.first_day,
            last=self.last.last_day,
        )
        return list(protect(answer).rows)


@dataclass(frozen=True)
class Reading:
    """An indicator as a page shows it: its words, its value in words, and what must be said."""

    label: str
    value: str
    note: str


def _percent(share: float) -> str:
    return _("%(number)s%%") % {"number": number_format(round(share * 100))}


def _risk_lowered(period: Period) -> str:
    for row in period.rows("conclusions"):
        if row.keys["conclusion_group"] == "risk-lowered" and row.value is not None:
            return _("%(share)s (%(n)s of %(of)s)") % {
                "share": _percent(row.value),
                "n": row.n,
                "of": row.of,
            }
    return ""


def _sectors_assisting(period: Period) -> str:
    least = 5
    rows = [row for row in period.rows("sectors") if row.keys["role"] == "assisting"]
    counted = sum(row.n is not None and row.n >= least for row in rows)
    return str(counted) if counted else ""


def _most_frequent_gap(period: Period) -> str:
    shown = [row for row in period.rows("gaps") if row.n]
    if not shown:
        return ""
    most = max(shown, key=lambda row: row.n or 0)
    label = period.extract.lists["gap_kinds"].label(str(most.keys["gap"]), get_language() or "en")
    return _("%(gap)s (%(n)s of %(of)s)") % {"gap": label, "n": most.n, "of": most.of}


MEASURES: dict[str, Callable[[Period], str]] = {
    "risk-lowered": _risk_lowered,
    "sectors-assisting": _sectors_assisting,
    "most-frequent-gap": _most_frequent_gap,
}


def of_goal(goal: Goal, *, at: datetime) -> list[Reading]:
    """The readings of a goal's indicators; without an extract, or protected, they say so."""
    indicators = [mark for node in goal.nodes.all() for mark in node.indicators.all()]
    table = goal.community.tables.order_by("id").first()
    try:
        with Extract.open(settings.EXTRACTS) as extract:
            if table is None:
                return _without(indicators, _("This community has no table yet."))
            last = Quarter.of(local_day(at, goal.community.time_zone)).previous
            period = Period(extract, table.full_code, _back(last, QUARTERS - 1), last)
            return [_read(mark, period) for mark in indicators]
    except EvidenceError:
        return _without(indicators, _("No extract has been built yet."))


def _back(quarter: Quarter, steps: int) -> Quarter:
    for _step in range(steps):
        quarter = quarter.previous
    return quarter


def _read(mark: Indicator, period: Period) -> Reading:
    value = MEASURES[mark.measure](period)
    note = _("%(first)s to %(last)s, from the extract.") % {
        "first": capfirst(date_format(period.first.first_day, "F Y")),
        "last": date_format(period.last.last_day, "F Y"),
    }
    if not value:
        value = _("protected")
        note += " " + _("Too few discussions to show without giving someone away.")
    return Reading(mark.text(get_language() or "en"), value, note)


def _without(indicators: Iterable[Indicator], why: str) -> list[Reading]:
    language = get_language() or "en"
    return [Reading(mark.text(language), "–", why) for mark in indicators]
