"""`disclosure audit`: what an attacker recovers from published tables, ours or anyone's."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ..errors import EvidenceError
from . import published, rules
from .auditing import Audit, Recovered, audit

# How each finding reads on a line of its own.
WORDS = {
    "shown": "is printed, and below the threshold",
    "complement": "are all that are not counted, and below the threshold",
    "exact": "was hidden, and is worked out",
    "small": "was hidden, and is sure to be below the threshold",
}


def register(commands: Any) -> None:
    """Add the parser to the program's."""
    disclosure = commands.add_parser("disclosure", help="find what published tables give away")
    actions = disclosure.add_subparsers(dest="action", metavar="ACTION", required=True)
    parser = actions.add_parser(
        "audit",
        help="attack CSV tables as a reader could",
        description="All files are attacked together. Exit 1 if anything is recovered.",
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="CSV: headings, labels, counts"
    )
    parser.add_argument(
        "--threshold", type=int, default=rules.THRESHOLD, help="default %(default)s"
    )
    parser.add_argument(
        "--hidden",
        default=rules.HIDDEN_MARK,
        metavar="MARK",
        help="how a hidden cell is marked (default %(default)s); an empty one is hidden too",
    )
    parser.add_argument(
        "--total",
        default="Total",
        metavar="LABEL",
        help="the label of rows and columns that are sums (default %(default)s)",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(func=_audit)


def _audit(given: argparse.Namespace) -> int:
    if given.threshold < 2:
        raise EvidenceError("A threshold is a whole number from 2 up.")
    tables = [published.read(path, hidden=given.hidden, total=given.total) for path in given.files]
    found = audit(tables, given.threshold)
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    if given.format == "json":
        print(json.dumps(_facts(found, given.threshold, tables), ensure_ascii=False, indent=1))
    else:
        _print(found)
    return 1 if found.recovered else 0


def _facts(found: Audit, threshold: int, tables: list[published.Published]) -> dict[str, Any]:
    return {
        "threshold": threshold,
        "files": [table.name for table in tables],
        "hidden": found.hidden,
        "recovered": [
            {
                "file": each.file,
                "cell": list(each.cell),
                "low": each.low,
                "high": each.high,
                "finding": each.finding.value,
            }
            for each in found.recovered
        ],
        "remarks": list(found.remarks),
    }


def _print(found: Audit) -> None:
    for each in found.recovered:
        print(f"{each.file}: {', '.join(each.cell)}: {_range(each)} {WORDS[each.finding.value]}")
    print(
        f"Recovered: {len(found.recovered)}. Cells hidden: {found.hidden}.",
        file=sys.stderr if found.recovered else sys.stdout,
    )


def _range(each: Recovered) -> str:
    return str(each.low) if each.low == each.high else f"{each.low} to {each.high}"
