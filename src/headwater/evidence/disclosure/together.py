"""Several answers on one page as one linear system, so that none gives another's secret away.

Each question counts within its own base: a share of accepted discussions and a count of all
decided ones meet in one sum. Here the bases are named, so that cells of different questions that
count the same discussions are one cell, and what joins them is a sum like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..questions import columns
from ..questions.base import Answer, Row
from ..questions.counting import EVERYONE, Cell, Counts, Fact, Sum
from . import rules
from .protect import Tables, hidden_cells, released, tables_of
from .released import SAFE_ALONE, ReleasedTable

ACCEPTED: Fact = ("decision", "is", "accepted")
REJECTED: Fact = ("decision", "is", "rejected")
CONCLUDED: Fact = ("concluded", "is", "yes")
RUNNING: Fact = ("concluded", "is", "no")
FOLLOWED: Fact = ("followed", "is", "yes")
UNFOLLOWED: Fact = ("followed", "is", "no")
# Questions that count some of the accepted only: which.
NARROWER: dict[str, Fact] = {"conclusions": CONCLUDED, "contact-time": FOLLOWED}


def base_of(answer: Answer) -> Cell:
    """The facts that every discussion a question counts shares."""
    beyond = answer.selection.columns - columns.KNOWN_OF_REJECTED
    if not (answer.question.of_accepted or (answer.question.name == "trend" and beyond)):
        return EVERYONE
    narrower = NARROWER.get(answer.question.name)
    return frozenset({ACCEPTED, narrower} if narrower else {ACCEPTED})


def based(answer: Answer) -> Answer:
    """The same answer with its base written into every cell."""
    counts, base = answer.counts, base_of(answer)
    for fact in base:
        counts = counts.among(fact)
    rows = tuple(_among(row, base) for row in answer.rows)
    return replace(answer, counts=counts, rows=rows)


def _among(row: Row, base: Cell) -> Row:
    return replace(row, cell=row.cell | base, of_cell=row.of_cell | base)


def joined(answers: Sequence[Answer]) -> Counts:
    """The sums between bases: decided is accepted and rejected; of the accepted, some are
    concluded, and some were followed by a response."""
    known: dict[Cell, int] = {}
    for answer in answers:
        known |= answer.counts.cells
    found = Counts()
    of_accepted = frozenset({ACCEPTED})
    for whole, part, rest in (
        (EVERYONE, of_accepted, frozenset({REJECTED})),
        (of_accepted, of_accepted | {CONCLUDED}, of_accepted | {RUNNING}),
        (of_accepted, of_accepted | {FOLLOWED}, of_accepted | {UNFOLLOWED}),
    ):
        if whole in known and part in known:
            found.cells[rest] = known[whole] - known[part]
            found.sums.append(Sum(whole, (part, rest)))
    return found


def system_of(answers: Sequence[Answer], threshold: int) -> tuple[list[Answer], Tables]:
    """The answers with their bases, and everything they show as one linear system."""
    placed = [based(answer) for answer in answers]
    tables = tables_of(placed, threshold)
    tables.counts.take(joined(placed))
    return placed, tables


def protect_together(
    answers: Sequence[Answer], *, threshold: int = rules.THRESHOLD
) -> list[ReleasedTable]:
    """What of several answers may be seen side by side inside, in their order.

    All must be drawn from one extract with the same filters and period.
    """
    placed, tables = system_of(answers, threshold)
    hidden = hidden_cells(tables)
    return [released(answer, hidden, threshold, SAFE_ALONE) for answer in placed]
