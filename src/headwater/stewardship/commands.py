"""`headwater retention run`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this room."""
    retention = subparsers.add_parser("retention", help="destroy what is due")
    verbs = retention.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="destroy now what is due, and say how much it was")
    run.add_argument("--at", metavar="DATE", help="as if it were this day (2026-11-22)")
    run.set_defaults(func=run_retention, records=True)


def _instant(text: str | None) -> datetime:
    from django.utils.translation import gettext as _

    from headwater.core import clock
    from headwater.core.errors import Refused

    if text is None:
        return clock.now()
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(_("Write the day as 2026-11-22.")) from None
    return given if given.tzinfo else given.replace(tzinfo=UTC)


def run_retention(args: argparse.Namespace) -> int:
    """Run, and print one line a room: its name and how many records were destroyed."""
    from .retention import run

    for entry in run(_instant(args.at)):
        print(f"{entry.room}\t{entry.number}")
    return 0
