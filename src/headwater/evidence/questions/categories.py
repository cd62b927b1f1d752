"""Which categories of risk are recorded most often: distinct discussions, not factors."""

from __future__ import annotations

from ..engine import Extract
from .base import Measure, Question, ReleaseRule, Row, accepted, ask_cells
from .counting import Counts, dimension
from .selection import Selection
from .statistics import wilson


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Distinct discussions with any factor of each category, of all accepted ones."""
    return ask_cells(
        extract,
        accepted(extract, selection),
        [dimension(extract, "category")],
        selection.by,
        statistic=wilson,
    )


QUESTION = Question(
    name="categories",
    words="Which kinds of risk come up, and how often?",
    keys=("category",),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, their complements too."),
    refuses=frozenset({"factor", "factors", "category", "decision", "rejection_reason"}),
    answer=answer,
)
