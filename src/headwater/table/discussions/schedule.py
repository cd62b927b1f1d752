"""The retention schedule of this room, read strictly from `schedule.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("schedule.toml")
NAMES = frozenset({"unheard"})


@dataclass(frozen=True)
class Period:
    """A number of days, where it comes from, and who reviewed it (empty: not reviewed)."""

    days: int
    source: str
    reviewed: str


def read(path: Path) -> dict[str, Period]:
    """All periods of a file. ValueError when one is missing, unknown or not a number of days."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(found) != NAMES:
        raise ValueError(f"{path.name} must hold exactly {', '.join(sorted(NAMES))}.")
    periods = {name: Period(**facts) for name, facts in found.items()}
    for name, period in periods.items():
        if type(period.days) is not int or period.days < 1 or not period.source:
            raise ValueError(f"{path.name}: {name} needs a number of days and a source.")
    return periods


@cache
def unheard() -> Period:
    """From the day a situation was brought until it goes, when the table never took it up."""
    return read(FILE)["unheard"]
