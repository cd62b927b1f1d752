"""The tables of who may what, as people read them, made from the tables the tests are driven by.

The CSVs under `tests/permissions` are written by hand. Here they are only turned: one row for all
deeds and states with the same answers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BEGIN = "<!-- Made from tests/permissions by `./headwater fix`; do not edit below. -->"
END = "<!-- Made until here. -->"
STATES = ("state",)
DEEDS = ("action", "page")

# File -> heading, in the order of a situation's way.
TABLES = {
    "screening": "Filter one: a screening of the police",
    "discussions": "Filters two and three: a discussion the police brought",
    "interventions": "Filter four: a response counselling leads",
    "board": "The board of a meeting",
    "publishing": "Products",
    "stewardship": "The desk",
}
# 422 is an empty form that this member may send, “before” a deed that stands already.
MAY = frozenset({"yes", "done", "before", "200", "204", "302", "422"})
NOT_NOW = frozenset({"not now"})
TOLD_WHY = frozenset({"403", "no"})
NOT_FOUND = frozenset({"404"})
SIGNS_IN = frozenset({"sign in", "302"})
ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Row:
    """Deeds in one or several states, and who gets which answer."""

    deeds: tuple[str, ...]
    states: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]  # member, answer


def page(text: str, folder: Path) -> str:
    """The page with its tables as the files say; what is written by hand around them stays.

    ValueError when the marks between which the tables stand are missing.
    """
    before, begins, rest = text.partition(BEGIN)
    _old, ends, after = rest.partition(END)
    if not begins or not ends:
        raise ValueError("The marks for the tables are missing from the page.")
    return f"{before}{BEGIN}\n\n{tables(folder)}\n{END}{after}"


def tables(folder: Path) -> str:
    """All tables, each under its heading."""
    parts = []
    for name, heading in TABLES.items():
        rows = list(read(folder / f"{name}.csv"))
        parts += [f"### {heading}", _table(rows)]
    return "\n\n".join(parts) + "\n"


def read(file: Path) -> Iterable[Row]:
    """The rows of a file, states and deeds with the same answers joined, in their first order.

    Whoever is not signed in stands in a row only where they are not asked to sign in.
    """
    joined: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            deed = next(line.pop(key) for key in DEEDS if key in line)
            state = next((line.pop(key) for key in STATES if key in line), "")
            if line.get(ANONYMOUS) in SIGNS_IN:
                del line[ANONYMOUS]
            joined.setdefault((deed, tuple(line.items())), []).append(state)
    alike: dict[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], list[str]] = {}
    for (deed, answers), found in joined.items():
        states = tuple(state for state in found if state)
        alike.setdefault((states, answers), []).append(deed)
    for (states, answers), deeds in alike.items():
        yield Row(tuple(deeds), states, answers)


def _table(rows: list[Row]) -> str:
    in_states = any(row.states for row in rows)
    not_now = any(answer in NOT_NOW for row in rows for _member, answer in row.answers)
    head = [
        "Deed",
        *(["In state"] if in_states else []),
        "May",
        *(["Not in this state"] if not_now else []),
        "Told why not",
        "Not found",
    ]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in rows:
        groups = [MAY, *([NOT_NOW] if not_now else []), TOLD_WHY, NOT_FOUND]
        cells = [
            ", ".join(_plain(deed) for deed in row.deeds),
            *([", ".join(_plain(state) for state in row.states)] if in_states else []),
            *_members(row, groups),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _members(row: Row, groups: list[frozenset[str]]) -> list[str]:
    """Who is in each group; the largest, where it is large, as all others."""
    found = [[m for m, answer in row.answers if answer in group] for group in groups]
    if sum(map(len, found)) != len(row.answers):
        raise ValueError(f"“{row.deeds[0]}” has an answer that no column of the page shows.")
    largest = max(found, key=len)
    return [
        "everyone"
        if len(members) == len(row.answers)
        else "all others"
        if members is largest and len(members) > len(row.answers) // 3
        else ", ".join(_plain(member) for member in members) or "–"
        for members in found
    ]


def _plain(code: str) -> str:
    return code.replace("_", " ")
