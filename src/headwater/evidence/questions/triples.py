"""Which three factors occur together: those at least one discussion in a hundred holds.

`n` discussions hold all three, `of` accepted ones, `value` is the lift against independence.
"""

from __future__ import annotations

import itertools

from ..engine import Extract
from . import bitmaps
from .base import Measure, Question, ReleaseRule, Row, accepted, groups_of, within
from .counting import Counts
from .pairs import _facts, ranked
from .selection import Selection
from .statistics import triple_lift

SUPPORT = 0.01
LEAST = 5


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Every three above the support, in each group."""
    conditions = accepted(extract, selection)
    groups, counts = groups_of(extract, conditions, selection.by)
    listed = extract.lists["risk_factors"]
    rows: list[Row] = []
    for keys, group in groups:
        inside = [*conditions, *within(extract, group)]
        bitmap = bitmaps.read(extract, inside, [listed.positions[code] for code in listed.codes])
        met = bitmaps.pairs(bitmap)
        total = counts.cells[group]
        found = bitmaps.triples(bitmap, met, least_of(total))
        for (a, b, c), n in sorted(found.items()):
            names = [listed.codes[place] for place in (a, b, c)]
            cell = group | _facts(*names)
            counts.cells[cell] = n
            singles = (int(met[a, a]), int(met[b, b]), int(met[c, c]))
            doubles = (int(met[a, b]), int(met[a, c]), int(met[b, c]))
            rows.append(
                Row(
                    dict(zip(QUESTION.keys, names, strict=True)) | keys,
                    cell,
                    group,
                    n,
                    total,
                    triple_lift(n, singles, doubles, total),
                    octants(n, singles, doubles, total),
                )
            )
    return ranked(rows), counts


def least_of(total: int) -> int:
    """The fewest discussions a three must be in: one in a hundred, and never below five."""
    return max(LEAST, -(-total // round(1 / SUPPORT)))


def octants(
    n: int, singles: tuple[int, int, int], doubles: tuple[int, int, int], total: int
) -> tuple[int, ...]:
    """How many hold two of the three, one, or none: what counts and lift would give away."""
    ab, ac, bc = doubles
    two = tuple(double - n for double in doubles)
    a, b, c = singles
    one = (a - ab - ac + n, b - ab - bc + n, c - ac - bc + n)
    none = total - n - sum(two) - sum(one)
    return (*two, *one, none, *itertools.chain(doubles, singles))


QUESTION = Question(
    name="triples",
    words="Which three risk factors occur together?",
    keys=("factor_a", "factor_b", "factor_c"),
    measure=Measure.LIFT,
    rule=ReleaseRule(
        "Only threes of at least one discussion in a hundred; hidden when any of the eight counts "
        "behind one lies from 1 to below the threshold."
    ),
    refuses=frozenset({"factor", "factors", "category", "decision", "rejection_reason"}),
    answer=answer,
    is_ranked=True,
)
