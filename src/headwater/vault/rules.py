"""Purposes, who may do what for each, and the values that pass the door. Pure, no Django.

Least privilege: what is sealed is written and read by the people who do the work for an agency
(representative, alternate). An agency lead runs the agency's part and reads no content; a chair
admits agencies and opens nothing; no role opens by virtue of rank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headwater.core.zones import Quarter
from headwater.network.rules import AT_THE_TABLE, SPEAKS_FOR_AGENCY, Role


class Purpose(StrEnum):
    """What a grant is for. One grant, one purpose."""

    PLAN_RESPONSE = "plan_response"  # filter four: lead and assisting agencies plan and act
    OWN_FILE = "own_file"  # an agency takes its own note for its own file
    REPORT_BACK = "report_back"  # after the response, until it is reported and concluded
    SCREENING = "screening"  # filter one: an agency's file number and note
    NAMES = "names"  # filter three: a name and date of birth, while the table hears the item
    YOUTH_RECORD = "youth_record"  # what rests on a youth record: kept apart, for those named


# Purpose -> who may open and, where SEALS says so, seal.
WORKS_WITH: dict[Purpose, frozenset[Role]] = dict.fromkeys(Purpose, SPEAKS_FOR_AGENCY)
# Purpose -> who may admit an agency for it.
ADMITS: dict[Purpose, frozenset[Role]] = {
    Purpose.PLAN_RESPONSE: AT_THE_TABLE,
    Purpose.OWN_FILE: AT_THE_TABLE,
    Purpose.REPORT_BACK: AT_THE_TABLE,
    Purpose.SCREENING: SPEAKS_FOR_AGENCY,
    Purpose.NAMES: AT_THE_TABLE,
    Purpose.YOUTH_RECORD: SPEAKS_FOR_AGENCY,
}
# A grant for one of these allows writing; own_file is for reading one's own note only.
SEALS = frozenset(
    {
        Purpose.PLAN_RESPONSE,
        Purpose.REPORT_BACK,
        Purpose.SCREENING,
        Purpose.NAMES,
        Purpose.YOUTH_RECORD,  # the agency that opened the holding alone: see `_access.may_seal`
    }
)
# Opening for one of these shows only what the seat's own agency sealed: nothing is disclosed,
# so no legal basis is asked. Every other opening needs one.
OWN_ONLY = frozenset({Purpose.OWN_FILE, Purpose.SCREENING})
# What a screening's content may be opened for: it belongs to one agency and stays there.
WITHIN_ONE_AGENCY = frozenset({Purpose.SCREENING, Purpose.OWN_FILE})
# What is directed by the agency that opened the holding alone: no chair, and nobody it let in.
DIRECTED_ALONE = frozenset({Purpose.SCREENING, Purpose.YOUTH_RECORD})
# Purpose -> the vocabulary list its basis of opening comes from; `legal_bases` for all others.
BASES: dict[Purpose, str] = {Purpose.YOUTH_RECORD: "youth_record_grounds"}

FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
REFERENCE = re.compile(r"[a-z]{1,2}-[0-9a-z]{4,13}")
LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Grant:
    """One agency's access to one reference for one purpose, `starts` ≤ t < `until`."""

    agency: str  # the agency's code
    agency_reference: str
    purpose: Purpose
    starts: datetime
    until: datetime


@dataclass(frozen=True)
class EntryHead:
    """A sealed entry seen from outside: everything but its text."""

    field: str
    entry: str
    sealed_at: datetime
    agency: str  # the agency's code


@dataclass(frozen=True)
class OpenedEntry(EntryHead):
    """A sealed entry with its text. Lives in memory for one answer, never in a log or cache."""

    text: str

    def __repr__(self) -> str:
        # A traceback or a log line that shows this object must not show what was sealed.
        return f"<OpenedEntry {self.entry} of {self.field}>"


@dataclass(frozen=True)
class Swept:
    """What a sweep found: destructions finished, keys without a holding, content without a key."""

    finished: int = 0
    orphan_keys: int = 0
    unreadable: int = 0
    records_behind: bool = False


def period_of(day: date) -> str:
    """The retention period a due day lies in: its quarter, written `2026Q1`."""
    quarter = Quarter.of(day)
    return f"{quarter.year}Q{quarter.number}"


def period_ended(period: str, day: date) -> bool:
    """Whether the period lies wholly before the day, so that all it held is due."""
    return Quarter.parse(period.replace("Q", "-Q")).is_closed(day)
