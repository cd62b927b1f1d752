"""Which system gaps stood in the way: what was needed and could not be reached."""

from __future__ import annotations

from dataclasses import replace

from ..engine import Extract
from .base import Measure, Question, ReleaseRule, Row, accepted, ask_cells
from .counting import Counts, dimension
from .selection import Selection
from .statistics import wilson


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Distinct accepted discussions in which each kind of gap was met."""
    own = replace(dimension(extract, "gaps"), keys=("gap",))
    return ask_cells(extract, accepted(extract, selection), [own], selection.by, statistic=wilson)


QUESTION = Question(
    name="gaps",
    words="Which gaps in the system stood in the way?",
    keys=("gap",),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, their complements too."),
    refuses=frozenset({"gaps", "decision", "rejection_reason"}),
    answer=answer,
)
