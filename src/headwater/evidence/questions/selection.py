"""What is asked of the rows: filters, breakdowns and a period, checked before anything runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from headwater.core.zones import add_months

from ..engine import Extract
from ..errors import QuestionError
from . import columns
from .columns import Condition, Shape

MOST_BREAKDOWNS = 2
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Selection:
    """Filters (all must hold), breakdowns, and first and last month (inclusive, by `opened`)."""

    where: tuple[tuple[str, str], ...] = ()
    by: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @classmethod
    def make(
        cls,
        where: Iterable[tuple[str, str]] = (),
        by: Iterable[str] = (),
        first: str | date | None = None,
        last: str | date | None = None,
        *,
        also_by: frozenset[str] = frozenset(),
    ) -> Selection:
        """Check the shape of what was asked. QuestionError in one sentence.

        `also_by`: breakdowns that only the question at hand knows.
        """
        found = cls(tuple(where), tuple(by), month(first), month(last))
        plain = [name for name in found.by if name not in also_by]
        for name in [*(name for name, _ in found.where), *plain]:
            columns.shape(name)
        if len(found.by) > MOST_BREAKDOWNS:
            raise QuestionError(f"Break down by {MOST_BREAKDOWNS} columns at most.")
        if len(set(found.by)) < len(found.by) or {"factor", "factors"} <= set(found.by):
            raise QuestionError("Break down by two different columns.")
        if any(columns.shape(name) is Shape.MEASURE for name in plain):
            raise QuestionError("A measured number makes no groups: break down by another column.")
        if found.first and found.last and found.first > found.last:
            raise QuestionError("The period ends before it begins.")
        return found

    @property
    def columns(self) -> frozenset[str]:
        """Every column named in a filter or a breakdown."""
        return frozenset(name for name, _ in self.where) | frozenset(self.by)

    def conditions(self, extract: Extract) -> list[Condition]:
        """The filters and the period as SQL conditions with parameters."""
        found = [columns.condition(extract, name, value) for name, value in self.where]
        if self.first:
            found.append(("opened >= ?", [self.first]))
        if self.last:
            found.append(("opened < ?", [add_months(self.last, 1)]))
        return found

    def facts(self) -> dict[str, Any]:
        """The selection as an answer repeats it."""
        return {
            "where": [[name, value] for name, value in self.where],
            "by": list(self.by),
            "from": f"{self.first:%Y-%m}" if self.first else None,
            "to": f"{self.last:%Y-%m}" if self.last else None,
        }


def month(given: str | date | None) -> date | None:
    """Read `YYYY-MM` as the first of that month. QuestionError for anything else."""
    if given is None or isinstance(given, date):
        return given.replace(day=1) if given else None
    match = _MONTH.fullmatch(given)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
        raise QuestionError("Write a month as 2026-01.")
    return date(int(match[1]), int(match[2]), 1)


def read_filter(text: str) -> tuple[str, str]:
    """Read `column=value`; an empty value means null. QuestionError without `=`."""
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise QuestionError("Write a filter as column=value.")
    return name.strip(), value.strip()
