"""Complementary suppression: which further cells to hide so that the small ones stay hidden.

For each small cell two tables are looked for that a reader could not tell from the true one: in
one the cell is no longer small, in the other it is one. Cells that differ from the truth in them
must be hidden. Each search is a linear programme (a minimum-cost flow where the sums form a
two-way table), solved with HiGHS one after the other, what is hidden already being free: the
sequential method of Castro (2007). Then hidden cells that turned out not to be needed are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from .rules import Reach

Floats = NDArray[np.float64]
EPSILON = 1e-6
CLEANING = 400  # programmes spent at most on showing again what need not be hidden


@dataclass(frozen=True)
class Block:
    """Cells that hang together, by place in `values`. `sums`: (total, parts) by place.

    `locked` cells are never hidden. `costs`: what it costs the reader to miss a cell.
    """

    values: Sequence[int]
    sums: Sequence[tuple[int, Sequence[int]]]
    costs: Sequence[float]
    locked: frozenset[int]
    leasts: Sequence[int]  # what a reader knows each cell to be at least once it is hidden


def suppress(block: Block, needs: Mapping[int, Reach], hidden: set[int]) -> set[int] | None:
    """The places to hide, `hidden` among them; None where no choice of cells would do.

    Every cell of `needs` must be among `hidden`.
    """
    if len(block.sums) == 1 and len(block.values) - len(block.locked) == 2:
        return _of_two(block, needs)
    programme = _Programme(block)
    chosen = set(hidden)
    for place in sorted(needs, key=lambda p: (-_distance(block.values[p], needs[p]), p)):
        for amount in _moves(block.values[place], needs[place]):
            moved = programme.move(place, amount, chosen)
            if moved is None:
                return None
            chosen |= moved
    return _cleaned(programme, block, needs, set(hidden), chosen)


def _of_two(block: Block, needs: Mapping[int, Reach]) -> set[int] | None:
    """Two cells of a known total: hide both, if what one gains the other can lose."""
    free = [place for place in range(len(block.values)) if place not in block.locked]
    for place in needs:
        other = free[1] if place == free[0] else free[0]
        spare = block.values[other] - block.leasts[other]
        if spare < max(0, needs[place].high - block.values[place]):
            return None
    return set(free)


def _moves(value: int, need: Reach) -> list[int]:
    """How far the cell must be able to move, up and down."""
    return [amount for amount in (need.high - value, need.low - value) if amount]


def _distance(value: int, need: Reach) -> int:
    return max(map(abs, _moves(value, need)), default=0)


def _cleaned(
    programme: _Programme,
    block: Block,
    needs: Mapping[int, Reach],
    primary: set[int],
    chosen: set[int],
) -> set[int]:
    """Show again, the dearest first, every cell the others can do without."""
    secondary = sorted(chosen - primary, key=lambda p: (-block.costs[p], p))
    moves = [(p, amount) for p in needs for amount in _moves(block.values[p], needs[p])]
    if not moves or len(secondary) * len(moves) > CLEANING:
        return chosen
    for place in secondary:
        fewer = chosen - {place}
        if all(programme.possible(p, amount, fewer) for p, amount in moves):
            chosen = fewer
    return chosen


class _Programme:
    """The linear programme of one block: an increase and a decrease for each cell, sums kept."""

    def __init__(self, block: Block) -> None:
        self._size = len(block.values)
        values = np.array(block.values, dtype=float)
        leasts = np.array(block.leasts, dtype=float)
        # Zeros are shown, so they cannot help; locked cells are not to be hidden.
        self._fixed = values < leasts
        self._fixed[list(block.locked)] = True
        self._costs = np.array(block.costs, dtype=float)
        self._upper = np.concatenate(
            [
                np.where(self._fixed, 0.0, highspy.kHighsInf),
                np.where(self._fixed, 0.0, values - leasts),
            ]
        )
        self._columns = np.arange(2 * self._size, dtype=np.int32)
        self._zeros = np.zeros(2 * self._size)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.passModel(self._model(block.sums))

    def _model(self, sums: Sequence[tuple[int, Sequence[int]]]) -> highspy.HighsLp:
        entries: list[list[tuple[int, float]]] = [[] for _ in range(self._size)]
        for row, (total, parts) in enumerate(sums):
            entries[total].append((row, 1.0))
            for part in parts:
                entries[part].append((row, -1.0))
        starts, rows, numbers = [0], [], []
        for sign in (1.0, -1.0):
            for cell in entries:
                rows += [row for row, _ in cell]
                numbers += [sign * number for _, number in cell]
                starts.append(len(rows))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = 2 * self._size, len(sums)
        model.col_cost_ = model.col_lower_ = self._zeros
        model.col_upper_ = self._upper
        model.row_lower_ = model.row_upper_ = np.zeros(len(sums))
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(rows, dtype=np.int32)
        model.a_matrix_.value_ = np.array(numbers, dtype=float)
        return model

    def move(self, place: int, amount: int, hidden: set[int]) -> set[int] | None:
        """Cells that change when the cell moves by an amount, as few more as can be; or None."""
        costs = self._costs.copy()
        costs[list(hidden)] = 0.0
        # A trace of cost keeps free cells from wandering without need.
        self._set_costs(costs + EPSILON)
        solution = self._solve(place, amount, self._upper)
        if solution is None:
            return None
        changed = solution[: self._size] - solution[self._size :]
        return {int(p) for p in np.flatnonzero(np.abs(changed) > EPSILON)}

    def possible(self, place: int, amount: int, hidden: set[int]) -> bool:
        """Whether the cell can move by an amount with only hidden cells changing."""
        closed = np.ones(self._size, dtype=bool)
        closed[list(hidden)] = False
        upper = np.where(np.concatenate([closed, closed]), 0.0, self._upper)
        self._set_upper(upper)
        self._set_costs(self._zeros[: self._size])
        answer = self._solve(place, amount, upper)
        self._set_upper(self._upper)
        return answer is not None

    def _set_costs(self, costs: Floats) -> None:
        self._highs.changeColsCost(2 * self._size, self._columns, np.concatenate([costs, costs]))

    def _set_upper(self, upper: Floats) -> None:
        self._highs.changeColsBounds(2 * self._size, self._columns, self._zeros, upper)

    def _solve(self, place: int, amount: int, upper: Floats) -> Floats | None:
        """Solve with the cell moved by exactly the amount; its opposite stays shut."""
        if self._fixed[place]:
            return None
        mine, other = (place, place + self._size) if amount > 0 else (place + self._size, place)
        self._highs.changeColBounds(mine, float(abs(amount)), max(upper[mine], abs(amount)))
        self._highs.changeColBounds(other, 0.0, 0.0)
        self._highs.run()
        solved = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        solution = np.array(self._highs.getSolution().col_value) if solved else None
        self._highs.changeColBounds(mine, 0.0, upper[mine])
        self._highs.changeColBounds(other, 0.0, upper[other])
        return solution
