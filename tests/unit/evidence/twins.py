"""Each question once more, in plain Python over plain rows: slow, obvious, and right.

A twin gives `{keys: (n, of)}` for one answer, keys in the order of the answer's columns. It knows
nothing of masks, SQL or margins.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from headwater.vocabulary import registry

Row = dict[str, Any]
Key = tuple[Any, ...]
Found = dict[Key, tuple[int, int]]

FACTORS = registry.current("risk_factors")
_LISTS = {
    "protective": "protective_factors",
    "flags": "study_flags",
    "gaps": "gap_kinds",
}


def values(row: Row, column: str) -> list[Any]:  # noqa: PLR0911
    """The values a row has of a column: one for most, several for lists."""
    if column == "factor":
        return [FACTORS.at_position(p).code for p in row.get("factors") or []]
    if column == "category":
        return sorted({FACTORS[code].category for code in values(row, "factor")})
    if column in _LISTS:
        found = registry.current(_LISTS[column])
        return [found.at_position(p).code for p in row.get(column) or []]
    if column == "assisting_sectors":
        return list(row.get(column) or [])
    if column == "services":
        return sorted({each["service"] for each in row.get(column) or []})
    opened = row["opened"]
    if column in {"month", "quarter", "year"}:
        return [
            {
                "month": f"{opened:%Y-%m}",
                "quarter": f"{opened:%Y}-Q{(opened.month - 1) // 3 + 1}",
                "year": f"{opened:%Y}",
            }[column]
        ]
    return [row.get(column)]


def kept(rows: Iterable[Row], where: Sequence[tuple[str, str]]) -> list[Row]:
    """The rows every filter keeps; `C=` keeps those without a value."""
    found = []
    for row in rows:
        for column, value in where:
            has = [str(v).lower() if isinstance(v, bool) else v for v in values(row, column)]
            if value == "" and (has not in ([], [None])):
                break
            if value != "" and value not in has:
                break
        else:
            found.append(row)
    return found


def accepted(rows: Iterable[Row]) -> list[Row]:
    """The accepted ones."""
    return [row for row in rows if row["decision"] == "accepted"]


def tally(rows: Sequence[Row], columns: Sequence[str], of: Sequence[str]) -> Found:
    """Distinct rows under each combination of values, of those that share the `of` columns."""
    n: dict[Key, int] = {}
    totals: dict[Key, int] = {}
    for row in rows:
        for key in itertools.product(*(values(row, column) for column in columns)):
            n[key] = n.get(key, 0) + 1
        for key in itertools.product(*(values(row, column) for column in of)):
            totals[key] = totals.get(key, 0) + 1
    places = [columns.index(column) for column in of]
    return {key: (count, totals[tuple(key[p] for p in places)]) for key, count in n.items()}


def shares(column: str) -> Callable[[list[Row], Sequence[str]], Found]:
    """A question whose own values are those of a column, among accepted discussions."""

    def twin(rows: list[Row], by: Sequence[str]) -> Found:
        return tally(accepted(rows), [column, *by], list(by))

    return twin


def decisions(rows: list[Row], by: Sequence[str]) -> Found:
    return tally(rows, ["decision", *by], list(by))


def conclusions(rows: list[Row], by: Sequence[str]) -> Found:
    concluded = [row for row in accepted(rows) if row.get("conclusion_group")]
    return tally(concluded, ["conclusion_group", *by], list(by))


def demographics(rows: list[Row], by: Sequence[str]) -> Found:
    return tally(accepted(rows), ["age_group", "sex", *by], list(by))


def trend(rows: list[Row], by: Sequence[str]) -> Found:
    known = {"table_code", "type", "originating_sector", "decision", "rejection_reason"}
    asked = rows if set(by) <= known else accepted(rows)
    return tally(asked, ["month", *by], ["month"] if by else [])


def sectors(rows: list[Row], by: Sequence[str]) -> Found:
    known = {"table_code", "type", "month", "quarter", "year"}
    found: Found = {}
    for role, column in (
        ("originating", "originating_sector"),
        ("lead", "lead_sector"),
        ("assisting", "assisting_sectors"),
    ):
        asked = rows if role == "originating" and set(by) <= known else accepted(rows)
        for key, numbers in tally(asked, [column, *by], list(by)).items():
            found[(role, *key)] = numbers
    return found


def together(size: int) -> Callable[[list[Row], Sequence[str]], Found]:
    """Pairs or triples: distinct discussions that hold them all."""

    def twin(rows: list[Row], by: Sequence[str]) -> Found:
        chosen = accepted(rows)
        totals = tally(chosen, list(by), list(by))
        order = {code: place for place, code in enumerate(FACTORS.codes)}
        found: dict[Key, int] = {}
        for row in chosen:
            codes = sorted(values(row, "factor"), key=order.__getitem__)
            for group in itertools.product(*(values(row, column) for column in by)):
                for met in itertools.combinations(codes, size):
                    found[(*met, *group)] = found.get((*met, *group), 0) + 1
        return {key: (n, totals[key[size:]][0] if by else len(chosen)) for key, n in found.items()}

    return twin


def contact_time(rows: list[Row], by: Sequence[str]) -> Found:
    followed = [row for row in accepted(rows) if row.get("observed_hours") is not None]
    totals = tally(followed, list(by), list(by))
    reached = [row for row in followed if row.get("contact_hours") is not None]
    found = tally(reached, list(by), list(by))
    return {key: (found.get(key, (0, 0))[0], n) for key, (n, _) in totals.items()}


def median_without_censoring(rows: Sequence[Row]) -> float:
    """The plain median of hours to contact, for rows all of which were reached."""
    return statistics.median(row["contact_hours"] for row in rows)


TWINS: dict[str, Callable[[list[Row], Sequence[str]], Found]] = {
    "factors": shares("factor"),
    "categories": shares("category"),
    "gaps": shares("gaps"),
    "services": shares("services"),
    "decisions": decisions,
    "conclusions": conclusions,
    "demographics": demographics,
    "trend": trend,
    "sectors": sectors,
    "pairs": together(2),
    "contact-time": contact_time,
}
