"""Logic models drafted from the goals, as reviewed data, and their strict loader."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..rules import Better, Column

SOURCE = Path(__file__).with_name("drafted-from-the-goals.toml")


@dataclass(frozen=True)
class DraftNode:
    """A box; `column` is one of `rules.Column`."""

    code: str
    column: Column
    text_en: str
    text_fr: str


@dataclass(frozen=True)
class DraftIndicator:
    """An indicator at a box."""

    node: str
    code: str
    measure: str
    better: Better
    text_en: str
    text_fr: str


@dataclass(frozen=True)
class DraftGoal:
    """A goal with its boxes, arrows and indicators."""

    number: int
    text_en: str
    text_fr: str
    nodes: tuple[DraftNode, ...]
    links: tuple[tuple[str, str], ...]
    indicators: tuple[DraftIndicator, ...]


@cache
def drafted_goals() -> tuple[DraftGoal, ...]:
    """The drafts. ValueError or TypeError for an unknown column, key or box."""
    return tuple(_goal(entry) for entry in tomllib.loads(SOURCE.read_text("utf-8"))["goal"])


def source() -> str:
    """What stands beside every draft: where it comes from."""
    return str(tomllib.loads(SOURCE.read_text("utf-8"))["source"])


def _goal(entry: dict[str, Any]) -> DraftGoal:
    nodes = tuple(DraftNode(**{**n, "column": Column(n["column"])}) for n in entry.pop("node"))
    codes = {node.code for node in nodes}
    links = tuple((source, target) for source, target in entry.pop("link"))
    indicators = tuple(
        DraftIndicator(**{**i, "better": Better(i["better"])}) for i in entry.pop("indicator")
    )
    unknown = {code for link in links for code in link} | {i.node for i in indicators}
    if unknown - codes:
        raise ValueError(f"{SOURCE.name}: no box is called {sorted(unknown - codes)}")
    return DraftGoal(nodes=nodes, links=links, indicators=indicators, **entry)
