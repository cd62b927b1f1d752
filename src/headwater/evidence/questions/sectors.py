"""Which sectors bring situations, lead the response, and assist.

Rows have a `role`: `originating` counts decided discussions, `lead` and `assisting` accepted ones.
"""

from __future__ import annotations

from dataclasses import replace

from ..engine import Extract
from . import columns
from .base import ACCEPTED, Measure, Question, ReleaseRule, Row, ask_cells
from .counting import Counts, dimension
from .selection import Selection
from .statistics import wilson

ROLES = {
    "originating": "originating_sector",
    "lead": "lead_sector",
    "assisting": "assisting_sectors",
}


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Discussions by sector in each role, of the discussions that can have the role."""
    rows: list[Row] = []
    counts = Counts()
    beyond = bool(selection.columns - columns.KNOWN_OF_REJECTED)
    for role, column in ROLES.items():
        conditions = selection.conditions(extract)
        if role != "originating" or beyond:
            conditions.append(ACCEPTED)
        own = replace(dimension(extract, column), keys=("sector",))
        found, cells = ask_cells(extract, conditions, [own], selection.by, statistic=wilson)
        # Both populations in one answer: accepted discussions are some of the decided ones.
        fact = ("decision", "is", "accepted") if ACCEPTED in conditions else None
        for row in found:
            keys = {"role": role, **row.keys}
            rows.append(
                replace(
                    row,
                    keys=keys,
                    cell=row.cell | ({fact} if fact else set()),
                    of_cell=row.of_cell | ({fact} if fact else set()),
                )
            )
        counts.take(cells.among(fact) if fact else cells)
    return rows, counts


QUESTION = Question(
    name="sectors",
    words="Which sectors bring situations, lead, and assist?",
    keys=("role", "sector"),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, and what gives them away."),
    refuses=frozenset(
        {"originating_sector", "lead_sector", "assisting_sectors", "decision", "rejection_reason"}
    ),
    answer=answer,
    of_accepted=False,
)
