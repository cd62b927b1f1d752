"""Small extracts of chosen rows for tests: written as the product writes them, read back whole.

folder = write_extract(tmp_path, [accepted("2026-01-10", factors=["housing.no-access"]), …])
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from headwater.evidence.extract import manifest, schema, writer
from headwater.vocabulary import registry

BUILT = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
TABLE = "riverbend/riverbend"
Row = dict[str, Any]


def accepted(opened: str, *, factors: Iterable[str] = (), table: str = TABLE, **given: Any) -> Row:
    """A row of an accepted discussion; `factors` by code."""
    positions = registry.current("risk_factors").positions
    day = date.fromisoformat(opened)
    return {
        "table_code": table,
        "vocabulary_version": registry.bundle_version(),
        "opened": day,
        "decided": day,
        "type": "person",
        "decision": "accepted",
        "originating_sector": "policing",
        "factors": sorted(positions[code] for code in factors),
        "protective": [],
        "flags": [],
        "gaps": [],
        "assisting_sectors": [],
        "services": [],
        **given,
    }


def rejected(opened: str, *, table: str = TABLE, **given: Any) -> Row:
    """A row of a rejected discussion: the six columns it keeps."""
    return {
        "table_code": table,
        "opened": date.fromisoformat(opened),
        "type": "person",
        "originating_sector": "policing",
        "decision": "rejected",
        "rejection_reason": "single-agency",
        **given,
    }


def write_extract(
    parent: Path,
    rows: Iterable[Row],
    *,
    at: datetime = BUILT,
    kind: str = "local",
    synthetic: bool = False,
    zone: str = "America/Toronto",
) -> Path:
    """Write a build of these rows under `parent` and return its folder."""
    with writer.temporary_folder(parent) as folder:
        counts = {"discussions": writer.write_table(folder, "discussions", rows)}
        counts |= {
            name: writer.write_table(folder, name, ()) for name in ("meetings", "follow_ups")
        }
        facts = writer.facts(
            folder,
            at=at,
            kind=kind,
            synthetic=synthetic,
            zone=zone,
            rows=counts,
            vocabulary=manifest.vocabulary_facts({registry.bundle_version()}),
        )
        manifest.write(folder, facts)
        return writer.publish(folder, parent / facts["build"])


def rows_of(folder: Path, table: str = "discussions") -> list[Row]:
    """All rows of one table of a build, as dicts."""
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM '{folder / table}.parquet'")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def columns_of(folder: Path, table: str) -> list[tuple[str, str]]:
    """Name and type of each column of a build's table, in the order of the file."""
    with duckdb.connect() as connection:
        found = connection.execute(f"DESCRIBE SELECT * FROM '{folder / table}.parquet'").fetchall()
    return [(row[0], row[1]) for row in found]


def everything_in(folder: Path) -> str:
    """All a build holds, as one text: raw bytes, and every value and key once decoded."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    raw = "".join(path.read_bytes().decode("latin-1") for path in files)
    decoded = [repr(rows_of(folder, name)) for name in schema.TABLES]
    with duckdb.connect() as connection:
        for path in folder.glob("*.parquet"):
            for reader in ("parquet_kv_metadata", "parquet_metadata"):
                found = connection.execute(f"SELECT * FROM {reader}('{path}')").fetchall()
                decoded.append(repr(found))
    return "\n".join([*(path.name for path in files), raw, *decoded])
