"""How soon people were first reached after the table accepted: the median in hours.

Kaplan and Meier: those not reached yet count as waiting until the end of their observation.
"""

from __future__ import annotations

from ..engine import Extract
from .base import Measure, Question, ReleaseRule, Row, accepted, ask_cells, within
from .columns import Condition, Shape
from .counting import Cell, Counts, Dimension
from .selection import Selection
from .statistics import NOTHING, Estimate, median_wait

OBSERVED: Condition = ("observed_hours IS NOT NULL OR contact_hours IS NOT NULL", [])
LEAST = 10
REACHED = Dimension(
    "reached",
    Shape.SINGLE,
    (),
    "CASE WHEN contact_hours IS NULL THEN 'no' ELSE 'yes' END",
    order=("yes", "no"),
    complete=True,
)


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """For each group: `n` reached, `of` accepted and followed, the median hours to contact."""
    conditions = [OBSERVED, *accepted(extract, selection)]
    found, counts = ask_cells(
        extract, conditions, [REACHED], selection.by, statistic=lambda _, __: NOTHING
    )
    rows = []
    for row in found:
        keys = dict(row.keys)
        if keys.pop("reached") == "yes":
            waits = _waits(extract, conditions, row.of_cell)
            rows.append(Row(keys, row.cell, row.of_cell, row.n, row.of, waits, (row.of - row.n,)))
    return rows, counts


def _waits(extract: Extract, conditions: list[Condition], group: Cell) -> Estimate:
    """The median of one group."""
    tests = [*conditions, *within(extract, group)]
    where = " AND ".join(f"({sql})" for sql, _ in tests)
    found = extract.arrays(
        "SELECT coalesce(contact_hours, observed_hours) AS wait, "  # noqa: S608  from columns.py
        f"contact_hours IS NOT NULL AS reached FROM discussions WHERE {where}",
        [value for _, given in tests for value in given],
    )
    return median_wait(found["wait"], found["reached"])


QUESTION = Question(
    name="contact-time",
    words="How soon were people reached?",
    keys=(),
    measure=Measure.HOURS,
    rule=ReleaseRule(
        f"At least {LEAST} reached, so that half of them are at risk at the median; the number "
        "not reached is no small count.",
        least=LEAST,
    ),
    refuses=frozenset({"decision", "rejection_reason"}),
    answer=answer,
)
