"""The questions: one a module, each with its words, expression, statistic and release rule.

`ask` gives exact answers for inside use; `evidence.disclosure` decides what of them may be shown.
Here lives no chart, no page, and nothing that knows a live row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..engine import Extract
from ..errors import QuestionError
from . import (
    categories,
    conclusions,
    contact_time,
    decisions,
    demographics,
    factors,
    gaps,
    pairs,
    sectors,
    services,
    trend,
    triples,
)
from .base import Answer, Measure, Question, Row
from .selection import Selection

QUESTIONS: dict[str, Question] = {
    module.QUESTION.name: module.QUESTION
    for module in (
        factors,
        categories,
        pairs,
        triples,
        trend,
        decisions,
        conclusions,
        contact_time,
        services,
        sectors,
        demographics,
        gaps,
    )
}


def ask(
    extract: Extract,
    question: str,
    *,
    where: Iterable[tuple[str, str]] = (),
    by: Iterable[str] = (),
    first: str | date | None = None,
    last: str | date | None = None,
) -> Answer:
    """Answer a question exactly. QuestionError, in one sentence, for what cannot be asked.

    `where`: (column, value) pairs that must all hold; an empty value means null. `by`: at most
    two columns. `first` and `last`: months, `YYYY-MM`, inclusive, by the day opened.
    """
    found = QUESTIONS.get(question)
    if found is None:
        raise QuestionError(f"There is no such question: ask one of {', '.join(QUESTIONS)}.")
    selection = Selection.make(where, by, first, last, also_by=found.also_by)
    found.check(selection)
    rows, counts = found.answer(extract, selection)
    return Answer(found, selection, extract.facts(), found.columns(selection), tuple(rows), counts)


__all__ = ["QUESTIONS", "Answer", "Measure", "Question", "Row", "Selection", "ask"]
