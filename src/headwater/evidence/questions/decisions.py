"""How many situations the table accepted and rejected, and why it rejected."""

from __future__ import annotations

from ..engine import Extract
from ..errors import QuestionError
from . import columns
from .base import Measure, Question, ReleaseRule, Row, ask_cells
from .counting import Counts, dimension
from .selection import Selection
from .statistics import wilson


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Decided discussions by decision, of all decided ones (of each group)."""
    unknown = selection.columns - columns.KNOWN_OF_REJECTED
    if unknown:
        raise QuestionError(
            f"A rejected discussion keeps no {', '.join(sorted(unknown))}, so decisions cannot be "
            "asked by it."
        )
    # A reason belongs to one decision: of all rejected is not what its share is of.
    groups = [name for name in selection.by if name != "rejection_reason"]
    return ask_cells(
        extract,
        selection.conditions(extract),
        [dimension(extract, "decision")],
        selection.by,
        statistic=wilson,
        of=lambda dimensions: [each for each in dimensions if each.name in groups],
    )


QUESTION = Question(
    name="decisions",
    words="How many situations did the table accept?",
    keys=("decision",),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, and what gives them away."),
    refuses=frozenset({"decision"}),
    answer=answer,
    of_accepted=False,
)
