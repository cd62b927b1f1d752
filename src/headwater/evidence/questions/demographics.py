"""Age group and sex or gender of the person, among accepted discussions.

Discussions of a family, a group or a place hold neither and stand in one row without a value.
"""

from __future__ import annotations

from ..engine import Extract
from .base import Measure, Question, ReleaseRule, Row, accepted, ask_cells
from .counting import Counts, dimension
from .selection import Selection
from .statistics import wilson


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Accepted discussions by age group and sex, of all accepted ones (of each group)."""
    own = [dimension(extract, "age_group"), dimension(extract, "sex")]
    return ask_cells(extract, accepted(extract, selection), own, selection.by, statistic=wilson)


QUESTION = Question(
    name="demographics",
    words="Who are the people the table reaches?",
    keys=("age_group", "sex"),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, and what gives them away."),
    refuses=frozenset({"age_group", "sex", "decision", "rejection_reason"}),
    answer=answer,
)
