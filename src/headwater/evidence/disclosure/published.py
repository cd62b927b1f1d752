"""Reads published CSV tables: the cells, how they add up, and what each cell counts.

A table has label columns first, then columns of counts; several of these are one more dimension,
whose labels are the headings. A row or column that reads "Total" is a margin: the sum of the
others. A table as `ask --format csv` and the pages of figures write it is known by its headings:
its counts stand in `n`, and no count exceeds its row's `of`. Hidden cells are None.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import EvidenceError
from ..questions import columns

Labels = tuple[str, ...]
LONG = frozenset({"n", "of", "status"})
MOST_BYTES = 20_000_000
_COUNT = re.compile(r"\d{1,15}(\.0+)?")
_GROUPED = re.compile(r"\d{1,3}([ ,\u00a0\u202f]\d{3})+")
_OTHER_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?\s*%?")


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

    Labels are compared without regard to case and blanks; `written` is how each stands there.
    `dimensions`: heading (empty for the dimension the headings make) and labels without the total.
    `fixed`: the denominator that stands beside a cell. `remarks`: what was left aside, and why.
    """

    name: str
    total: str
    dimensions: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    cells: dict[Labels, int | None] = field(default_factory=dict)
    fixed: dict[Labels, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    @property
    def hidden(self) -> list[Labels]:
        """The cells whose number is not printed."""
        return [cell for cell, number in self.cells.items() if number is None]

    def facts(self, cell: Labels) -> Iterator[tuple[int, str]]:
        """What the discussions of a cell share: dimension and label, totals left out."""
        return ((place, label) for place, label in enumerate(cell) if label != self.total)

    def as_written(self, cell: Labels) -> Labels:
        """The labels as the file has them."""
        return tuple(self.written.get(label, label) for label in cell)

    def set_dimensions(self, headings: Sequence[str]) -> None:
        """Name the dimensions of the cells that were read."""
        self.dimensions = [
            (heading, frozenset(cell[place] for cell in self.cells) - {self.total})
            for place, heading in enumerate(headings)
        ]

    def adds_up(self, whole: int, parts: Sequence[Labels]) -> bool:
        """Whether what is shown of the parts leaves room for the whole to be their sum."""
        shown = [n for n in (self.cells[part] for part in parts) if n is not None]
        return sum(shown) == whole if len(shown) == len(parts) else sum(shown) <= whole


def read(path: Path, *, hidden: str, total: str) -> Published:
    """Read one CSV file. TableError, in one sentence, for what is no table of counts."""
    grid = _grid(path)
    found = Published(str(path), _same(total))
    found.written = {_same(text): text for row in reversed(grid) for text in row}
    fill = _fill_long if set(grid[0]) >= LONG else _fill
    fill(found, grid[0], grid[1:], hidden)
    return found


def _same(label: str) -> str:
    return " ".join(label.split()).casefold()


def _grid(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TableError(f"{path} is too large to be a published table.")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise TableError(f"{path} cannot be read as a CSV table in UTF-8.") from None
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        grid = [[cell.strip() for cell in row] for row in lines if any(map(str.strip, row))]
    except csv.Error:
        raise TableError(f"{path} cannot be read as a CSV table in UTF-8.") from None
    if len(grid) < 2 or len(grid[0]) < 2:
        raise TableError(f"{path} is no table: it needs a line of headings, and rows of counts.")
    for number, row in enumerate(grid, start=1):
        if len(row) != len(grid[0]):
            raise TableError(f"{path} is no table: row {number} is not as long as its headings.")
    return grid


def _number(text: str, hidden: str) -> int | None:
    """A count, or None where it is hidden. ValueError for anything else."""
    if text in ("", hidden):
        return None
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    if _COUNT.fullmatch(text):
        return int(text.partition(".")[0])
    raise ValueError


def _are_counts(texts: Sequence[str], hidden: str) -> bool:
    try:
        for text in texts:
            _number(text, hidden)
    except ValueError:
        return False
    return True


def _add(found: Published, cell: Labels, number: int | None) -> None:
    if cell in found.cells:
        raise TableError(f"{found.name}: {', '.join(found.as_written(cell))} stands there twice.")
    found.cells[cell] = number


def _fill(found: Published, head: list[str], body: list[list[str]], hidden: str) -> None:
    """A table of label columns and columns of counts."""
    given = list(zip(*body, strict=True))
    counts = [n > 0 and _are_counts(given[n], hidden) for n in range(len(head))]
    if not any(counts):
        raise TableError(f"{found.name} has no column of whole numbers after its first column.")
    labels = counts.index(True)
    kept = [n for n in range(labels, len(head)) if counts[n]]
    aside = [n for n in range(labels, len(head)) if not counts[n]]
    for place in aside:
        if not all(text in ("", hidden) or _OTHER_NUMBER.fullmatch(text) for text in given[place]):
            raise TableError(f"{found.name}: column {place + 1} holds something that is no count.")
    if aside:
        names = ", ".join(head[place] for place in aside)
        found.remarks.append(f"{found.name}: no counts, left aside: {names}.")
    several = len(kept) > 1
    for row in body:
        for place in kept:
            column = (_same(head[place]),) if several else ()
            cell = (*(_same(text) for text in row[:labels]), *column)
            _add(found, cell, _number(row[place], hidden))
    found.set_dimensions([*(_same(text) for text in head[:labels]), *([""] if several else [])])
    for place in range(len(found.dimensions)):
        _add_lines(found, place)


def _grouped(found: Published, places: frozenset[int]) -> Iterator[tuple[Labels, list[Labels]]]:
    """The cells that differ in some dimensions only, with the margin over these."""
    groups: dict[Labels, list[Labels]] = {}
    for cell in found.cells:
        margin = tuple(found.total if n in places else label for n, label in enumerate(cell))
        if all(cell[place] != found.total for place in places):
            groups.setdefault(margin, []).append(cell)
    yield from groups.items()


def _add_lines(found: Published, place: int) -> None:
    """How the cells of a dimension add up to its margins; where they cannot, what is sure."""
    lines = [each for each in _grouped(found, frozenset({place})) if each[0] in found.cells]
    wholes = [(found.cells[total], parts) for total, parts in lines]
    disjoint = all(whole is None or found.adds_up(whole, parts) for whole, parts in wholes)
    if not disjoint:
        found.remarks.append(overlap_remark(found.name, found.dimensions[place][0]))
    found.lines += [Line(total, tuple(parts), disjoint) for total, parts in lines]


def overlap_remark(name: str, heading: str) -> str:
    """What a person is told of a dimension whose numbers do not add up."""
    what = f"the rows under {heading}" if heading else "the columns"
    return f"{name}: {what} do not add up to their total, so they are taken to overlap."


def _fill_long(found: Published, head: list[str], body: list[list[str]], hidden: str) -> None:
    """Our own form: a row a cell, its denominator beside it."""
    keys = [n for n, name in enumerate(head[: head.index("n")]) if not name.endswith("_label")]
    n_at, of_at = head.index("n"), head.index("of")
    for number, row in enumerate(body, start=2):
        cell = tuple(_same(row[place]) for place in keys)
        try:
            _add(found, cell, _number(row[n_at], hidden))
            of = _number(row[of_at], hidden)
        except ValueError:
            raise TableError(f"{found.name}: row {number} holds no whole number.") from None
        if of is not None:
            found.fixed[cell] = of
    names = [_same(head[place]) for place in keys]
    found.set_dimensions(names)
    _add_shares(found, [place for place, name in enumerate(names) if _single(name)])


def _single(column: str) -> bool:
    """Whether a discussion has one value of the column, so that its values add up."""
    try:
        return columns.shape(column) is columns.Shape.SINGLE
    except EvidenceError:
        return False


def _add_shares(found: Published, single: Sequence[int]) -> None:
    """The cells that add up to the denominator they share.

    A row does not say which of its keys its denominator leaves open: it is the most keys over
    which the rows can add up to it.
    """
    for size in range(len(single), 0, -1):
        for places in itertools.combinations(single, size):
            lines = _shares(found, frozenset(places))
            if lines:
                found.cells |= {line.total: of for line, of in lines}
                found.lines += [line for line, _ in lines]
                return


def _shares(found: Published, places: frozenset[int]) -> list[tuple[Line, int]]:
    """The lines over some keys with their denominators; none where one does not add up."""
    lines = []
    for total, parts in _grouped(found, places):
        of = found.fixed.get(parts[0])
        same = of is not None and all(found.fixed.get(part) == of for part in parts)
        if of is None or not same or not found.adds_up(of, parts):
            return []
        lines.append((Line(total, tuple(parts)), of))
    return lines
