"""Reads published CSV tables as one system of cells, so that the attacker can be set on them.

A table has key columns first, then columns of counts. Several columns of counts are one more
dimension whose values are the headers. A key or header that reads "Total" is a margin: it is the
sum of the others. A cell is the set of its keys without the totals, so tables that share cells
are linked: the margin of one may be the body of another.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import EvidenceError

Cell = frozenset[tuple[str, str]]
OF_COLUMNS = "columns"  # the name of the dimension that headers make
_ASKED = ("n", "of", "value", "low", "high", "status")


class UnreadableTable(EvidenceError):
    """A file is not a table of counts; the message says which and why."""


class Disagreement(EvidenceError):
    """Two tables show different numbers for one cell: they are not of the same data."""


@dataclass
class Published:
    """One file: its cells (None where hidden) and the dimensions' names."""

    name: str
    dimensions: list[str]
    cells: dict[Cell, int | None] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=dict)
    total: str = "Total"
    left_out: list[str] = field(default_factory=list)


@dataclass
class System:
    """All files together: shown numbers, hidden cells, and the sums that bind them."""

    shown: dict[Cell, int] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    sums: list[tuple[Cell, tuple[Cell, ...]]] = field(default_factory=list)
    given_openly: dict[Cell, int] = field(default_factory=dict)
    where: dict[Cell, str] = field(default_factory=dict)


def read(path: Path, *, hidden: str, total: str) -> Published:
    """Read one CSV file. UnreadableTable for anything that is no table of counts."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = [row for row in csv.reader(opened) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnreadableTable(f"{path.name} cannot be read as a CSV table.") from None
    if len(rows) < 2:  # noqa: PLR2004  a header and one row
        raise UnreadableTable(f"{path.name} has no rows below its header.")
    header = [cell.strip() for cell in rows[0]]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise UnreadableTable(f"{path.name}, line {number}: not as many cells as the header.")
    body = [[cell.strip() for cell in row] for row in rows[1:]]
    if header[-len(_ASKED) :] == list(_ASKED):
        # What `ask --format csv` writes: counts in `n`, everything after it follows from it.
        keys, counts = list(range(len(header) - len(_ASKED))), [len(header) - len(_ASKED)]
        return _table(path.name, header, body, keys, counts, hidden, total)
    counts = [n for n in range(1, len(header)) if _is_counts([r[n] for r in body], hidden)]
    if not counts:
        raise UnreadableTable(f"{path.name} has no column of whole numbers after the first column.")
    keys = [n for n in range(counts[0])]
    found = _table(path.name, header, body, keys, counts, hidden, total)
    found.left_out = [header[n] for n in range(counts[0], len(header)) if n not in counts]
    return found


def _table(
    name: str,
    header: Sequence[str],
    body: Sequence[Sequence[str]],
    keys: Sequence[int],
    counts: Sequence[int],
    hidden: str,
    total: str,
) -> Published:
    names = [header[n] or f"column {n + 1}" for n in keys]
    wide = len(counts) > 1
    found = Published(name, [*names, *([OF_COLUMNS] if wide else [])], total=total)
    for number, row in enumerate(body, start=2):
        for column in counts:
            labels = [row[n] for n in keys] + ([header[column]] if wide else [])
            cell = _cell(zip(found.dimensions, labels, strict=True), total)
            if cell in found.cells:
                raise UnreadableTable(f"{name}, line {number}: this row stands there twice.")
            text = row[column]
            found.cells[cell] = None if text in (hidden, "") else _count(text)
            for dimension, label in zip(found.dimensions, labels, strict=True):
                known = found.labels.setdefault(dimension, [])
                if label not in known:
                    known.append(label)
    return found


def _cell(labels: Iterable[tuple[str, str]], total: str) -> Cell:
    return frozenset((name, label) for name, label in labels if not _is_total(label, total))


def _is_total(label: str, total: str) -> bool:
    return label.casefold() == total.casefold()


def _is_counts(cells: Sequence[str], hidden: str) -> bool:
    return all(cell in (hidden, "") or _digits(cell).isdecimal() for cell in cells)


def _digits(text: str) -> str:
    """A number without the marks between thousands."""
    return text.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")


def _count(text: str) -> int:
    return int(_digits(text))


def system(tables: Sequence[Published]) -> System:
    """All tables as one. Disagreement when one cell is shown with two numbers."""
    _name_columns(tables)
    found = System()
    for table in tables:
        for cell, number in table.cells.items():
            found.where.setdefault(cell, table.name)
            if number is None:
                found.hidden.add(cell)
            elif found.shown.setdefault(cell, number) != number:
                raise Disagreement(
                    f"{found.where[cell]} and {table.name} show different numbers for one cell: "
                    "the data changed between them, and together they may tell more."
                )
        found.sums += _sums(table)
    # Hidden in one table, shown in another: nothing needs to be worked out.
    found.given_openly = {cell: found.shown[cell] for cell in found.hidden & found.shown.keys()}
    found.hidden -= found.shown.keys()
    return found


def _name_columns(tables: Sequence[Published]) -> None:
    """Give the unnamed dimension of headers the name that the same labels have elsewhere."""
    for table in tables:
        mine = {each for each in table.labels.get(OF_COLUMNS, ()) if not _total_of(table, each)}
        for other in tables:
            for name, labels in other.labels.items():
                theirs = {each for each in labels if not _total_of(other, each)}
                if name != OF_COLUMNS and mine and len(mine & theirs) * 2 >= len(mine):
                    _rename(table, name)
                    mine = set()


def _total_of(table: Published, label: str) -> bool:
    return _is_total(label, table.total)


def _rename(table: Published, name: str) -> None:
    table.dimensions = [name if each == OF_COLUMNS else each for each in table.dimensions]
    table.labels[name] = table.labels.pop(OF_COLUMNS)
    table.cells = {
        frozenset((name if n == OF_COLUMNS else n, label) for n, label in cell): number
        for cell, number in table.cells.items()
    }


def _sums(table: Published) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Each margin as the sum of its parts, in every dimension that has a total."""
    for place, dimension in enumerate(table.dimensions):
        labels = table.labels[dimension]
        parts = [label for label in labels if not _total_of(table, label)]
        if len(parts) == len(labels) or not parts:
            continue
        others = [table.labels[name] for name in table.dimensions]
        others[place] = [table.total]
        for chosen in itertools.product(*others):
            given = list(zip(table.dimensions, chosen, strict=True))
            margin = _cell(given, table.total)
            cells = tuple(margin | {(dimension, label)} for label in parts)
            inside = tuple(cell for cell in cells if cell in table.cells)
            if margin in table.cells and inside:
                yield margin, inside


def name_of(cell: Cell, tables: Sequence[Published]) -> Mapping[str, str]:
    """A cell as its keys, totals written out, in the order of the first table that has it."""
    table = next(each for each in tables if cell in each.cells)
    labels = dict(cell)
    return {name: labels.get(name, table.total) for name in table.dimensions}
