"""Counts of distinct discussions over a few dimensions, with every margin and how they add up.

A *cell* is the set of facts its discussions share: `{("sex", "is", "female"), ("factor", "has",
"housing.no-access")}`; the empty set is everyone. Two answers that count the same discussions
therefore name the same cell, which is what lets disclosure control see several answers as one.

A dimension of one value a discussion is a partition: its cells add up to the margin. A dimension
of several values is not, but each of its values is, with its complement: those who have it and
those who lack it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..engine import Extract
from . import columns
from .columns import Condition, Item, Shape

Fact = tuple[str, str, Any]
Cell = frozenset[Fact]
EVERYONE: Cell = frozenset()
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Dimension:
    """One way to part the discussions. `keys` are its columns in a row of the answer."""

    name: str
    shape: Shape
    keys: tuple[str, ...] = ()
    sql: str = ""
    items: tuple[Item, ...] = ()
    order: tuple[Any, ...] = ()  # the values in the order of their list
    complete: bool = True  # whether values nobody has stand in the answer too

    @property
    def columns(self) -> tuple[str, ...]:
        """The key columns; the name itself for a plain column."""
        return self.keys or (self.name,)

    def fact(self, value: Any) -> Fact:
        """What a discussion counted under this value is."""
        return (self.name, "is" if self.shape is Shape.SINGLE else "has", value)

    def key_values(self, value: Any) -> dict[str, Any]:
        """The value as it stands in a row, split where the dimension has several columns."""
        parts = value.split(SEPARATOR) if len(self.columns) > 1 else [value]
        return dict(zip(self.columns, parts, strict=True))


@dataclass(frozen=True)
class Sum:
    """The parts are disjoint and add up to the total."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass
class Counts:
    """Counted cells and how they hang together. `fresh` are those not known before, where linkage
    is on; a cell with few of them stands for few people."""

    cells: dict[Cell, int] = field(default_factory=dict)
    fresh: dict[Cell, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def among(self, fact: Fact) -> Counts:
        """The same counts, of discussions that share a further fact."""
        every = frozenset({fact})
        return Counts(
            {cell | every: number for cell, number in self.cells.items()},
            {cell | every: number for cell, number in self.fresh.items()},
            [Sum(s.total | every, tuple(part | every for part in s.parts)) for s in self.sums],
        )

    def take(self, other: Counts) -> None:
        """Add another set of cells and sums; cells of one name are the same cell."""
        self.cells |= other.cells
        self.fresh |= other.fresh
        self.sums += [each for each in other.sums if each not in self.sums]


def dimension(extract: Extract, name: str) -> Dimension:
    """The dimension of a column that can be asked by."""
    kind = columns.shape(name)
    order = columns.codes(extract, name)
    if kind is Shape.ITEMS:
        found = columns.items(extract, name)
        plain = "factor" if name == "factors" else name
        return Dimension(
            plain, kind, (name,), items=found, order=tuple(item.code for item in found)
        )
    return Dimension(
        name,
        kind,
        (),
        columns.expression(name),
        order=order,
        complete=kind is not Shape.SINGLE,
    )


def count(
    extract: Extract, conditions: Sequence[Condition], dimensions: Sequence[Dimension]
) -> Counts:
    """Count every cell of the dimensions and of their margins, complements included."""
    found = Counts()
    tallies = _tally(extract, conditions, dimensions)
    values = [_values(each, number, tallies) for number, each in enumerate(dimensions)]
    _fill(found.cells, found.sums, tallies, dimensions, values)
    if extract.knows_returning:
        fresh = _tally(extract, [*conditions, ('"returning" IS NOT TRUE', [])], dimensions)
        _fill(found.fresh, [], fresh, dimensions, values)
    return found


_ALL = object()
Key = tuple[Any, ...]


def _tally(
    extract: Extract, conditions: Sequence[Condition], dimensions: Sequence[Dimension]
) -> dict[Key, int]:
    """How many discussions under each combination of values, `_ALL` for a dimension left out.

    One query for each set of listed dimensions, because a discussion with two flags is two rows
    of a flag's counts and one row of the margin.
    """
    listed = [n for n, each in enumerate(dimensions) if each.shape is Shape.LISTED]
    tallies: dict[Key, int] = {}
    for size in range(len(listed) + 1):
        for unnested in itertools.combinations(listed, size):
            _run(extract, conditions, dimensions, frozenset(unnested), tallies)
    return tallies


def _run(
    extract: Extract,
    conditions: Sequence[Condition],
    dimensions: Sequence[Dimension],
    unnested: frozenset[int],
    tallies: dict[Key, int],
) -> None:
    grouped = [
        number
        for number, each in enumerate(dimensions)
        if each.shape is Shape.SINGLE or number in unnested
    ]
    item_number = next(
        (number for number, each in enumerate(dimensions) if each.shape is Shape.ITEMS), None
    )
    items = dimensions[item_number].items if item_number is not None else ()
    parameters: list[Any] = [value for _, given in conditions for value in given]
    where = " AND ".join(f"({sql})" for sql, _ in conditions) or "true"
    source = _source(dimensions, grouped, unnested, bool(items), where)
    sums = "".join(f", count_if({item.sql})" for item in items)
    keys = ", ".join(f"g{n}" for n in grouped)
    rows = extract.rows(
        f"SELECT {keys + ', ' if keys else ''}count(*){sums} "  # noqa: S608  built from columns.py
        f"FROM ({source})" + (f" GROUP BY {keys}" if keys else ""),
        parameters,
    )
    for row in rows:
        values = {
            n: columns.decode(extract, dimensions[n].name, row[place])
            for place, n in enumerate(grouped)
        }
        codes = [_ALL, *(item.code for item in items)]
        for code, number in zip(codes, row[len(grouped) :], strict=True):
            # `count_if` over no rows at all is null: a table that has discussed nothing yet.
            _add(tallies, dimensions, unnested, values | {item_number: code}, int(number or 0))


def _source(
    dimensions: Sequence[Dimension],
    grouped: Sequence[int],
    unnested: frozenset[int],
    with_words: bool,
    where: str,
) -> str:
    """The rows to count, as SQL. Lists are unnested one after the other: two at once would be
    walked in step, not crossed."""
    read = [f"{dimensions[n].sql} AS {'l' if n in unnested else 'g'}{n}" for n in grouped] + [
        "factors_0",
        "factors_1",
        "factors_2",
    ] * with_words
    source = f"SELECT {', '.join(read) or '1 AS one'} FROM discussions WHERE {where}"  # noqa: S608
    for n in sorted(unnested):
        source = f"SELECT * EXCLUDE (l{n}), unnest(l{n}) AS g{n} FROM ({source})"  # noqa: S608
    return source


def _add(
    tallies: dict[Key, int],
    dimensions: Sequence[Dimension],
    unnested: frozenset[int],
    values: dict[Any, Any],
    number: int,
) -> None:
    """Add a number to its own cell and to every margin over the single dimensions."""
    choices = [
        (values[n], _ALL)
        if each.shape is Shape.SINGLE
        else ((values[n],) if n in unnested or each.shape is Shape.ITEMS else (_ALL,))
        for n, each in enumerate(dimensions)
    ]
    for key in itertools.product(*choices):
        tallies[key] = tallies.get(key, 0) + number


def _values(each: Dimension, number: int, tallies: dict[Key, int]) -> list[Any]:
    """The values of a dimension: those that must stand there, then others as they were found."""
    found = {key[number] for key in tallies if key[number] is not _ALL}
    if each.complete:
        found |= set(each.order)
    ordered = [value for value in each.order if value in found]
    others = found.difference(ordered)
    ordered += sorted((value for value in others if value is not None), key=str)
    return ordered + [None] * (None in others)


def _fill(
    cells: dict[Cell, int],
    sums: list[Sum],
    tallies: dict[Key, int],
    dimensions: Sequence[Dimension],
    values: Sequence[Sequence[Any]],
) -> None:
    """Name the cells, add the complements of what is not a partition, and say how they add up."""
    seen: set[tuple[Cell, Cell]] = set()
    axes = [list(_axes(each, given)) for each, given in zip(dimensions, values, strict=True)]
    for chosen in itertools.product(*axes):
        for facts in itertools.product(*([*axis, None] for axis in chosen)):
            cell = _cell(facts)
            if cell not in cells:
                cells[cell] = _number(facts, dimensions, tallies)
        for place, axis in enumerate(chosen):
            others = [[None] if n == place else [*each, None] for n, each in enumerate(chosen)]
            for facts in itertools.product(*others):
                total, first = _cell(facts), _cell((*facts, axis[0]))
                if (total, first) not in seen:
                    seen.add((total, first))
                    sums.append(Sum(total, tuple(_cell((*facts, each)) for each in axis)))


def _axes(each: Dimension, values: Iterable[Any]) -> Iterator[tuple[Fact, ...]]:
    """A partition is one axis; each value of another dimension is an axis with its complement."""
    given = list(values)
    if each.shape is Shape.SINGLE:
        if given:
            yield tuple(each.fact(value) for value in given)
        else:
            yield ((each.name, "is", None),)
        return
    for value in given:
        yield (each.fact(value), (each.name, "lacks", value))


def _cell(facts: Iterable[Fact | None]) -> Cell:
    return frozenset(fact for fact in facts if fact is not None)


def _number(
    facts: Sequence[Fact | None], dimensions: Sequence[Dimension], tallies: dict[Key, int]
) -> int:
    """The count of a cell; a complement is the margin less those who have it."""
    for place, fact in enumerate(facts):
        if fact is not None and fact[1] == "lacks":
            without = [*facts[:place], None, *facts[place + 1 :]]
            has = [*facts[:place], dimensions[place].fact(fact[2]), *facts[place + 1 :]]
            return _number(without, dimensions, tallies) - _number(has, dimensions, tallies)
    return tallies.get(tuple(_ALL if fact is None else fact[2] for fact in facts), 0)
