"""The periods of this room, read strictly from `periods.toml`: a fact with source and review."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("periods.toml")
NAMES = frozenset({"own_file", "to_be_told"})


@dataclass(frozen=True)
class Period:
    """A number of days, where it comes from, and who reviewed it (empty: not reviewed)."""

    days: int
    source: str
    reviewed: str

    @property
    def length(self) -> timedelta:
        """The period as a duration of real hours."""
        return timedelta(days=self.days)


def read(path: Path) -> dict[str, Period]:
    """All periods of a file. ValueError when one is missing, unknown or not a number of days."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(found) != NAMES:
        raise ValueError(f"{path.name} must hold exactly {', '.join(sorted(NAMES))}.")
    periods = {name: Period(**facts) for name, facts in found.items()}
    for name, period in periods.items():
        if type(period.days) is not int or not 0 < period.days <= 365 or not period.source:
            raise ValueError(f"{path.name}: {name} needs 1 to 365 days and a source.")
    return periods


@cache
def _shipped() -> dict[str, Period]:
    return read(FILE)


def own_file() -> Period:
    """From the end of a response until what it sealed is destroyed."""
    return _shipped()["own_file"]


def to_be_told() -> Period:
    """The day proposed for telling a person, counted from the day it is noted."""
    return _shipped()["to_be_told"]
