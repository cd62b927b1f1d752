"""How many discussions were opened in each month, quarter or year.

Alone, `n` is the month's discussions, `value` that number as a rate with its Poisson interval,
`of` all discussions of the answer. Broken down by something else, `n` is the month's discussions
with that value and `of` the month's discussions: a share with Wilson's interval. A filter or a
breakdown that rejected discussions do not keep makes it a trend of accepted discussions.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from headwater.core.zones import Quarter, add_months, first_of_month

from ..engine import Extract
from ..errors import QuestionError
from . import columns
from .base import ACCEPTED, Measure, Question, ReleaseRule, Row, ask_cells
from .counting import Counts, Dimension, dimension
from .selection import Selection
from .statistics import poisson, wilson


def grain(selection: Selection) -> str:
    """Month, unless quarter or year was asked for."""
    asked = [name for name in selection.by if name in columns.GRAINS]
    if len(asked) > 1:
        raise QuestionError("A trend goes by month, by quarter or by year: choose one.")
    return asked[0] if asked else "month"


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Discussions opened in each period; every period of the span stands there, zeros too."""
    by = [name for name in selection.by if name not in columns.GRAINS]
    conditions = selection.conditions(extract)
    if selection.columns - columns.KNOWN_OF_REJECTED:
        conditions.append(ACCEPTED)
    own = _periods(extract, selection)
    return ask_cells(
        extract,
        conditions,
        [own],
        by,
        statistic=wilson if by else poisson,
        of=(lambda _: [own]) if by else None,
    )


def _periods(extract: Extract, selection: Selection) -> Dimension:
    name = grain(selection)
    span = extract.period
    first = selection.first or (first_of_month(span[0]) if span else None)
    last = selection.last or (first_of_month(span[1]) if span else None)
    months: list[date] = []
    while first and last and first <= last:
        months.append(first)
        first = add_months(first, 1)
    written = tuple(dict.fromkeys(_written(name, month) for month in months))
    return replace(dimension(extract, name), order=written, complete=True)


def _written(name: str, month: date) -> str:
    if name == "quarter":
        return str(Quarter.of(month))
    return f"{month:%Y}" if name == "year" else f"{month:%Y-%m}"


QUESTION = Question(
    name="trend",
    words="How many situations came to the table, and when?",
    keys=(),
    measure=Measure.RATE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, and what gives them away."),
    refuses=frozenset({"opened", "decided"}),
    answer=answer,
    of_accepted=False,
)
