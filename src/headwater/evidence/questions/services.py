"""Which services were mobilized, and what came of each.

Broken down by `state` (a column of this question only), each service counts once for each state.
"""

from __future__ import annotations

from dataclasses import replace

from ..engine import Extract
from .base import Measure, Question, ReleaseRule, Row, accepted, ask_cells
from .columns import Shape
from .counting import SEPARATOR, Counts, Dimension, dimension
from .selection import Selection
from .statistics import wilson

STATE = "state"


def answer(extract: Extract, selection: Selection) -> tuple[list[Row], Counts]:
    """Distinct accepted discussions in which each service was mobilized."""
    by = [name for name in selection.by if name != STATE]
    own = _with_state(extract) if STATE in selection.by else dimension(extract, "services")
    own = replace(own, keys=own.keys or ("service",))
    return ask_cells(extract, accepted(extract, selection), [own], by, statistic=wilson)


def _with_state(extract: Extract) -> Dimension:
    """Service and state of one mobilization together."""
    joined = f"s.service || '{SEPARATOR}' || s.state"
    return Dimension(
        "services",
        Shape.LISTED,
        ("service", STATE),
        f"list_distinct(list_transform(services, lambda s: {joined}))",
        order=tuple(
            f"{service}{SEPARATOR}{state}"
            for service in extract.lists["services"].codes
            for state in extract.lists["mobilization_states"].codes
        ),
        complete=False,
    )


QUESTION = Question(
    name="services",
    words="Which services were mobilized, and what came of it?",
    keys=("service",),
    measure=Measure.SHARE,
    rule=ReleaseRule("Counts from 1 to below the threshold are hidden, their complements too."),
    refuses=frozenset({"services", "decision", "rejection_reason"}),
    answer=answer,
    also_by=frozenset({STATE}),
)
