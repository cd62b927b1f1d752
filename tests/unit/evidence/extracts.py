"""Small extracts from plain rows, written as a build writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from headwater.evidence.extract import manifest, schema, writer
from headwater.vocabulary import registry

AT = datetime(2026, 7, 2, 15, tzinfo=UTC)
FACTORS = registry.current("risk_factors")


def accepted(**changes: Any) -> dict[str, Any]:
    """An accepted discussion of a person; give what matters to the test."""
    row: dict[str, Any] = {
        "table_code": "riverbend",
        "vocabulary_version": registry.bundle_version(),
        "opened": date(2026, 1, 5),
        "decided": date(2026, 1, 6),
        "type": "person",
        "age_group": "25-29",
        "sex": "female",
        "decision": "accepted",
        "originating_sector": "policing",
        "lead_sector": "health",
        "assisting_sectors": [],
        "factors": [],
        "protective": [],
        "flags": [],
        "gaps": [],
        "services": [],
        "contact_hours": 20.0,
        "observed_hours": 400.0,
    }
    return row | changes


def rejected(**changes: Any) -> dict[str, Any]:
    """A rejected discussion: what a rejected row may hold."""
    return {
        "table_code": "riverbend",
        "opened": date(2026, 1, 5),
        "type": "person",
        "originating_sector": "education",
        "decision": "rejected",
        "rejection_reason": "single-agency",
    } | changes


def write(
    folder: Path, rows: Iterable[Mapping[str, Any]], *, synthetic: bool = True, **facts: Any
) -> Path:
    """Write a build of these discussions into a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {
        "discussions": writer.write_table(folder, "discussions", rows),
        "meetings": writer.write_table(folder, "meetings", ()),
        "follow_ups": writer.write_table(folder, "follow_ups", ()),
    }
    given = {
        "kind": schema.Kind.LOCAL.value,
        "synthetic": synthetic,
        "zone": "America/Toronto",
        "rows": counts,
        "vocabulary": manifest.vocabulary_facts({registry.bundle_version()}),
    } | facts
    at = given.pop("at", AT)
    manifest.write(folder, writer.facts(folder, at=at, **given))
    return folder


def positions(*codes: str) -> list[int]:
    """The positions of risk factors."""
    return sorted(FACTORS.positions[code] for code in codes)
