"""`disclosure audit`: what an attacker recovers from published tables, ours or anyone's."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import EvidenceError
from . import attacker, published, rules
from .published import Cell, Published, System


def register(commands: Any) -> None:
    """Add the parser to the program's."""
    disclosure = commands.add_parser("disclosure", help="find what published tables give away")
    actions = disclosure.add_subparsers(dest="action", metavar="ACTION", required=True)
    audit = actions.add_parser("audit", help="attack CSV tables as a reader could")
    audit.add_argument("files", nargs="+", type=Path, metavar="FILE")
    audit.add_argument("--threshold", type=int, default=rules.THRESHOLD)
    audit.add_argument("--hidden", default=rules.HIDDEN_MARK, metavar="MARK")
    audit.add_argument("--total", default="Total", metavar="LABEL")
    audit.add_argument("--format", choices=("table", "json"), default="table")
    audit.set_defaults(func=_audit)


@dataclass
class Findings:
    """What the attacker learned. `recovered` is what makes a set of tables unsafe."""

    hidden: int = 0
    recovered: list[dict[str, Any]] = field(default_factory=list)
    contradiction: str = ""

    @property
    def safe(self) -> bool:
        """Whether nothing was recovered and the tables fit together."""
        return not self.recovered and not self.contradiction


def audit(tables: Sequence[Published], threshold: int = rules.THRESHOLD) -> Findings:
    """Attack the tables together; where they contradict each other, also one by one."""
    try:
        return _attack(published.system(tables), tables, threshold)
    except (published.Disagreement, attacker.Contradiction) as told:
        message = str(told) or "The tables do not add up."
        found = Findings(contradiction=message)
    if len(tables) > 1:
        for table in tables:
            alone = audit([table], threshold)
            found.hidden += alone.hidden
            found.recovered += alone.recovered
    return found


def _attack(system: System, tables: Sequence[Published], threshold: int) -> Findings:
    least = 1 if 0 in system.shown.values() else 0
    view = attacker.View(system.shown, frozenset(system.hidden), system.sums, least=least)
    found = Findings(hidden=len(system.hidden) + len(system.given_openly))
    for cell, number in system.given_openly.items():
        found.recovered.append(_finding(system, tables, cell, number, number, "shown elsewhere"))
    for cell, bounds in attacker.attack(view).items():
        if bounds.exact:
            kind = "exact"
        elif bounds.high < threshold:
            kind = "below threshold"
        else:
            continue
        found.recovered.append(_finding(system, tables, cell, bounds.low, int(bounds.high), kind))
    found.recovered.sort(key=lambda each: (each["file"], sorted(each["cell"].items())))
    return found


def _finding(
    system: System, tables: Sequence[Published], cell: Cell, low: int, high: int, kind: str
) -> dict[str, Any]:
    return {
        "file": system.where[cell],
        "cell": dict(published.name_of(cell, tables)),
        "low": low,
        "high": high,
        "kind": kind,
    }


def _audit(given: argparse.Namespace) -> int:
    if given.threshold < 2:  # noqa: PLR2004  below two there is nothing to protect
        raise EvidenceError("A threshold is a whole number from 2 up.")
    tables = [published.read(path, hidden=given.hidden, total=given.total) for path in given.files]
    for table in tables:
        if table.left_out:
            print(f"{table.name}: columns left aside: {', '.join(table.left_out)}", file=sys.stderr)
    found = audit(tables, given.threshold)
    if given.format == "json":
        _print_json(found, given.threshold, tables)
    else:
        _print_table(found)
    return 0 if found.safe else 1


def _print_json(found: Findings, threshold: int, tables: Sequence[Published]) -> None:
    print(
        json.dumps(
            {
                "threshold": threshold,
                "files": [table.name for table in tables],
                "hidden": found.hidden,
                "recovered": found.recovered,
                "contradiction": found.contradiction or None,
                "safe": found.safe,
            },
            ensure_ascii=False,
            indent=1,
        )
    )


def _print_table(found: Findings) -> None:
    for each in found.recovered:
        cell = ", ".join(f"{name}={label}" for name, label in each["cell"].items())
        value = str(each["low"]) if each["low"] == each["high"] else f"{each['low']}–{each['high']}"
        print(f"{each['file']}: {cell}: {value} ({each['kind']})")
    if found.contradiction:
        print(found.contradiction)
    print(f"{len(found.recovered)} of {found.hidden} hidden cells recovered")
