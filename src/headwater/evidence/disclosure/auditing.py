"""An audit of published tables: all files as one system, attacked.

Cells of several files are one cell where that is sound: the files must share cells by name, and
every number both of them show must be the same. Where one differs, the files are of different
populations or times, and are attacked apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from . import attacker, rules
from .attacker import Name
from .published import Labels, Published, TableError, overlap_remark


class Finding(StrEnum):
    """What an attacker gets of a cell."""

    SHOWN = "shown"  # printed, and below the threshold
    COMPLEMENT = "complement"  # printed, and all but a few of its denominator
    EXACT = "exact"  # hidden, and worked out
    SMALL = "small"  # hidden, and sure to be below the threshold


@dataclass(frozen=True)
class Recovered:
    """One cell an attacker recovers: where it stands, and between what numbers it lies."""

    file: str
    cell: Labels
    low: int
    high: int
    finding: Finding


@dataclass(frozen=True)
class Audit:
    """What was found in all files together."""

    recovered: tuple[Recovered, ...]
    hidden: int
    remarks: tuple[str, ...]


def audit(tables: Sequence[Published], threshold: int) -> Audit:
    """Attack tables together. TableError when one's numbers contradict each other."""
    names = _names(tables)
    remarks = [remark for table in tables for remark in table.remarks]
    recovered: list[Recovered] = []
    for group in _populations(tables, names, remarks):
        inside, named = [tables[n] for n in group], [names[n] for n in group]
        recovered += _attack(inside, named, threshold, remarks)
    for table in tables:
        recovered += _printed(table, threshold)
    order = {table.name: place for place, table in enumerate(tables)}
    recovered.sort(key=lambda each: order[each.file])
    hidden = sum(len(table.hidden) for table in tables)
    return Audit(tuple(recovered), hidden, tuple(remarks))


def _printed(table: Published, threshold: int) -> Iterator[Recovered]:
    """What needs no attack: small numbers that stand there, and small rests of a denominator."""
    # The margin of a long table is its denominator: it stands beside the counts, not among them.
    margins = {line.total for line in table.lines} if table.fixed else set()
    for cell, number in table.cells.items():
        if number is None or cell in margins:
            continue
        rest = table.fixed.get(cell, number) - number
        if 0 < number < threshold:
            yield Recovered(table.name, table.as_written(cell), number, number, Finding.SHOWN)
        elif 0 < rest < threshold:
            yield Recovered(table.name, table.as_written(cell), rest, rest, Finding.COMPLEMENT)


Names = dict[Labels, frozenset[tuple[int, str]]]


def _names(tables: Sequence[Published]) -> list[Names]:
    """A name for every cell: the facts its discussions share, by dimension over all files."""
    places = _dimensions(tables)
    return [
        {
            cell: frozenset((places[number, place], label) for place, label in table.facts(cell))
            for cell in table.cells
        }
        for number, table in enumerate(tables)
    ]


def _dimensions(tables: Sequence[Published]) -> dict[tuple[int, int], int]:
    """Which dimensions of different files are one: the same labels, or the same heading and
    labels in common. Two dimensions of one file never are."""
    classes: list[list[tuple[int, int]]] = []
    for number, table in enumerate(tables):
        for place, (heading, labels) in enumerate(table.dimensions):
            for members in classes:
                if all(n != number for n, _ in members) and any(
                    _alike(heading, labels, *tables[n].dimensions[p]) for n, p in members
                ):
                    members.append((number, place))
                    break
            else:
                classes.append([(number, place)])
    return {member: number for number, members in enumerate(classes) for member in members}


def _alike(a: str, a_labels: frozenset[str], b: str, b_labels: frozenset[str]) -> bool:
    return (bool(a_labels) and a_labels == b_labels) or (a == b != "" and bool(a_labels & b_labels))


def _populations(
    tables: Sequence[Published], names: Sequence[Names], remarks: list[str]
) -> list[list[int]]:
    """Files whose shared cells agree, grouped; the others stand alone."""
    groups: list[list[int]] = []
    for number in range(len(tables)):
        home = None
        for group in groups:
            verdicts = [_agree(tables, names, number, other) for other in group]
            if False in verdicts:
                remarks.append(
                    f"{tables[number].name} and {tables[group[verdicts.index(False)]].name} show "
                    "different numbers for the same cells: they are taken as different "
                    "populations, or the data changed between them."
                )
            elif True in verdicts and home is None:
                group.append(number)
                home = group
        if home is None:
            groups.append([number])
    return groups


def _agree(
    tables: Sequence[Published], names: Sequence[Names], one: int, other: int
) -> bool | None:
    """Whether all cells both files show have the same numbers; None where that says nothing."""
    mine, theirs = _shown(tables[one], names[one]), _shown(tables[other], names[other])
    common = mine.keys() & theirs.keys()
    if not all(mine[name] == theirs[name] for name in common):
        return False
    # Cells that nobody is in agree by chance.
    return True if any(mine[name] for name in common) else None


def _shown(table: Published, names: Names) -> dict[Name, int]:
    return {names[cell]: n for cell, n in table.cells.items() if n is not None}


def _attack(
    tables: Sequence[Published], names: Sequence[Names], threshold: int, remarks: list[str]
) -> list[Recovered]:
    """Attack the tables of one population; apart where together they contradict each other."""
    try:
        bounds = _bounds(tables, names)
    except attacker.Contradiction:
        if len(tables) > 1:
            return [
                found
                for table, named in zip(tables, names, strict=True)
                for found in _attack([table], [named], threshold, remarks)
            ]
        bounds = _overlapping(tables[0], names[0], remarks)
    found = []
    for table, named in zip(tables, names, strict=True):
        for cell in table.hidden:
            low, high = bounds[named[cell]]
            if table.fixed.get(cell) == 0:
                continue  # of nobody, nobody: the denominator said so
            finding = _finding(low, high, threshold)
            if finding:
                found.append(Recovered(table.name, table.as_written(cell), low, int(high), finding))
    return found


def _overlapping(
    table: Published, names: Names, remarks: list[str]
) -> dict[Name, tuple[int, float]]:
    """The bounds of a table whose numbers do not add up: rows, or columns, must overlap."""
    for place, (heading, _) in enumerate(table.dimensions):
        lines = [
            replace(line, disjoint=line.disjoint and line.total[place] == line.parts[0][place])
            for line in table.lines
        ]
        try:
            bounds = _bounds([replace(table, lines=lines)], [names])
        except attacker.Contradiction:
            continue
        remarks.append(overlap_remark(table.name, heading))
        return bounds
    raise TableError(f"The numbers of {table.name} contradict each other: no counts add up so.")


def _finding(low: int, high: float, threshold: int) -> Finding | None:
    if low == high:
        return Finding.EXACT
    return Finding.SMALL if high < threshold else None


def _bounds(tables: Sequence[Published], names: Sequence[Names]) -> dict[Name, tuple[int, float]]:
    """Bounds of every cell that a file hides, shown in another file or not.

    Where zeros stand, whoever hides does not hide zeros; where that fits no table, a hidden
    cell may be zero too.
    """
    shown: dict[Name, int] = {}
    for table, named in zip(tables, names, strict=True):
        shown |= _shown(table, named)
    hidden = {
        named[cell] for table, named in zip(tables, names, strict=True) for cell in table.hidden
    }
    view = _view(tables, names, shown, frozenset(hidden - shown.keys()))
    try:
        found = attacker.attack(view)
    except attacker.Contradiction:
        found = attacker.attack(replace(view, least=0))
    exact = {name: (shown[name], shown[name]) for name in hidden & shown.keys()}
    return exact | {name: (each.low, each.high) for name, each in found.items()}


def _view(
    tables: Sequence[Published],
    names: Sequence[Names],
    shown: dict[Name, int],
    hidden: frozenset[Name],
) -> attacker.View[Name]:
    sums: list[tuple[Name, Sequence[Name]]] = []
    orders: list[tuple[Name, Name]] = []
    numbers = dict(shown)
    for table, named in zip(tables, names, strict=True):
        for line in table.lines:
            parts = [named[part] for part in line.parts]
            if line.disjoint:
                sums.append((named[line.total], parts))
            else:
                orders += [(part, named[line.total]) for part in parts]
        for cell, of in table.fixed.items():
            numbers["of", of] = of
            orders.append((named[cell], ("of", of)))
    return attacker.View(numbers, hidden, sums, orders, least=rules.LEAST_HIDDEN)
