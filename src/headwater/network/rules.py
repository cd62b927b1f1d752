"""Roles, what a seat of each role is tied to, and which roles belong at the table. Pure data."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a seat is for. One name each, as in the glossary."""

    REPRESENTATIVE = "representative"
    ALTERNATE = "alternate"
    AGENCY_LEAD = "agency_lead"
    CHAIR = "chair"  # chair or coordinator of the table
    ANALYST = "analyst"
    EVALUATOR = "evaluator"
    STEERING = "steering"
    DATA_STEWARD = "data_steward"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


# Role -> what the seat must be tied to beside its community.
NEEDS: dict[Role, frozenset[str]] = {
    Role.REPRESENTATIVE: frozenset({"agency", "table"}),
    Role.ALTERNATE: frozenset({"agency", "table"}),
    Role.AGENCY_LEAD: frozenset({"agency"}),
    Role.CHAIR: frozenset({"table"}),
    Role.ANALYST: frozenset(),
    Role.EVALUATOR: frozenset(),
    Role.STEERING: frozenset(),
    Role.DATA_STEWARD: frozenset({"agency"}),
    Role.PRIVACY_OFFICER: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}

# Who screens for an agency and sits at a table for it.
SPEAKS_FOR_AGENCY = frozenset({Role.REPRESENTATIVE, Role.ALTERNATE})
# Who takes part in a discussion.
AT_THE_TABLE = SPEAKS_FOR_AGENCY | {Role.CHAIR}
# Who may read figures made from the extract.
READS_FIGURES = AT_THE_TABLE | {
    Role.AGENCY_LEAD,
    Role.ANALYST,
    Role.EVALUATOR,
    Role.STEERING,
    Role.DATA_STEWARD,
}


class FilterThree(StrEnum):
    """How names are handled at filter three; see ADR on the default."""

    SPOKEN = "spoken"
    SEALED = "sealed"
    NO_NAMES = "no_names"


class DecisionMode(StrEnum):
    """How the table reaches its decision."""

    CONSENSUS = "consensus"
    VOTE = "vote"
    POSITIONS = "positions"


# Room for the code of a table or an agency, made from its name.
CODE_LENGTH = 40
# A quorum counts agencies, first contact real hours (a week at most).
MOST_QUORUM = 99
MOST_HOURS = 168

# The zones of Canada a table may live in (IANA names), from west to east.
ZONES = (
    "America/Vancouver",
    "America/Whitehorse",
    "America/Edmonton",
    "America/Yellowknife",
    "America/Regina",
    "America/Winnipeg",
    "America/Rankin_Inlet",
    "America/Atikokan",
    "America/Toronto",
    "America/Iqaluit",
    "America/Halifax",
    "America/Moncton",
    "America/Goose_Bay",
    "America/St_Johns",
)

# The longest wait a service can be said to have, in days, and after how many days what was said
# of its room is old: ask before you rely on it.
LONGEST_WAIT = 730
OLD_AFTER_DAYS = 14
CAPACITY, SERVICES = "capacity_states", "services"
