"""What a question is, and what an answer is before anyone decides what of it may be seen.

An `Answer` holds exact counts: it stays inside. Only `evidence.disclosure` turns it into values
that may be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..engine import Extract
from ..errors import QuestionError
from . import columns
from .columns import Condition
from .counting import Cell, Counts, Dimension, count, dimension
from .selection import Selection
from .statistics import Estimate

ACCEPTED: Condition = ("decision = 'accepted'", [])
CONCLUDED: Condition = ("conclusion_group IS NOT NULL", [])


class Measure(StrEnum):
    """What `value` is."""

    SHARE = "share"
    RATE = "rate"
    LIFT = "lift"
    HOURS = "hours"


@dataclass(frozen=True)
class ReleaseRule:
    """When a row may be shown. A question without one is internal only.

    `words`: the rule as people read it. `least`: below this many discussions the statistic means
    nothing, so the row says "too few". Small counts, complements and what could be worked out
    from them are hidden by disclosure control in every case.
    """

    words: str
    least: int = 0


@dataclass(frozen=True)
class Row:
    """One row of an answer, exact. `cell` and `of_cell` name what `n` and `of` count.

    `companions` are further counts the row's values would give away.
    """

    keys: Mapping[str, Any]
    cell: Cell
    of_cell: Cell
    n: int
    of: int
    estimate: Estimate
    companions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A question answered from an extract: rows with exact numbers, for inside use."""

    question: Question
    selection: Selection
    extract: Mapping[str, Any]
    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: Counts = field(repr=False)

    @property
    def is_of_shares(self) -> bool:
        """Whether its rows mean nothing without their denominator: all but plain rates."""
        broken_down = set(self.selection.by) - set(columns.GRAINS)
        return self.question.measure is not Measure.RATE or bool(broken_down)


@dataclass(frozen=True)
class Question:
    """One question of the contract.

    `name` as at the command line, `keys` its own columns, `measure` what a value is, `rule` its
    release rule, `refuses` the columns it cannot be broken down by, `answer` how it is answered.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    measure: Measure
    rule: ReleaseRule | None
    refuses: frozenset[str]
    answer: Callable[[Extract, Selection], tuple[list[Row], Counts]]
    of_accepted: bool = True
    also_by: frozenset[str] = frozenset()
    is_ranked: bool = False

    def check(self, selection: Selection) -> None:
        """QuestionError for a filter or breakdown that does not fit this question."""
        wrong = self.refuses & frozenset(selection.by)
        if wrong:
            raise QuestionError(
                f"The question {self.name} cannot be broken down by {', '.join(sorted(wrong))}."
            )
        if not self.of_accepted:
            return
        rejecting = {"rejection_reason"} & selection.columns or {"decision"} & set(selection.by)
        if rejecting or ("decision", "rejected") in selection.where:
            raise QuestionError(
                f"The question {self.name} counts accepted discussions: leave the decision out."
            )

    def columns(self, selection: Selection) -> tuple[str, ...]:
        """The key columns of its rows under a selection."""
        asked = (*self.keys, *selection.by)
        if self.measure is Measure.RATE and not set(asked) & set(columns.GRAINS):
            return (columns.GRAINS[0], *asked)
        return asked


def ask_cells(
    extract: Extract,
    conditions: Sequence[Condition],
    own: Sequence[Dimension],
    by: Iterable[str],
    *,
    statistic: Callable[[int, int], Estimate],
    of: Callable[[Sequence[Dimension]], Sequence[Dimension]] | None = None,
) -> tuple[list[Row], Counts]:
    """Count cells and make a row of each combination of values, in the lists' order.

    `of` chooses the dimensions that the denominator keeps: by default the breakdowns.
    """
    groups = [dimension(extract, name) for name in by]
    dimensions = [*own, *groups]
    counts = count(extract, conditions, dimensions)
    kept = {each.name for each in (of(dimensions) if of else groups)}
    rows = []
    for cell in _inner(counts, dimensions):
        facts = {name: value for name, _, value in cell}
        keys: dict[str, Any] = {}
        for each in dimensions:
            keys |= each.key_values(facts[each.name])
        of_cell = frozenset(fact for fact in cell if fact[0] in kept)
        n, total = counts.cells[cell], counts.cells[of_cell]
        rows.append(Row(keys, cell, of_cell, n, total, statistic(n, total)))
    return rows, counts


def _inner(counts: Counts, dimensions: Sequence[Dimension]) -> list[Cell]:
    """The cells with a value in every dimension, none of them a complement."""
    return [
        cell
        for cell in counts.cells
        if len(cell) == len(dimensions) and all(relation != "lacks" for _, relation, _ in cell)
    ]


def groups_of(
    extract: Extract, conditions: Sequence[Condition], by: Sequence[str]
) -> tuple[list[tuple[dict[str, Any], Cell]], Counts]:
    """The groups of the breakdowns that anyone is in, as keys and cell, and their counts."""
    dimensions = [dimension(extract, name) for name in by]
    counts = count(extract, conditions, dimensions)
    groups = []
    for cell in _inner(counts, dimensions):
        facts = {name: value for name, _, value in cell}
        keys: dict[str, Any] = {}
        for each in dimensions:
            keys |= each.key_values(facts[each.name])
        if counts.cells[cell]:
            groups.append((keys, cell))
    return groups, counts


def within(extract: Extract, group: Cell) -> list[Condition]:
    """The conditions that a cell's facts put on a row."""
    found: list[Condition] = []
    for name, relation, value in sorted(group, key=str):
        if relation == "is":
            sql = f"({columns.expression(name)}) IS NOT DISTINCT FROM CAST(? AS VARCHAR)"
            if isinstance(value, bool):
                sql = f"{columns.expression(name)} = ?"
            found.append((sql, [value]))
        else:
            found.append(columns.condition(extract, name, str(value)))
    return found


def accepted(extract: Extract, selection: Selection) -> list[Condition]:
    """The selection among accepted discussions."""
    return [ACCEPTED, *selection.conditions(extract)]


__all__ = [
    "ACCEPTED",
    "CONCLUDED",
    "Answer",
    "Measure",
    "Question",
    "ReleaseRule",
    "Row",
    "accepted",
    "ask_cells",
    "groups_of",
    "within",
]
