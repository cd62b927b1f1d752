"""How accepted discussions were concluded. Those still open are not counted."""

from __future__ import annotations

from ..engine import Extract
from .base import CONCLUDED, Measure, Question, ReleaseRule, Row, accepted, ask_cells
from .counting import Counts, dimension
from .selection import Selection
from .statistics import wilson


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Concluded discussions by group of conclusions, of all concluded ones (of each group)."""
    groups = [name for name in selection.by if name != "conclusion_reason"]
    return ask_cells(
        extract,
        [CONCLUDED, *accepted(extract, selection)],
        [dimension(extract, "conclusion_group")],
        selection.by,
        statistic=wilson,
        of=lambda dimensions: [each for each in dimensions if each.name in groups],
    )


QUESTION = Question(
    name="conclusions",
    words="How did it end?",
    keys=("conclusion_group",),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, and what gives them away."),
    refuses=frozenset({"conclusion_group", "decision", "rejection_reason"}),
    answer=answer,
)
