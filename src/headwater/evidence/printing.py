"""An answer as text: aligned columns to read, CSV or JSON to work with."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from .disclosure.released import ReleasedTable
from .exact import ExactTable

NUMBERS = ("n", "of", "value", "low", "high", "status")
Table = ReleasedTable | ExactTable


def as_json(table: Table) -> str:
    """The JSON of the contract."""
    return json.dumps(table.as_dict(), ensure_ascii=False, indent=1)


def as_csv(table: Table) -> str:
    """Key columns, then numbers; what is hidden is empty and its status says so."""
    out = io.StringIO()
    header = [*_keys(table), *NUMBERS]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in table.as_dict()["rows"]:
        writer.writerow(["" if row[name] is None else _plain(row[name]) for name in header])
    return out.getvalue()


def as_text(table: Table) -> str:
    """Aligned columns, the largest share first; protected rows last, in their own order."""
    header = [*_keys(table), *NUMBERS]
    found: list[Mapping[str, Any]] = table.as_dict()["rows"]
    if set(header) & {"factor", "category", "gap", "service"}:
        shown = [row for row in found if row["value"] is not None]
        hidden = [row for row in found if row["value"] is None]
        found = sorted(shown, key=lambda row: -row["value"]) + hidden
    lines = [[_written(name, row[name]) for name in header] for row in found]
    widths = [max(len(cell) for cell in column) for column in zip(header, *lines, strict=True)]
    keys = len(header) - len(NUMBERS)
    return "\n".join(_aligned(line, widths, keys) for line in [header, *lines]) + "\n"


def _aligned(line: Sequence[str], widths: Sequence[int], keys: int) -> str:
    cells = [
        cell.rjust(width) if keys <= place < keys + 5 else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _keys(table: Table) -> Sequence[str]:
    return table.keys


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _written(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}"
    return str(_plain(value))
