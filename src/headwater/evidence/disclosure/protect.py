"""From exact counts to what may be seen: hide, attack what would be shown, hide more, show.

It fails closed. Where suppression finds no way, or the attacker still gets through, the whole
block of cells that hang together is hidden; where that is not enough, the whole answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ..questions.base import Answer, Measure, Row
from ..questions.counting import Cell, Counts, Sum
from . import attacker, rules
from .released import _TOKEN, SAFE_ALONE, ReleasedRow, ReleasedTable, Status
from .suppression import Block, suppress

# Beyond these a block is hidden whole rather than searched: a table that fine needs coarsening.
MOST_CELLS = 4_000
MOST_SMALL = 400
# Margins that an answer does not print are protected with it all the same, so that a second,
# coarser answer does not undo the first; beyond this size an answer is safe alone and no more.
FINE = 4_000
# How often a cell the attacker still finds is given one more hidden neighbour in each of its sums.
ROUNDS = 8
# A denominator takes every row that is a share of it along: it costs so much for each.
DENOMINATOR = 100.0


@dataclass
class Tables:
    """Counts that will be seen together, and what must not be learned from them.

    `printed` are the cells a reader is shown unless hidden, `locked` those that shares are
    taken of: hidden only when small themselves or as a last resort. `shares` counts how many rows
    would go with each.
    """

    counts: Counts
    threshold: int
    printed: set[Cell] = field(default_factory=set)
    locked: set[Cell] = field(default_factory=set)
    shares: Counter[Cell] = field(default_factory=Counter)
    forced: set[Cell] = field(default_factory=set)
    open: set[Cell] = field(default_factory=set)  # released before: cannot be hidden any more
    closed: set[Cell] = field(default_factory=set)  # hidden before: must stay so
    veiled: set[Cell] = field(default_factory=set)  # of a group whose denominator is hidden

    def leave_margins(self) -> None:
        """Keep only the sums whose cells are printed, are denominators, or complete these."""
        denominators = _denominators(self)
        kept = self.printed | denominators
        self.counts.sums = [
            each
            for each in self.counts.sums
            if each.total in self.locked or denominators.issuperset((each.total, *each.parts))
        ]
        kept |= {cell for each in self.counts.sums for cell in (each.total, *each.parts)}
        self.counts.cells = {c: number for c, number in self.counts.cells.items() if c in kept}

    @cached_property
    def leasts(self) -> dict[Cell, int]:
        """What each cell is at least, as zeros are shown: one for each part that is not zero."""
        found = {cell: min(number, 1) for cell, number in self.counts.cells.items()}
        moved = True
        while moved:
            moved = False
            for each in self.counts.sums:
                parts = sum(found[part] for part in each.parts)
                if parts > found[each.total]:
                    found[each.total], moved = parts, True
        return found

    def reach(self, cell: Cell) -> rules.Reach:
        """How far the possible values of a hidden cell must extend."""
        wanted = rules.reach(self.counts.cells[cell], self.threshold)
        return rules.Reach(max(wanted.low, self.leasts[cell]), wanted.high)

    def veil(self, hidden: set[Cell]) -> set[Cell]:
        """Note and return the cells of groups whose denominator is hidden. Their rows show
        nothing, so even a zero among them is not known to be one."""
        gone = self.locked & hidden
        names = {name for cell in self.locked for name, _, _ in cell}
        self.veiled = {
            cell
            for cell in self.counts.cells
            if frozenset(fact for fact in cell if fact[0] in names) in gone
        } - self.locked
        return self.veiled

    def small(self) -> set[Cell]:
        """The cells that are too small to be shown."""
        return {
            cell
            for cell, number in self.counts.cells.items()
            if rules.needs_hiding(number, self.counts.fresh.get(cell), self.threshold)
        }


def protect(answer: Answer, *, threshold: int = rules.THRESHOLD) -> ReleasedTable:
    """What of an answer may be seen inside, taken alone. A question without a release rule
    shows nothing."""
    if answer.question.rule is None:
        return released(answer, set(answer.counts.cells), threshold, SAFE_ALONE)
    tables = tables_of([answer], threshold)
    if len(tables.counts.cells) > FINE:
        tables.leave_margins()
    return released(answer, hidden_cells(tables), threshold, SAFE_ALONE)


def tables_of(answers: Iterable[Answer], threshold: int) -> Tables:
    """Several answers as one system: cells of one name are one cell."""
    found = Tables(Counts(), threshold)
    for answer in answers:
        found.counts.take(answer.counts)
        for row in answer.rows:
            found.printed |= {row.cell, row.of_cell}
            if answer.is_of_shares:
                found.locked.add(row.of_cell)
                found.shares[row.of_cell] += 1
            if any(0 < number < threshold for number in row.companions):
                found.forced.add(row.cell)
    return found


def hidden_cells(tables: Tables) -> set[Cell]:
    """The cells to hide, proven against the attacker."""
    small = tables.small() - tables.open
    hidden = small | tables.forced | tables.closed
    denominators = _denominators(tables)
    apart = {cell for cell in tables.counts.cells if all(fact[1] == "is" for fact in cell)}
    hidden |= _suppressed(tables, hidden, tables.open, denominators | apart)
    hidden |= tables.veil(hidden)
    hidden |= _suppressed(tables, hidden, denominators | tables.open, set(tables.counts.cells))
    for _ in range(ROUNDS):
        hidden |= tables.veil(hidden)
        wrong = _given_away(tables, hidden, small)
        if not wrong:
            return hidden
        hidden |= _neighbours(tables, wrong, hidden)
    filled = {cell for cell, number in tables.counts.cells.items() if number}
    return (filled | tables.veiled) - tables.open


def _denominators(tables: Tables) -> set[Cell]:
    """The cells shares are taken of, with their margins and complements, everyone among them.

    They and all cells of plain partitions are protected first, as one system; the cells of
    factors, flags and the like then, item by item, beside denominators that stand.
    """
    names = {name for cell in tables.locked for name, _, _ in cell}
    return {cell for cell in tables.counts.cells if all(name in names for name, _, _ in cell)}


def _suppressed(
    tables: Tables, hidden: set[Cell], locked: set[Cell], among: set[Cell]
) -> set[Cell]:
    """Further cells to hide, block by block, looking only at sums within `among`."""
    sums = [s for s in tables.counts.sums if among.issuperset((s.total, *s.parts))]
    found: set[Cell] = set()
    for cells, inside in _blocks(among & tables.counts.cells.keys(), sums, locked):
        found |= _hide_in(tables, cells, inside, hidden | found, locked)
    return found


def _hide_in(
    tables: Tables, cells: list[Cell], sums: list[Sum], hidden: set[Cell], locked: set[Cell]
) -> set[Cell]:
    """The cells of one block to hide; all of them where the search fails or is too large."""
    counts = tables.counts.cells
    primary = [cell for cell in cells if cell in hidden]
    if not primary or not sums:
        return set()
    everything = {cell for cell in cells if counts[cell]}
    if len(cells) > MOST_CELLS or len(primary) > MOST_SMALL:
        return everything
    for fixed in (locked, tables.open):
        block, place = _block(tables, cells, sums, fixed - hidden)
        needs = {
            place[cell]: tables.reach(cell)
            for cell in primary
            if rules.needs_hiding(counts[cell], tables.counts.fresh.get(cell), tables.threshold)
        }
        chosen = suppress(block, needs, {place[cell] for cell in primary})
        if chosen is not None:
            return {cell for cell in place if place[cell] in chosen}
    return everything


def given_away(tables: Tables, hidden: set[Cell]) -> set[Cell]:
    """The cells an attacker still learns when these are hidden; empty where nothing leaks."""
    return _given_away(tables, hidden, tables.small() - tables.open)


def _neighbours(tables: Tables, wrong: set[Cell], hidden: set[Cell]) -> set[Cell]:
    """For each sum a given-away cell stands in, the cheapest cell that is still shown."""
    counts = tables.counts.cells
    found: set[Cell] = set()
    for each in tables.counts.sums:
        cells = (each.total, *each.parts)
        if wrong.isdisjoint(cells):
            continue
        shown = [c for c in cells if c not in hidden and c not in tables.open and counts[c]]
        if shown:
            found.add(min(shown, key=lambda cell: (_cost(tables, cell, len(cell)), str(cell))))
    return found


def _block(
    tables: Tables, cells: list[Cell], sums: list[Sum], locked: set[Cell]
) -> tuple[Block, dict[Cell, int]]:
    """A block with the denominators its sums touch, as numbers."""
    touched = {cell for each in sums for cell in (each.total, *each.parts)}
    every = [*cells, *sorted(touched.difference(cells), key=_sort_key)]
    place = {cell: number for number, cell in enumerate(every)}
    widest = max((len(cell) for cell in every), default=0)
    return Block(
        [tables.counts.cells[cell] for cell in every],
        [(place[s.total], [place[part] for part in s.parts]) for s in sums],
        [_cost(tables, cell, widest) for cell in every],
        frozenset(place[cell] for cell in touched & locked),
        [0 if cell in tables.veiled else rules.LEAST_HIDDEN for cell in every],
    ), place


def _cost(tables: Tables, cell: Cell, widest: int) -> float:
    """What a reader loses with a cell: margins more than what they are made of, large cells a
    little more than small ones, complements (never printed) almost nothing."""
    if any(relation == "lacks" for _, relation, _ in cell):
        return 0.01
    cost = (1.0 + math.log1p(tables.counts.cells[cell])) * 8.0 ** (widest - len(cell))
    return float(cost * max(1.0, DENOMINATOR * tables.shares[cell]))


def _blocks(
    cells: Iterable[Cell], sums: list[Sum], locked: set[Cell]
) -> list[tuple[list[Cell], list[Sum]]]:
    """Cells that hang together once the locked ones are known, with the sums that bind them."""
    leader: dict[Cell, Cell] = {cell: cell for cell in cells if cell not in locked}

    def lead(cell: Cell) -> Cell:
        while leader[cell] is not cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    free = [[cell for cell in (each.total, *each.parts) if cell in leader] for each in sums]
    for bound in free:
        for other in bound[1:]:
            leader[lead(other)] = lead(bound[0])
    found: dict[Cell, tuple[list[Cell], list[Sum]]] = {}
    for cell in leader:
        found.setdefault(lead(cell), ([], []))[0].append(cell)
    for each, bound in zip(sums, free, strict=True):
        if bound:
            found[lead(bound[0])][1].append(each)
    return [(sorted(inside, key=_sort_key), bound) for inside, bound in found.values()]


def _sort_key(cell: Cell) -> tuple[int, str]:
    return len(cell), str(sorted(cell, key=str))


def _given_away(tables: Tables, hidden: set[Cell], small: set[Cell]) -> set[Cell]:
    """The hidden cells an attacker works out from what would be shown; all on a contradiction.

    A cell alone, bound by no sum, is not worked out from anything: it is left aside.
    """
    sums = [(each.total, each.parts) for each in tables.counts.sums]
    bound = {cell for total, parts in sums for cell in (total, *parts)} & hidden
    shown = {cell: n for cell, n in tables.counts.cells.items() if cell not in hidden}
    leasts = dict.fromkeys(tables.veiled, 0)
    view = attacker.View(shown, frozenset(bound), sums, (), rules.LEAST_HIDDEN, leasts)
    reaches = {cell: tables.reach(cell) for cell in bound & small}
    needs = {cell: (reach.low, reach.high) for cell, reach in reaches.items()}
    try:
        return attacker.unsafe(view, needs, bound & tables.printed)
    except attacker.Contradiction:
        return bound


def released(
    answer: Answer, hidden: set[Cell], threshold: int, statement: str, release: str = ""
) -> ReleasedTable:
    """The rows of an answer as values that may be seen. Hidden rows lose their rank too."""
    rows = [_row(answer, row, hidden) for row in answer.rows]
    if answer.question.is_ranked:
        shown = [row for row in rows if row.shown]
        others = [row for row in rows if not row.shown]
        rows = shown + sorted(others, key=lambda row: str(sorted(row.keys.items(), key=str)))
    protected = sum(row.status is Status.PROTECTED for row in rows)
    return ReleasedTable(
        question=answer.question.name,
        measure=answer.question.measure.value,
        filters=answer.selection.facts(),
        extract=answer.extract,
        keys=answer.keys,
        rows=tuple(rows),
        statement=statement,
        threshold=threshold,
        people=bool(answer.counts.fresh),
        coarsen=protected > rules.COARSEN_ABOVE * len(rows),
        token=_TOKEN,
        release=release,
    )


def _row(answer: Answer, row: Row, hidden: set[Cell]) -> ReleasedRow:
    of = None if row.of_cell in hidden else row.of
    if row.cell in hidden or (of is None and answer.is_of_shares):
        return ReleasedRow(row.keys, None, of, None, None, None, Status.PROTECTED, _TOKEN)
    rule = answer.question.rule
    if row.estimate.value is None or (rule is not None and row.n < rule.least):
        return ReleasedRow(row.keys, None, of, None, None, None, Status.TOO_FEW, _TOKEN)
    value, low, high = row.estimate
    if answer.question.measure is Measure.HOURS:
        # A median is one person's own time: whole hours tell enough.
        value, low, high = (None if each is None else float(round(each)) for each in row.estimate)
    return ReleasedRow(row.keys, row.n, of, value, low, high, Status.SHOWN, _TOKEN)


__all__ = ["Tables", "given_away", "hidden_cells", "protect", "released", "tables_of"]
