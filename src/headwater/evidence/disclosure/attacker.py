"""The attacker: what a reader with arithmetic and patience can work out of published tables.

Shares no code with the suppression. Given the shown numbers and how cells add up, it finds for
each hidden cell the smallest and the largest value any consistent table of whole numbers gives
it. Hidden cells fall into independent parts once shown numbers are put in; in each part bounds
come from tightening sums until nothing moves, then from linear programmes (HiGHS). Where a
programme's answer is not whole, whole numbers are asked for.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

Name = Hashable
Floats = NDArray[np.float64]
INFINITE = float("inf")
_TOLERANCE = 1e-6
_SECONDS = 5.0
_MIXED = 8
_ENDLESS = frozenset(
    {
        highspy.HighsModelStatus.kUnbounded,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    }
)


class Contradiction(Exception):
    """No table of whole numbers fits what is shown: the tables do not belong together."""


@dataclass(frozen=True)
class View[N: Hashable]:
    """What a reader sees: shown cells, hidden ones, and how they hang together.

    `sums`: (total, parts). `orders`: (smaller, larger). `least`: what a hidden cell is at least,
    unless `leasts` says otherwise of it.
    """

    shown: Mapping[N, int]
    hidden: frozenset[N]
    sums: Sequence[tuple[N, Sequence[N]]] = ()
    orders: Sequence[tuple[N, N]] = ()
    least: int = 1
    leasts: Mapping[N, int] = field(default_factory=dict)

    def at_least(self, cells: Iterable[N]) -> dict[N, float]:
        """What a reader knows each hidden cell to be at least."""
        return {cell: float(self.leasts.get(cell, self.least)) for cell in cells}


@dataclass(frozen=True)
class Bounds:
    """The smallest and the largest a hidden cell can be; `high` may be infinite."""

    low: int
    high: float

    @property
    def exact(self) -> bool:
        """Whether the cell is known."""
        return self.low == self.high

    def reaches(self, low: int, high: int) -> bool:
        """Whether the cell may be as small as `low` and as large as `high`."""
        return self.low <= low and self.high >= high


@dataclass
class _Relation[N: Hashable]:
    """Σ coefficient·cell lies between two numbers, over hidden cells only."""

    terms: dict[N, int]
    low: float
    high: float


@dataclass
class _Part[N: Hashable]:
    """Hidden cells bound to each other, and what binds them."""

    cells: list[N] = field(default_factory=list)
    relations: list[_Relation[N]] = field(default_factory=list)

    @property
    def simple(self) -> bool:
        """Whether tightening alone gives exact bounds: one relation, or none."""
        return len(self.relations) <= 1


def attack[N: Hashable](view: View[N]) -> dict[N, Bounds]:
    """Bounds of every hidden cell. Contradiction when nothing fits the shown numbers."""
    found: dict[N, Bounds] = {}
    relations = _relations(view)
    for part in _parts(view.hidden, relations):
        tight = _tighten(part, view.at_least(part.cells))
        if part.simple:
            found |= tight
            continue
        solver = _Solver(part, tight)
        for cell in part.cells:
            found[cell] = tight[cell] if tight[cell].exact else solver.bounds(cell)
    return found


def unsafe[N: Hashable](
    view: View[N], needs: Mapping[N, tuple[int, int]], secret: Collection[N]
) -> set[N]:
    """The cells of `needs` whose values do not reach from their low to their high end, and the
    `secret` ones that are known exactly.

    Faster than `attack`: one table found for a cell often answers for many.
    """
    wrong: set[N] = set()
    for part in _parts(view.hidden, _relations(view)):
        asked = [cell for cell in part.cells if cell in needs or cell in secret]
        tight = _tighten(part, view.at_least(part.cells)) if asked else {}
        if part.simple:
            wrong |= {cell for cell in asked if not _fits(tight[cell], needs.get(cell))}
        elif asked:
            solver = _Solver(part, tight)
            solver.explore(asked)
            wrong |= {cell for cell in asked if not solver.fits(cell, needs.get(cell))}
    return wrong


def _fits(bounds: Bounds, need: tuple[int, int] | None) -> bool:
    return not bounds.exact if need is None else bounds.reaches(*need)


def _relations[N: Hashable](view: View[N]) -> list[_Relation[N]]:
    """Sums and orders with shown numbers put in; Contradiction where shown numbers disagree."""
    found = []
    for total, parts in view.sums:
        terms = {total: 1}
        for part in parts:
            terms[part] = terms.get(part, 0) - 1
        found.append(_reduced(view, terms, 0, 0))
    for smaller, larger in view.orders:
        found.append(_reduced(view, {larger: 1, smaller: -1}, 0, INFINITE))
    return [relation for relation in found if relation is not None]


def _reduced[N: Hashable](
    view: View[N], terms: Mapping[N, int], low: float, high: float
) -> _Relation[N] | None:
    left: dict[N, int] = {}
    for cell, factor in terms.items():
        if cell in view.hidden:
            left[cell] = factor
        elif cell in view.shown:
            low -= factor * view.shown[cell]
            high -= factor * view.shown[cell]
        else:
            return None  # a cell nobody ever published: this relation tells nothing
    if left:
        return _Relation(left, low, high)
    if low > 0 or high < 0:
        raise Contradiction("Shown numbers do not add up.")
    return None


def _parts[N: Hashable](hidden: Iterable[N], relations: Sequence[_Relation[N]]) -> list[_Part[N]]:
    """Hidden cells grouped by what connects them."""
    leader: dict[N, N] = {cell: cell for cell in hidden}

    def lead(cell: N) -> N:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for relation in relations:
        first, *others = relation.terms
        for other in others:
            leader[lead(other)] = lead(first)
    parts: dict[N, _Part[N]] = {}
    for cell in leader:
        parts.setdefault(lead(cell), _Part()).cells.append(cell)
    for relation in relations:
        parts[lead(next(iter(relation.terms)))].relations.append(relation)
    return list(parts.values())


def _tighten[N: Hashable](part: _Part[N], low: dict[N, float]) -> dict[N, Bounds]:
    """Bounds from each relation alone, again and again until they rest (or long enough)."""
    high: dict[N, float] = dict.fromkeys(part.cells, INFINITE)
    for _ in range(20 + len(part.relations)):
        moved = [_tighten_by(relation, low, high) for relation in part.relations]
        if not any(moved):
            break
    return {cell: Bounds(int(low[cell]), high[cell]) for cell in part.cells}


def _tighten_by[N: Hashable](
    relation: _Relation[N], low: dict[N, float], high: dict[N, float]
) -> bool:
    moved = False
    for cell, factor in relation.terms.items():
        others = [(f, c) for c, f in relation.terms.items() if c is not cell]
        least = sum(f * (low[c] if f > 0 else high[c]) for f, c in others)
        most = sum(f * (high[c] if f > 0 else low[c]) for f, c in others)
        ends = ((relation.low - most) / factor, (relation.high - least) / factor)
        new_low, new_high = low[cell], high[cell]
        if math.isfinite(min(ends)):
            new_low = math.ceil(min(ends) - _TOLERANCE)
        if math.isfinite(max(ends)):
            new_high = math.floor(max(ends) + _TOLERANCE)
        if new_low > low[cell]:
            low[cell], moved = new_low, True
        if new_high < high[cell]:
            high[cell], moved = new_high, True
        if low[cell] > high[cell]:
            raise Contradiction("Shown numbers leave a hidden cell no value.")
    return moved


class _Solver[N: Hashable]:
    """Linear programmes over one part; remembers every table it found."""

    def __init__(self, part: _Part[N], tight: Mapping[N, Bounds]) -> None:
        self._place = {cell: place for place, cell in enumerate(part.cells)}
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        for cell in part.cells:
            self._highs.addVar(float(tight[cell].low), min(tight[cell].high, highspy.kHighsInf))
        for relation in part.relations:
            places = [self._place[cell] for cell in relation.terms]
            factors = [float(factor) for factor in relation.terms.values()]
            self._highs.addRow(
                max(relation.low, -highspy.kHighsInf),
                min(relation.high, highspy.kHighsInf),
                len(places),
                places,
                factors,
            )
        self._tight = tight
        self._seen_low = np.full(len(part.cells), np.inf)
        self._seen_high = np.full(len(part.cells), -np.inf)

    def explore(self, cells: Sequence[N]) -> None:
        """Look for tables that answer for many cells at once: all low, all high, and mixed."""
        places = np.array([self._place[cell] for cell in cells], dtype=np.int32)
        chance = np.random.default_rng(0)
        ends: list[Floats] = [np.ones(len(places)), -np.ones(len(places))]
        mixed: list[Floats] = [
            chance.choice(np.array([-1.0, 1.0]), len(places)) for _ in range(_MIXED)
        ]
        for costs in [*ends, *mixed] if len(places) > _MIXED else []:
            self._highs.changeColsCost(len(places), places, costs)
            self._highs.run()
            solved = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
            values = np.array(self._highs.getSolution().col_value)
            self._highs.changeColsCost(len(places), places, np.zeros(len(places)))
            if solved and _whole(values):
                self._remember(values)

    def bounds(self, cell: N) -> Bounds:
        """The cell's smallest and largest value."""
        return Bounds(int(self._extreme(cell, 1.0)), self._extreme(cell, -1.0))

    def fits(self, cell: N, need: tuple[int, int] | None) -> bool:
        """Whether the cell reaches what it needs, by tables already found where they do."""
        place = self._place[cell]
        if need is None:
            return bool(self._seen_low[place] < self._seen_high[place]) or (
                not self.bounds(cell).exact
            )
        low, high = need
        if self._seen_low[place] > low and self._extreme(cell, 1.0) > low:
            return False
        return bool(self._seen_high[place] >= high) or self._extreme(cell, -1.0) >= high

    def _extreme(self, cell: N, sign: float) -> float:
        """The smallest (sign 1) or largest (-1) value of a cell over tables of whole numbers."""
        place = self._place[cell]
        status, found = self._run(place, sign)
        if status in _ENDLESS and sign < 0:
            return INFINITE
        if found is None or not _whole(found):
            found = self._in_whole_numbers(place, sign)
        if found is None:
            # Nothing is taken to be possible that was not found: the cell counts as known.
            return float(self._tight[cell].low)
        self._remember(found)
        return float(round(found[place]))

    def _run(self, place: int, sign: float) -> tuple[highspy.HighsModelStatus, Floats | None]:
        """Solve for one cell; the table found, if one was. Contradiction if none can be."""
        self._highs.changeColCost(place, sign)
        self._highs.run()
        # Read before the cost is taken back: any change makes HiGHS forget how it ended.
        status = self._highs.getModelStatus()
        values = np.array(self._highs.getSolution().col_value)
        self._highs.changeColCost(place, 0.0)
        if status == highspy.HighsModelStatus.kInfeasible:
            raise Contradiction("No table fits the shown numbers.")
        return status, values if status == highspy.HighsModelStatus.kOptimal else None

    def _in_whole_numbers(self, place: int, sign: float) -> Floats | None:
        """The same among whole numbers only; None where time ran out."""
        count = len(self._place)
        places = np.arange(count, dtype=np.int32)
        whole, free = np.ones(count, dtype=np.uint8), np.zeros(count, dtype=np.uint8)
        self._highs.changeColsIntegrality(count, places, whole)
        # The solver's clock runs on over all its runs.
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + _SECONDS)
        try:
            return self._run(place, sign)[1]
        finally:
            self._highs.setOptionValue("time_limit", highspy.kHighsInf)
            self._highs.changeColsIntegrality(count, places, free)

    def _remember(self, values: Floats) -> None:
        whole = np.round(values)
        np.minimum(self._seen_low, whole, out=self._seen_low)
        np.maximum(self._seen_high, whole, out=self._seen_high)


def _whole(values: Floats) -> bool:
    return bool(np.all(np.abs(values - np.round(values)) < _TOLERANCE * 10))
