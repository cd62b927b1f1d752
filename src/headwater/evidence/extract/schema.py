"""The allow-list: every column of the extract, its type, and the live fields it is drawn from.

What is not named here cannot leave the live system: the writer refuses a row with another key.
Sources are `app_label.Model.field`; a test refuses a source that is an identifier, free text or a
secret. The schema is the one of the reference page `docs/reference/extract.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = 1


class Kind(StrEnum):
    """How finely an extract knows time, and for whom it is made."""

    LOCAL = "local"  # one installation, days
    POOLED = "pooled"  # several tables together, months


@dataclass(frozen=True)
class Column:
    """One column: its DuckDB type, its live sources, and the code list its values belong to."""

    name: str
    type: str
    sources: tuple[str, ...]
    list_name: str = ""


_D = "discussions.Discussion."
_M = "meetings."
_R = "interventions."
_N = "network."
_RISK = ("discussions.DiscussionFactor.code",)

DISCUSSIONS: tuple[Column, ...] = (
    Column("row", "BIGINT", ()),
    Column("table_code", "VARCHAR", (_N + "Table.code",)),
    Column("vocabulary_version", "VARCHAR", (_D + "vocabulary_version",)),
    Column("opened", "DATE", (_D + "opened",)),
    Column("decided", "DATE", (_D + "decided_at", _N + "Table.time_zone")),
    Column("type", "VARCHAR", (_D + "type",), "discussion_types"),
    Column("age_group", "VARCHAR", (_D + "age_group",), "age_groups"),
    Column("sex", "VARCHAR", (_D + "sex",), "sexes"),
    Column("decision", "VARCHAR", (_D + "decision",)),
    Column("rejection_reason", "VARCHAR", (_D + "rejection_reason",), "rejection_reasons"),
    Column("conclusion_group", "VARCHAR", (_D + "conclusion",), "conclusions"),
    Column("conclusion_reason", "VARCHAR", (_D + "conclusion",), "conclusions"),
    Column("originating_sector", "VARCHAR", (_D + "originating_sector",), "sectors"),
    Column("lead_sector", "VARCHAR", (_N + "Agency.sector",), "sectors"),
    Column("assisting_sectors", "VARCHAR[]", (_N + "Agency.sector",), "sectors"),
    Column("factors_0", "BIGINT", _RISK, "risk_factors"),
    Column("factors_1", "BIGINT", _RISK, "risk_factors"),
    Column("factors_2", "BIGINT", _RISK, "risk_factors"),
    Column("factors", "UTINYINT[]", _RISK, "risk_factors"),
    Column(
        "protective", "UTINYINT[]", ("discussions.DiscussionProtective.code",), "protective_factors"
    ),
    Column("flags", "UTINYINT[]", ("discussions.DiscussionFlag.code",), "study_flags"),
    Column("gaps", "UTINYINT[]", (_R + "SystemGap.kind",), "gap_kinds"),
    Column("contact_hours", "DOUBLE", (_R + "Contact.at", _R + "Response.started_at")),
    Column("connection_hours", "DOUBLE", (_R + "Mobilization.at", _R + "Response.started_at")),
    Column("observed_hours", "DOUBLE", (_R + "Response.closed_at", _R + "Response.started_at")),
    Column("days_open", "INTEGER", (_D + "decided_at", _D + "concluded_at")),
    Column(
        "services",
        "STRUCT(service VARCHAR, sector VARCHAR, state VARCHAR)[]",
        (_R + "Mobilization.service", _R + "Mobilization.sector", _R + "Mobilization.state"),
        "services",
    ),
    Column("police_at_door", "BOOLEAN", (_R + "Response.plan_police_at_door",)),
    Column("returning", "BOOLEAN", ()),
)

MEETINGS: tuple[Column, ...] = (
    Column("table_code", "VARCHAR", (_N + "Table.code",)),
    Column("month", "DATE", (_M + "Meeting.starts_at", _N + "Table.time_zone")),
    Column("held", "INTEGER", (_M + "Meeting.state",)),
    Column("agencies_present", "INTEGER", (_M + "Attendance.status", _N + "Seat.agency")),
    Column("seats_present", "INTEGER", (_M + "Attendance.status",)),
    Column("agencies_seated", "INTEGER", (_N + "Seat.agency",)),
)

FOLLOW_UPS: tuple[Column, ...] = (
    Column("row", "BIGINT", ()),
    Column("table_code", "VARCHAR", (_N + "Table.code",)),
    Column("months_since", "INTEGER", ()),
    Column("domain", "VARCHAR", ()),
    Column("before", "VARCHAR", ()),
    Column("after", "VARCHAR", ()),
    Column("service_state", "VARCHAR", ()),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "discussions": DISCUSSIONS,
    "meetings": MEETINGS,
    "follow_ups": FOLLOW_UPS,
}

# A rejected row holds these and nothing else; `row` is the surrogate given at every build.
REJECTED_COLUMNS = frozenset(
    {"row", "table_code", "opened", "type", "originating_sector", "decision", "rejection_reason"}
)

# Lists whose codes stand in rows as positions.
POSITION_LISTS: dict[str, str] = {
    "factors": "risk_factors",
    "protective": "protective_factors",
    "flags": "study_flags",
    "gaps": "gap_kinds",
}

# Every list whose codes an extract may hold; the manifest carries each with its positions.
LISTS: tuple[str, ...] = (
    "risk_factors",
    "protective_factors",
    "study_flags",
    "gap_kinds",
    "discussion_types",
    "age_groups",
    "sexes",
    "rejection_reasons",
    "conclusions",
    "sectors",
    "services",
    "mobilization_states",
)

COLUMNS: dict[str, Column] = {column.name: column for column in DISCUSSIONS}


def struct(columns: tuple[Column, ...]) -> str:
    """The columns as the argument of DuckDB's JSON reader: `{'row': 'BIGINT', …}`."""
    return "{" + ", ".join(f"'{column.name}': '{column.type}'" for column in columns) + "}"


def names(columns: tuple[Column, ...]) -> list[str]:
    """Column names in the order of the file."""
    return [column.name for column in columns]
