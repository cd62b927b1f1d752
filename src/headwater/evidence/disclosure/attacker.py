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
_ENDLESS = frozenset(
    {
        highspy.HighsModelStatus.kUnbounded,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    }
)


class Contradiction(Exception):
    """No table of whole numbers fits what is shown: the tables do not belong together."""


@dataclass(frozen=True)
class View:
    """What a reader sees: shown cells, hidden ones, and how they hang together.

    `sums`: (total, parts). `orders`: (smaller, larger). `least`: what a hidden cell is at least,
    unless `leasts` says otherwise of it.
    """

    shown: Mapping[Name, int]
    hidden: frozenset[Name]
    sums: Sequence[tuple[Name, Sequence[Name]]] = ()
    orders: Sequence[tuple[Name, Name]] = ()
    least: int = 1
    leasts: Mapping[Name, int] = field(default_factory=dict)

    def at_least(self, cells: Iterable[Name]) -> dict[Name, float]:
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
class _Relation:
    """Σ coefficient·cell lies between two numbers, over hidden cells only."""

    terms: dict[Name, int]
    low: float
    high: float


@dataclass
class _Part:
    """Hidden cells bound to each other, and what binds them."""

    cells: list[Name] = field(default_factory=list)
    relations: list[_Relation] = field(default_factory=list)


def attack(view: View) -> dict[Name, Bounds]:
    """Bounds of every hidden cell. Contradiction when nothing fits the shown numbers."""
    found: dict[Name, Bounds] = {}
    relations = _relations(view)
    for part in _parts(view.hidden, relations):
        tight = _tighten(part, view.at_least(part.cells))
        if len(part.cells) == 1 or not part.relations:
            found |= tight
            continue
        solver = _Solver(part, tight)
        for cell in part.cells:
            found[cell] = tight[cell] if tight[cell].exact else solver.bounds(cell)
    return found


def unsafe(
    view: View, needs: Mapping[Name, tuple[int, int]], secret: Collection[Name]
) -> set[Name]:
    """The cells of `needs` whose values do not reach from their low to their high end, and the
    `secret` ones that are known exactly.

    Faster than `attack`: one table found for a cell often answers for many.
    """
    wrong: set[Name] = set()
    for part in _parts(view.hidden, _relations(view)):
        asked = [cell for cell in part.cells if cell in needs or cell in secret]
        tight = _tighten(part, view.at_least(part.cells)) if asked else {}
        if len(part.cells) == 1 or not part.relations:
            wrong |= {cell for cell in asked if not _fits(tight[cell], needs.get(cell))}
        elif asked:
            solver = _Solver(part, tight)
            wrong |= {cell for cell in asked if not solver.fits(cell, needs.get(cell))}
    return wrong


def _fits(bounds: Bounds, need: tuple[int, int] | None) -> bool:
    return not bounds.exact if need is None else bounds.reaches(*need)


def _relations(view: View) -> list[_Relation]:
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


def _reduced(view: View, terms: Mapping[Name, int], low: float, high: float) -> _Relation | None:
    left: dict[Name, int] = {}
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


def _parts(hidden: Iterable[Name], relations: Sequence[_Relation]) -> list[_Part]:
    """Hidden cells grouped by what connects them."""
    leader: dict[Name, Name] = {cell: cell for cell in hidden}

    def lead(cell: Name) -> Name:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for relation in relations:
        first, *others = relation.terms
        for other in others:
            leader[lead(other)] = lead(first)
    parts: dict[Name, _Part] = {}
    for cell in leader:
        parts.setdefault(lead(cell), _Part()).cells.append(cell)
    for relation in relations:
        parts[lead(next(iter(relation.terms)))].relations.append(relation)
    return list(parts.values())


def _tighten(part: _Part, low: dict[Name, float]) -> dict[Name, Bounds]:
    """Bounds from each relation alone, again and again until they rest (or long enough)."""
    high: dict[Name, float] = dict.fromkeys(part.cells, INFINITE)
    for _ in range(20 + len(part.relations)):
        if not any([_tighten_by(relation, low, high) for relation in part.relations]):
            break
    return {cell: Bounds(int(low[cell]), high[cell]) for cell in part.cells}


def _tighten_by(relation: _Relation, low: dict[Name, float], high: dict[Name, float]) -> bool:
    moved = False
    for cell, factor in relation.terms.items():
        others = [(f, c) for c, f in relation.terms.items() if c is not cell]
        least = sum(f * (low[c] if f > 0 else high[c]) for f, c in others)
        most = sum(f * (high[c] if f > 0 else low[c]) for f, c in others)
        ends = ((relation.low - most) / factor, (relation.high - least) / factor)
        new_low, new_high = (
            math.ceil(min(ends) - _TOLERANCE) if math.isfinite(min(ends)) else (low[cell]),
            (math.floor(max(ends) + _TOLERANCE) if math.isfinite(max(ends)) else high[cell]),
        )
        if new_low > low[cell]:
            low[cell], moved = new_low, True
        if new_high < high[cell]:
            high[cell], moved = new_high, True
        if low[cell] > high[cell]:
            raise Contradiction("Shown numbers leave a hidden cell no value.")
    return moved


class _Solver:
    """Linear programmes over one part; remembers every table it found."""

    def __init__(self, part: _Part, tight: Mapping[Name, Bounds]) -> None:
        self._place = {cell: place for place, cell in enumerate(part.cells)}
        self._highs = highspy.Highs()
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

    def bounds(self, cell: Name) -> Bounds:
        """The cell's smallest and largest value."""
        return Bounds(int(self._extreme(cell, 1.0)), self._extreme(cell, -1.0))

    def fits(self, cell: Name, need: tuple[int, int] | None) -> bool:
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

    def _extreme(self, cell: Name, sign: float) -> float:
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
        places = list(range(count))
        whole = [highspy.HighsVarType.kInteger] * count
        free = [highspy.HighsVarType.kContinuous] * count
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
