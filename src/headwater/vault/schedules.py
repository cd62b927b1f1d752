"""The retention schedules, read from `schedules.toml` and refused when anything is off."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from .rules import Purpose

SCHEDULES = Path(__file__).with_name("schedules.toml")


@dataclass(frozen=True)
class Schedule:
    """How long content sealed for a purpose may live, in days; drafted while no reviewer."""

    purpose: Purpose
    longest_days: int
    after_last_grant_days: int
    source: str
    reviewer: str

    @property
    def drafted(self) -> bool:
        """Whether nobody with the authority has confirmed it."""
        return not self.reviewer


@lru_cache
def schedules(path: Path = SCHEDULES) -> Mapping[Purpose, Schedule]:
    """One schedule for every purpose. ValueError, naming the mistake, for a file that is not so."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    found = [_schedule(each) for each in document.pop("schedule", [])]
    if document:
        raise ValueError(f"{path.name}: unknown {', '.join(sorted(document))}.")
    by_purpose = {schedule.purpose: schedule for schedule in found}
    if len(by_purpose) != len(found) or set(by_purpose) != set(Purpose):
        raise ValueError(f"{path.name}: each purpose needs one schedule.")
    return MappingProxyType(by_purpose)


def _schedule(each: dict[str, object]) -> Schedule:
    expected = {field.name for field in fields(Schedule)}
    if set(each) != expected:
        raise ValueError(f"A schedule has {', '.join(sorted(expected))}.")
    longest, after = each["longest_days"], each["after_last_grant_days"]
    if type(longest) is not int or type(after) is not int or longest < 1 or after < 0:
        raise ValueError(f"The schedule of {each['purpose']} needs whole days.")
    if not each["source"]:
        raise ValueError(f"The schedule of {each['purpose']} needs a source.")
    return Schedule(
        Purpose(str(each["purpose"])), longest, after, str(each["source"]), str(each["reviewer"])
    )
