"""Releasing figures for publication: closed quarters only, checked against what left before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.core.zones import Quarter, local_day

from ...engine import Extract
from ...errors import EvidenceError
from ...questions import ask
from ...questions.counting import Cell
from .. import rules
from ..protect import Tables, given_away, hidden_cells, released
from ..released import FOR_PUBLICATION, ReleasedTable
from ..together import system_of
from .entries import Release


class ReleaseRefused(EvidenceError):
    """The figures cannot be released; the sentence says why and what to do."""


@dataclass(frozen=True)
class Released:
    """A release: its reference in the ledger and its tables, in the order of the questions."""

    reference: str
    tables: list[ReleasedTable]


def name_of(cell: Cell) -> str:
    """A cell's name as the ledger writes it: its facts in order, as JSON."""
    return json.dumps(sorted([list(fact) for fact in cell], key=str), ensure_ascii=False)


@transaction.atomic
def release(
    extract: Extract,
    questions: Sequence[str],
    *,
    table: str,
    quarter: Quarter,
    by: str,
    at: datetime,
    threshold: int = rules.THRESHOLD,
) -> Released:
    """Release the answers for one table's closed quarter, and enter them in the ledger.

    `table` is its full code, `by` the reference of the seat. ReleaseRefused for a quarter that
    runs, an extract built before its end, or data that changed since an earlier release.
    """
    _must_be_closed(extract, quarter, at)
    earlier = list(
        Release.objects.select_for_update().filter(table_code=table, quarter=str(quarter))
    )
    # What left before stands in the same system of sums: its questions are counted again.
    asked = list(dict.fromkeys([*questions, *(q for entry in earlier for q in entry.questions)]))
    answers = [
        ask(
            extract,
            question,
            where=[("table_code", table)],
            first=quarter.first_day,
            last=quarter.last_day,
        )
        for question in asked
    ]
    placed, tables = system_of(answers, threshold)
    hidden = _hidden(tables, earlier)
    placed = placed[: len(questions)]
    entry = Release.objects.create(
        table_code=table,
        quarter=str(quarter),
        questions=list(questions),
        extract_sha256=extract.identity,
        threshold=threshold,
        shown={
            name_of(cell): tables.counts.cells[cell]
            for cell in tables.printed - hidden
            if cell in tables.counts.cells
        },
        hidden=sorted(name_of(cell) for cell in hidden),
        by=by,
        at=at,
    )
    made = [
        released(answer, hidden, threshold, FOR_PUBLICATION, entry.reference) for answer in placed
    ]
    return Released(entry.reference, made)


def _must_be_closed(extract: Extract, quarter: Quarter, at: datetime) -> None:
    if not quarter.is_closed(local_day(at, extract.zone)):
        raise ReleaseRefused(_("The quarter is not over yet: only closed quarters are released."))
    if not quarter.is_closed(local_day(extract.built_at, extract.zone)):
        raise ReleaseRefused(
            _("The extract was built before the quarter ended. Build a new one, then try again.")
        )


def _hidden(tables: Tables, earlier: Sequence[Release]) -> set[Cell]:
    """The cells to hide: those hidden before stay hidden, those shown before are known for good.

    ReleaseRefused where a number shown before is another today, or where what was shown leaves
    no way to protect what is asked for now.
    """
    counts = {name_of(cell): number for cell, number in tables.counts.cells.items()}
    for entry in earlier:
        if any(counts.get(name, number) != number for name, number in entry.shown.items()):
            raise ReleaseRefused(
                _(
                    "The data of this quarter have changed since they were released on %(day)s. "
                    "What is public stays; a correction is not possible yet, because the "
                    "difference could give someone away."
                )
                % {"day": entry.at.date().isoformat()}
            )
    closed = {name for entry in earlier for name in entry.hidden}
    opened = {name for entry in earlier for name in entry.shown}
    tables.open |= {cell for cell in tables.counts.cells if name_of(cell) in opened}
    tables.closed |= {cell for cell in tables.counts.cells if name_of(cell) in closed}
    tables.closed -= tables.open
    hidden = hidden_cells(tables)
    if given_away(tables, hidden):
        raise ReleaseRefused(
            _(
                "Together with what was released before, these figures would give someone away. "
                "Choose other questions, or release them for a longer period."
            )
        )
    return hidden
