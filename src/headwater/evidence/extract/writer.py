"""Writes a build: rows to Parquet through DuckDB, shuffled and renumbered, swapped in atomically.

Rows come one by one and go to a spool inside the build's own temporary folder; nothing is visible
under the final name before the manifest, written last, is there.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import duckdb

from headwater.vocabulary.masks import MAX_POSITIONS, mask_of

from ..errors import ExtractError
from . import manifest, schema

Row = Mapping[str, Any]
TEMPORARY = ".building-"


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """A hidden folder beside the final one; gone afterwards unless it was renamed."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_masks(row: Row) -> dict[str, Any]:
    """A row whose `factors` (positions) also stand as three words; null where they are null."""
    positions = row.get("factors")
    if positions is None:
        return dict(row)
    if any(not 0 <= position < MAX_POSITIONS for position in positions):
        raise ExtractError(
            f"A list above {MAX_POSITIONS} risk factors does not fit the extract: shorten the list."
        )
    words = mask_of(positions)
    return dict(row) | {f"factors_{number}": word for number, word in enumerate(words)}


def _checked(row: Row, allowed: frozenset[str]) -> Row:
    unknown = set(row) - allowed
    if unknown:
        raise ExtractError(f"A column is not in the allow-list: {', '.join(sorted(unknown))}.")
    if row.get("decision") == "rejected":
        kept = {name for name, value in row.items() if value is not None}
        if kept - schema.REJECTED_COLUMNS:
            raise ExtractError("A rejected row holds more than a rejected row may.")
    return row


def spool(rows: Iterable[Row], table: str, out: TextIO) -> int:
    """Write rows as lines of JSON; returns how many. Only columns of the allow-list pass."""
    allowed = frozenset(schema.names(schema.TABLES[table]))
    count = 0
    for row in rows:
        full = with_masks(row) if table == "discussions" else row
        out.write(json.dumps(_checked(full, allowed), default=str))
        out.write("\n")
        count += 1
    return count


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection for writing a build; what does not fit in memory spills into the folder."""
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '2GB'")
    connection.execute(f"SET temp_directory = '{quoted(folder / 'spill')}'")
    return connection


def quoted(path: Path) -> str:
    """A path inside a single-quoted SQL string; DuckDB takes no parameter there."""
    return str(path).replace("'", "''")


def write_table(folder: Path, table: str, rows: Iterable[Row]) -> int:
    """Write one table of the build as Parquet (zstd); returns the number of rows.

    The order of the live system is lost: rows are shuffled, and the surrogate counts the
    shuffled ones, so neither order nor number tells which came first. A table of sums, whose
    rows are of no one discussion, is sorted by what stands in it.
    """
    columns = schema.TABLES[table]
    order = "random()" if "row" in schema.names(columns) else "ALL"
    path = folder / f"{table}.spool"
    with path.open("w", encoding="utf-8") as out:
        count = spool(rows, table, out)
    listed = ", ".join(
        'row_number() OVER () AS "row"' if name == "row" else f'"{name}"'
        for name in schema.names(columns)
    )
    source = (
        f"read_json('{quoted(path)}', format='newline_delimited', columns={schema.struct(columns)})"
    )
    connection = connect(folder)
    try:
        connection.execute(
            f"COPY (SELECT {listed} FROM (SELECT * FROM {source} ORDER BY {order})) "  # noqa: S608
            f"TO '{quoted(folder / table)}.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )
    finally:
        connection.close()
    path.unlink()
    return count


def period_of(folder: Path) -> dict[str, str | None]:
    """First and last day on which a discussion of the build was opened."""
    connection = duckdb.connect()
    try:
        first, last = connection.execute(
            f"SELECT min(opened), max(opened) FROM '{quoted(folder / 'discussions.parquet')}'"  # noqa: S608
        ).fetchall()[0]
    finally:
        connection.close()
    return {"first": str(first) if first else None, "last": str(last) if last else None}


def facts(folder: Path, *, at: datetime, **given: Any) -> manifest.Manifest:
    """The manifest of the files that stand in a folder. `given`: kind, synthetic, zone, rows,
    vocabulary, and what a synthetic build adds."""
    return {
        "version": schema.VERSION,
        "build": f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{given['kind']}-{secrets.token_hex(4)}",
        "built_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "period": period_of(folder),
        **given,
        "files": manifest.file_facts(folder),
    }


def publish(folder: Path, target: Path) -> Path:
    """Rename a whole build to its final name. An older one at that name makes way first."""
    shutil.rmtree(folder / "spill", ignore_errors=True)
    folder.chmod(0o755)
    if target.exists():
        old = target.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
        target.rename(old)
        folder.replace(target)
        shutil.rmtree(old)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder.replace(target)
    return target
