"""How long a screening is kept: the shipped default and the longest an agency may choose."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("periods.toml")


@dataclass(frozen=True)
class Periods:
    """Days; `reviewer` is empty while nobody signed, and the page then says "drafted"."""

    default_days: int
    longest_days: int
    source: str
    reviewer: str
    reviewed: str


@cache
def periods() -> Periods:
    """Read `periods.toml`; TypeError for a missing or unknown key, ValueError for absurd days."""
    found = Periods(**tomllib.loads(FILE.read_text(encoding="utf-8"))["screening"])
    if not 1 <= found.default_days <= found.longest_days:
        raise ValueError(f"{FILE.name}: the default must lie between 1 and the longest period.")
    return found
