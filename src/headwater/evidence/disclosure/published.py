"""Reads published CSV tables: the cells, how they add up, and what each cell counts.

A table has key columns first, then columns of counts. Several columns of counts are one more
dimension, whose values are the headers. A key or header that reads "Total" is a margin: the sum
of the others. A table as `ask --format csv` writes it is known by its header: its counts stand in
`n`, and each row's `of` is a number no count of the row exceeds.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import EvidenceError

Labels = tuple[str, ...]
_ASKED = ("n", "of", "value", "low", "high", "status")
_THOUSANDS = str.maketrans("", "", ", \u00a0\u202f")


class TableError(EvidenceError):
    """A file is not a table of counts; the message says which and why."""


@dataclass(frozen=True)
class Line:
    """Cells of one line of a table and their margin. Where the parts are not `disjoint`, each is
    at most the total and no more is known."""

    total: Labels
    parts: tuple[Labels, ...]
    disjoint: bool = True


@dataclass
class Published:
    """One file. A cell is known by its labels, one a dimension; None is a hidden number.

    `dimensions`: heading (empty for the dimension the headers make) and labels without the total.
    `fixed`: a number that stands beside a cell and bounds it. `remarks`: what was left aside.
    """

    name: str
    total: str
    dimensions: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    cells: dict[Labels, int | None] = field(default_factory=dict)
    fixed: dict[Labels, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def hidden(self) -> list[Labels]:
        """The cells whose number is not printed."""
        return [cell for cell, number in self.cells.items() if number is None]

    def facts(self, cell: Labels) -> Iterator[tuple[int, str]]:
        """What the discussions of a cell share: dimension and label, totals left out."""
        for place, label in enumerate(cell):
            if not self.is_total(label):
                yield place, label

    def as_written(self, cell: Labels) -> Labels:
        """The labels as the file has them."""
        return cell

    def is_total(self, label: str) -> bool:
        """Whether a label names a margin."""
        return label.casefold() == self.total.casefold()


def read(path: Path, *, hidden: str, total: str) -> Published:
    """Read one CSV file. TableError for anything that is no table of counts."""
    header, body = _rows(path)
    found = Published(path.name, total)
    asked = tuple(header[-len(_ASKED) :]) == _ASKED
    if asked:
        place = len(header) - len(_ASKED)
        counts = [place]
    else:
        counts = [n for n in range(1, len(header)) if _are_counts([r[n] for r in body], hidden)]
        place = counts[0] if counts else len(header)
        aside = [header[n] for n in range(place, len(header)) if n not in counts]
        if aside:
            found.remarks.append(f"{path.name}: columns left aside: {', '.join(aside)}.")
    if not counts:
        raise TableError(f"{path.name} has no column of whole numbers after its first column.")
    _fill(found, header, body, list(range(place)), counts, hidden)
    if asked:
        of = [row[place + 1] for row in body]
        found.fixed = {
            cell: _count(text) for cell, text in zip(found.cells, of, strict=True) if text
        }
    found.lines = list(_lines(found))
    return found


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = [[cell.strip() for cell in row] for row in csv.reader(opened)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise TableError(f"{path.name} cannot be read as a CSV table.") from None
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if len(numbered) < 2:
        raise TableError(f"{path.name} has no rows below its header.")
    header = numbered[0][1]
    for number, row in numbered[1:]:
        if len(row) != len(header):
            raise TableError(f"{path.name}, line {number}: not as many cells as the header.")
    return header, [row for _, row in numbered[1:]]


def _fill(
    found: Published,
    header: Sequence[str],
    body: Sequence[Sequence[str]],
    keys: Sequence[int],
    counts: Sequence[int],
    hidden: str,
) -> None:
    """Every count as a cell with its labels."""
    wide = len(counts) > 1
    for row, column in itertools.product(body, counts):
        cell = (*(row[n] for n in keys), *([header[column]] if wide else []))
        if cell in found.cells:
            raise TableError(f"{found.name}: {', '.join(cell)} stands there twice.")
        text = row[column]
        found.cells[cell] = None if text in (hidden, "") else _count(text)
    headings = [*(header[n] for n in keys), *([""] if wide else [])]
    for place, heading in enumerate(headings):
        labels = frozenset(cell[place] for cell in found.cells if not found.is_total(cell[place]))
        found.dimensions.append((heading, labels))


def _are_counts(cells: Sequence[str], hidden: str) -> bool:
    return all(cell in (hidden, "") or cell.translate(_THOUSANDS).isdecimal() for cell in cells)


def _count(text: str) -> int:
    try:
        return int(text.translate(_THOUSANDS))
    except ValueError:
        raise TableError("A count is a whole number from 0 up.") from None


def _lines(found: Published) -> Iterator[Line]:
    """Each margin with its parts, in every dimension that has a total."""
    for place, (_, labels) in enumerate(found.dimensions):
        margins = [cell for cell in found.cells if found.is_total(cell[place])]
        for margin in margins:
            parts = tuple(
                cell
                for label in sorted(labels)
                if (cell := (*margin[:place], label, *margin[place + 1 :])) in found.cells
            )
            if parts:
                yield Line(margin, parts)
