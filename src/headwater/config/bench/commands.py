"""`headwater bench`: ratios against named peers, measured in one run."""

from __future__ import annotations

import argparse
import json
from typing import Any

LOADS = {"one": (1, 40), "twenty": (20, 30)}


def register(commands: Any) -> None:
    """Add `bench web`."""
    parser = commands.add_parser("bench", help="how fast it is, against named peers")
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    web = kinds.add_parser(
        "web", help="open meetings under load, against a bare Django page on the same server"
    )
    web.add_argument("--load", choices=LOADS, default="one", help="one: 1 of 40; twenty: 20 of 30")
    web.add_argument("--rows", type=int, help="people in each meeting, in place of the load's own")
    web.add_argument("--seconds", type=float, default=60.0)
    web.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    web.add_argument("--format", choices=("table", "json"), default="table")
    web.set_defaults(func=_web)


def _web(given: argparse.Namespace) -> int:
    from headwater.config.bench.web import Load, run

    meetings, people = LOADS[given.load]
    load = Load(meetings, given.rows or people, given.seconds)
    found = run(load, on_postgres=given.on == "postgresql")
    print(json.dumps(found, indent=2) if given.format == "json" else _table(found))
    return 1 if found["errors"] or found["updates_lost"] else 0


def _table(found: dict[str, Any]) -> str:
    head = ("", "n", "p50 ms", "p95 ms", "× bare, p50", "× bare, p95")
    rows = [
        (what, *(str(row[key]) for key in ("n", "p50", "p95", "ratio_p50", "ratio_p95")))
        for what, row in found["asked"].items()
    ]
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *rows]
    ]
    told = (
        f"{found['database']}, {found['meetings']} meetings of {found['people_each']} people,"
        f" {found['seconds']:.0f} s, {found['cores']} cores.",
        f"Errors: {found['errors']} {found['first_errors'] or ''}".rstrip(),
        f"Writes accepted {found['writes_accepted']}, refused as stale"
        f" {found['writes_refused_as_stale']}, lost {found['updates_lost']}.",
    )
    return "\n".join([told[0], "", *lines, "", *told[1:]])
