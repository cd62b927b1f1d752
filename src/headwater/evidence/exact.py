"""Exact answers, for inside use only: synthetic extracts, and those this home built.

An `ExactTable` is no released value: publishing cannot take it, and nothing turns one into the
other. That this installation built an extract is known from its audit trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import NotInternal
from .questions.base import Answer

STATEMENT = "exact, internal"


@dataclass(frozen=True)
class ExactTable:
    """An answer with every number."""

    question: str
    filters: Mapping[str, Any]
    extract: Mapping[str, Any]
    keys: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]

    def as_dict(self) -> dict[str, Any]:
        """The answer of the command line's contract."""
        return {
            "question": self.question,
            "filters": dict(self.filters),
            "extract": dict(self.extract),
            "disclosure": STATEMENT,
            "rows": [dict(row) for row in self.rows],
        }


def exact(answer: Answer, *, ours: bool) -> ExactTable:
    """An answer with every number. NotInternal unless the extract is synthetic or `ours`."""
    if not (answer.extract["synthetic"] or ours):
        raise NotInternal(
            "Exact values are for a synthetic extract, or one that this installation built: "
            "ask without --exact."
        )
    rows = tuple(
        {
            **row.keys,
            "n": row.n,
            "of": row.of,
            "value": row.estimate.value,
            "low": row.estimate.low,
            "high": row.estimate.high,
            "status": "shown",
        }
        for row in answer.rows
    )
    return ExactTable(
        answer.question.name, answer.selection.facts(), answer.extract, answer.keys, rows
    )
