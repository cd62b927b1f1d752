"""Which two factors occur together more often than chance would have it.

`n` discussions hold both, `of` accepted ones, `value` is the lift. Rows are ranked by the low end
of its interval: at scale almost every pair is "significant", so the sure ones come first.
"""

from __future__ import annotations

import itertools

from ..engine import Extract
from . import bitmaps
from .base import Measure, Question, ReleaseRule, Row, accepted, groups_of, within
from .counting import Cell, Counts
from .selection import Selection
from .statistics import pair_lift


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Every pair that occurs, in each group."""
    conditions = accepted(extract, selection)
    groups, counts = groups_of(extract, conditions, selection.by)
    listed = extract.lists["risk_factors"]
    rows: list[Row] = []
    for keys, group in groups:
        inside = [*conditions, *within(extract, group)]
        bitmap = bitmaps.read(extract, inside, [listed.positions[code] for code in listed.codes])
        met = bitmaps.pairs(bitmap)
        total = counts.cells[group]
        for a, b in itertools.combinations(range(len(listed.codes)), 2):
            n, na, nb = int(met[a, b]), int(met[a, a]), int(met[b, b])
            if n:
                cell = group | _facts(listed.codes[a], listed.codes[b])
                counts.cells[cell] = n
                rows.append(
                    Row(
                        {"factor_a": listed.codes[a], "factor_b": listed.codes[b], **keys},
                        cell,
                        group,
                        n,
                        total,
                        pair_lift(n, na, nb, total),
                        (na - n, nb - n, total - na - nb + n),
                    )
                )
    return ranked(rows), counts


def _facts(*codes: str) -> Cell:
    return frozenset(("factor", "has", code) for code in codes)


def ranked(rows: list[Row]) -> list[Row]:
    """By the low end of the lift's interval, then as in the list."""
    return sorted(rows, key=lambda row: -(row.estimate.low or 0.0))


QUESTION = Question(
    name="pairs",
    words="Which risk factors occur together?",
    keys=("factor_a", "factor_b"),
    measure=Measure.LIFT,
    rule=ReleaseRule(
        "A pair is hidden when any of its four counts (both, only one, only the other, neither) "
        "lies from 1 to below the threshold."
    ),
    refuses=frozenset({"factor", "factors", "category", "decision", "rejection_reason"}),
    answer=answer,
    is_ranked=True,
)
