"""Which risk factors are recorded most often among accepted discussions."""

from __future__ import annotations

from ..engine import Extract
from .base import Measure, Question, ReleaseRule, Row, accepted, ask_cells
from .counting import Counts, dimension
from .selection import Selection
from .statistics import wilson


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Distinct discussions with each factor, of all accepted ones (of each group)."""
    return ask_cells(
        extract,
        accepted(extract, selection),
        [dimension(extract, "factor")],
        selection.by,
        statistic=wilson,
    )


QUESTION = Question(
    name="factors",
    words="Which risk factors come up, and how often?",
    keys=("factor",),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, their complements too."),
    refuses=frozenset({"factor", "factors", "category", "decision", "rejection_reason"}),
    answer=answer,
)
