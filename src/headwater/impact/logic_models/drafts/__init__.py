"""Logic models drafted from the goals, as reviewed data, and their strict loader."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
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


@dataclass(frozen=True)
class Drafts:
    """The file as a whole: what stands beside every draft, its version, and the goals."""

    source: str
    version: str
    goals: tuple[DraftGoal, ...]


@cache
def drafts() -> Drafts:
    """The drafts this version of the program comes with."""
    return load(SOURCE.read_text(encoding="utf-8"))


def load(text: str) -> Drafts:
    """Read drafts from TOML. TypeError for an unknown or missing key, ValueError for the rest.

    Refused are an unknown column or direction, a box named twice, an arrow or indicator without
    its box, an arrow twice or onto itself, an empty text, goals not numbered from 1.
    """
    found = tomllib.loads(text)
    goals = tuple(_goal(dict(entry)) for entry in found.pop("goal"))
    numbers = [goal.number for goal in goals]
    if numbers != list(range(1, len(goals) + 1)):
        raise ValueError(f"Goals are numbered from 1, not {numbers}.")
    return Drafts(goals=goals, **found)


def _goal(entry: dict[str, Any]) -> DraftGoal:
    nodes = tuple(DraftNode(**{**n, "column": Column(n["column"])}) for n in entry.pop("node"))
    links = tuple((source, target) for source, target in entry.pop("link"))
    indicators = tuple(
        DraftIndicator(**{**i, "better": Better(i["better"])}) for i in entry.pop("indicator")
    )
    goal = DraftGoal(nodes=nodes, links=links, indicators=indicators, **entry)
    wrong = list(_wrong(goal))
    if wrong:
        raise ValueError(f"Goal {goal.number}: {'; '.join(wrong)}.")
    return goal


def _wrong(goal: DraftGoal) -> Iterator[str]:
    codes = [node.code for node in goal.nodes]
    marks = [f"{mark.code} at {mark.node}" for mark in goal.indicators]
    arrows = [f"{source} → {target}" for source, target in goal.links]
    for what, names in (("box", codes), ("arrow", arrows), ("indicator", marks)):
        yield from (f"{what} {name} is there twice" for name, n in Counter(names).items() if n > 1)
    used = {code for link in goal.links for code in link} | {mark.node for mark in goal.indicators}
    yield from (f"no box is called {code}" for code in sorted(used - set(codes)))
    yield from (f"arrow of {a} leads to itself" for a, b in goal.links if a == b)
    texts: list[DraftGoal | DraftNode | DraftIndicator] = [goal, *goal.nodes, *goal.indicators]
    if not all(each.text_en.strip() and each.text_fr.strip() for each in texts):
        yield "a text is empty"
