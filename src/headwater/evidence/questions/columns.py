"""The columns a question may be filtered or broken down by, and how each reads in SQL.

The contract: the extract's columns, and `factor`, `category`, `month`, `quarter`, `year`. A column
holds one value a discussion (`single`), several (`listed`, `items`), or a measured number
(`measure`), which can be filtered but makes no groups. Values travel as bound parameters; what is
written into SQL comes from this module and from positions, never from what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from headwater.vocabulary.masks import Mask, mask_of

from ..engine import Extract
from ..errors import QuestionError
from ..extract import schema

Condition = tuple[str, list[Any]]


class Shape(StrEnum):
    """How many values of a column a discussion holds."""

    SINGLE = "single"
    ITEMS = "items"  # risk factors and their categories, by bit masks
    LISTED = "listed"
    MEASURE = "measure"


# Columns of one value: the SQL that reads it as a value of an answer.
_SINGLE: dict[str, str] = {
    name: f'"{name}"'
    for name in (
        "table_code",
        "vocabulary_version",
        "type",
        "age_group",
        "sex",
        "decision",
        "rejection_reason",
        "conclusion_group",
        "conclusion_reason",
        "originating_sector",
        "lead_sector",
        "police_at_door",
        "returning",
    )
} | {
    "opened": "strftime(opened, '%Y-%m-%d')",
    "decided": "strftime(decided, '%Y-%m-%d')",
    "month": "strftime(opened, '%Y-%m')",
    "quarter": "strftime(opened, '%Y') || '-Q' || quarter(opened)",
    "year": "strftime(opened, '%Y')",
}
# Columns of several values: the SQL of the list of distinct values.
_LISTED: dict[str, str] = {
    "protective": "protective",
    "flags": "flags",
    "gaps": "gaps",
    "assisting_sectors": "assisting_sectors",
    "services": "list_distinct(list_transform(services, lambda s: s.service))",
}
_ITEMS = {"factor": "factor", "factors": "factor", "category": "category"}
_MEASURES = frozenset({"contact_hours", "connection_hours", "observed_hours", "days_open"})
_BOOLEANS = frozenset({"police_at_door", "returning"})
_PERIODS = frozenset({"month", "quarter", "year"})
_DECISIONS = ("accepted", "rejected")

GRAINS = ("month", "quarter", "year")
DATES = frozenset({"opened", "decided"}) | _PERIODS

# What a rejected row holds, and so what decisions may be asked by.
KNOWN_OF_REJECTED = (schema.REJECTED_COLUMNS - {"row"}) | _PERIODS

NAMES: tuple[str, ...] = tuple(dict.fromkeys([*_ITEMS, *_SINGLE, *_LISTED, *sorted(_MEASURES)]))


def shape(name: str) -> Shape:
    """The shape of a column; QuestionError for a name no question knows."""
    if name in _SINGLE:
        return Shape.SINGLE
    if name in _ITEMS:
        return Shape.ITEMS
    if name in _LISTED:
        return Shape.LISTED
    if name in _MEASURES:
        return Shape.MEASURE
    raise QuestionError(
        f"There is no such column to filter or break down by: use one of {', '.join(NAMES)}."
    )


def expression(name: str) -> str:
    """The SQL of a single or listed column's value."""
    return _SINGLE.get(name) or _LISTED[name]


def list_name(name: str) -> str:
    """The code list the values of a column belong to, or an empty string."""
    if name in _ITEMS:
        return "risk_factors"
    column = schema.COLUMNS.get(name)
    return column.list_name if column else ""


def codes(extract: Extract, name: str) -> tuple[str, ...]:
    """The codes of a column in their order; empty for a column without a list."""
    if name == "decision":
        return _DECISIONS
    found = list_name(name)
    if not found or found not in extract.lists:
        return ()
    listed = extract.lists[found]
    return listed.group_codes if name in {"category", "conclusion_group"} else listed.codes


def decode(extract: Extract, name: str, value: Any) -> Any:
    """A value as it stands in a row of an answer: positions become codes."""
    if name in schema.POSITION_LISTS and value is not None:
        at = extract.lists[schema.POSITION_LISTS[name]].code_at
        return at.get(int(value), str(value))
    return value


@dataclass(frozen=True)
class Item:
    """A factor or a category, with the words in which its bits stand."""

    code: str
    words: Mask

    @property
    def sql(self) -> str:
        """True for a discussion that holds any of the bits."""
        tests = [
            f"factors_{number} & {word} <> 0" for number, word in enumerate(self.words) if word
        ]
        return "(" + " OR ".join(tests or ["false"]) + ")"


def items(extract: Extract, name: str) -> tuple[Item, ...]:
    """All factors, or all categories, as items with their bit masks."""
    listed = extract.lists["risk_factors"]
    if _ITEMS[name] == "category":
        return tuple(
            Item(group, mask_of(listed.positions[code] for code in listed.members(group)))
            for group in listed.group_codes
        )
    return tuple(Item(code, mask_of([listed.positions[code]])) for code in listed.codes)


def condition(extract: Extract, name: str, value: str) -> Condition:
    """A filter `name=value` as SQL with parameters; an empty value means null.

    QuestionError for a column that cannot be filtered or a value it cannot have.
    """
    kind = shape(name)
    stored = "factors" if name in _ITEMS else name
    if value == "":
        return f'"{"opened" if name in _PERIODS else stored}" IS NULL', []
    if kind is Shape.ITEMS:
        found = next((item for item in items(extract, name) if item.code == value), None)
        if found is None:
            raise _no_value(name)
        return found.sql, []
    if kind is Shape.MEASURE:
        return f"{name} = ?", [_number(name, value)]
    if kind is Shape.LISTED:
        return _contains(extract, name, value)
    if name in _BOOLEANS:
        if value.lower() not in {"true", "false"}:
            raise QuestionError(f"The column {name} is true or false.")
        return f'"{name}" = ?', [value.lower() == "true"]
    if name in DATES:
        _check_date(name, value)
    else:
        _check_code(extract, name, value)
    return f"{_SINGLE[name]} = ?", [value]


def _contains(extract: Extract, name: str, value: str) -> Condition:
    _check_code(extract, name, value)
    if name in schema.POSITION_LISTS:
        position = extract.lists[schema.POSITION_LISTS[name]].positions[value]
        return f"list_contains({name}, ?)", [position]
    return f"list_contains({_LISTED[name]}, ?)", [value]


def _check_code(extract: Extract, name: str, value: str) -> None:
    known = codes(extract, name)
    if known and value not in known:
        raise _no_value(name)


def _check_date(name: str, value: str) -> None:
    try:
        if name == "year":
            date(int(value), 1, 1)
        elif name == "quarter":
            year, number = value.split("-Q")
            date(int(year), 3 * int(number), 1)
        else:
            date.fromisoformat(f"{value}-01" if name == "month" else value)
    except ValueError:
        form = {"year": "2026", "quarter": "2026-Q1", "month": "2026-01"}.get(name, "2026-01-31")
        raise QuestionError(f"Write the column {name} as {form}.") from None


def _number(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise QuestionError(f"The column {name} is a number.") from None


def _no_value(name: str) -> QuestionError:
    return QuestionError(f"The column {name} never has that value: it is not in its code list.")
