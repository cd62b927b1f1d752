"""When something is due: real hours from the confirmed acceptance, and a table's weekend rule.

Hours are counted between instants, so nights, weekends and a change of clocks count like any
other hour. Only a table that chose so lets what is not urgent wait for a working day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from headwater.core.zones import local_day, local_instant

from .rules import Weekend

FILE = Path(__file__).with_name("clock.toml")


@dataclass(frozen=True)
class WeekendDays:
    """Days of the ISO week that are no working days, and the hour that ends the waiting."""

    days: frozenset[int]
    until: time
    source: str
    reviewed: str


def read(path: Path) -> WeekendDays:
    """The rule of a file. ValueError unless it names 1 to 6 days, an hour and a source."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(found) != {"weekend"} or set(found["weekend"]) != {
        "days",
        "until",
        "source",
        "reviewed",
    }:
        raise ValueError(f"{path.name} must hold [weekend] with days, until, source, reviewed.")
    facts = found["weekend"]
    days = frozenset(facts["days"])
    if not days or not days < set(range(1, 8)) or not facts["source"]:
        raise ValueError(f"{path.name}: days are from 1 to 7, one working day at least remains.")
    return WeekendDays(days, time.fromisoformat(facts["until"]), facts["source"], facts["reviewed"])


@cache
def weekend() -> WeekendDays:
    """The shipped rule."""
    return read(FILE)


def _closed(day: date, holidays: Collection[date]) -> bool:
    return day.isoweekday() in weekend().days or day in holidays


def due(
    accepted: datetime,
    hours: int,
    zone: str,
    *,
    rule: Weekend,
    urgent: bool = False,
    holidays: Collection[date] = (),
) -> datetime:
    """The instant (UTC) by which something is due, `hours` real hours after `accepted`.

    Where the table's rule is that the weekend waits, what is not urgent and would fall due on
    one, or on a public holiday, is due at the hour of the file on the next working day, in the
    table's zone.
    """
    instant = accepted + timedelta(hours=hours)
    if rule is not Weekend.WAITS or urgent:
        return instant
    day = local_day(instant, zone)
    if not _closed(day, holidays):
        return instant
    while _closed(day, holidays):
        day += timedelta(days=1)
    return local_instant(day, weekend().until, zone)
