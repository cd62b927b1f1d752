"""Exact answers, for inside use only: synthetic extracts, and those this home built.

An `ExactTable` is no released value: publishing cannot take it, and nothing turns one into the
other. That this installation built an extract is known by a mark in its home, made at the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headwater.core import clock

from .engine import Extract
from .errors import NotInternal
from .questions.base import Answer

STATEMENT = "exact, internal"
_MARKS = Path("extracts") / ".built"


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


def mark_as_ours(identity: str) -> None:
    """Note in the home that this installation built the extract with this manifest hash."""
    folder = clock.home() / _MARKS
    folder.mkdir(parents=True, exist_ok=True)
    (folder / identity).touch()


def is_ours(extract: Extract) -> bool:
    """Whether this home built the extract."""
    return (clock.home() / _MARKS / extract.identity).is_file()


def exact(extract: Extract, answer: Answer) -> ExactTable:
    """An answer with every number. NotInternal for an extract from elsewhere."""
    if not (extract.synthetic or is_ours(extract)):
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
