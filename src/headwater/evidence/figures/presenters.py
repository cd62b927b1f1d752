"""A protected table as a figure: sentence, chart, rows, how we know, and where to download it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..charts import Bar, months, ranking, svg
from ..disclosure import ReleasedRow, ReleasedTable, Status
from ..lists import Lists
from . import words

# Of a long list only the most frequent are drawn and shown; the file holds all.
MOST = 10
RANKED = frozenset({"factors", "categories", "services", "gaps", "pairs", "triples", "sectors"})


@dataclass(frozen=True)
class Figure:
    """What `headwater/components/figure.html` draws."""

    id: str
    question: str
    answer: str
    chart: SafeString | str
    caption: str
    table_caption: str
    head: list[Any]
    rows: list[list[Any]]
    how: list[str]
    download: list[dict[str, str]]


def figure(table: ReleasedTable, lists: Lists, *, csv_url: str, most: int = MOST) -> Figure:
    """Draw a protected table in the language in force."""
    labels = {place: _label(table, row, lists) for place, row in enumerate(table.rows)}
    answer = words.sentence(words.Answered(table, labels))
    placed = _placed(table, most)
    bars = [_bar(table, labels[place], row) for place, row in placed]
    question = words.question(table.question)
    return Figure(
        id=table.question,
        question=question,
        answer=answer,
        chart=_chart(table, bars),
        caption=_("How often, with what is uncertain about it.")
        if table.measure == "share"
        else "",
        table_caption=question,
        head=_head(table),
        rows=[_cells(table, row, lists) for _place, row in placed],
        how=words.how(table),
        download=[{"label": _("Download as CSV"), "url": csv_url}],
    )


def _label(table: ReleasedTable, row: ReleasedRow, lists: Lists) -> str:
    return ", ".join(words.value_label(lists, key, row.keys[key]) for key in table.keys)


def _placed(table: ReleasedTable, most: int) -> list[tuple[int, ReleasedRow]]:
    """The rows to draw: of a ranked question the largest, of any other all, in their order."""
    rows = list(enumerate(table.rows))
    if table.question not in RANKED:
        return rows
    shown = [(place, row) for place, row in rows if row.shown and row.n]
    return sorted(shown, key=lambda pair: -(pair[1].value or 0))[:most]


def _bar(table: ReleasedTable, label: str, row: ReleasedRow) -> Bar:
    if not row.shown or row.value is None:
        return Bar(label, None, words.hidden(row))
    if table.measure == "rate":
        return Bar(label, float(row.n or 0), str(row.n))
    return Bar(label, row.value, words.measured(table.measure, row.value), row.low, row.high)


def _chart(table: ReleasedTable, bars: list[Bar]) -> SafeString | str:
    if not bars or table.measure == "hours":
        return ""
    spec = months(bars) if table.measure == "rate" else ranking(bars)
    # Drawn by us from labels of code lists and counts; nobody typed any of it.
    return mark_safe(svg(spec))  # noqa: S308


def _head(table: ReleasedTable) -> list[Any]:
    head: list[Any] = [words.column(key) for key in table.keys] or [_("All")]
    head.append((_("Discussions"), "number"))
    if table.measure != "rate":
        head += [(_("Of"), "number"), (words.measure_column(table.measure), "number")]
    return head


def _cells(table: ReleasedTable, row: ReleasedRow, lists: Lists) -> list[Any]:
    cells: list[Any] = [words.value_label(lists, key, row.keys[key]) for key in table.keys]
    cells = cells or [_("All")]
    hidden = {"text": words.hidden(row), "protected": row.status is not Status.TOO_FEW}
    cells.append(row.n if row.shown else hidden)
    if table.measure != "rate":
        cells.append(row.of if row.of is not None else hidden)
        cells.append(words.measured(table.measure, row.value) if row.shown else hidden)
    return cells


def as_csv(table: ReleasedTable, lists: Lists) -> str:
    """All rows as a file: codes and words; empty numbers where the status says why."""
    out = io.StringIO()
    writer = csv.writer(out)
    labels = [f"{key}_label" for key in table.keys]
    writer.writerow([*table.keys, *labels, "n", "of", "value", "low", "high", "status"])
    for row in table.rows:
        keys = [row.keys[key] for key in table.keys]
        named = [words.value_label(lists, key, row.keys[key]) for key in table.keys]
        numbers = [row.n, row.of, row.value, row.low, row.high]
        writer.writerow(
            [*keys, *named, *("" if n is None else n for n in numbers), row.status.value]
        )
    return out.getvalue()
