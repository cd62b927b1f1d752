"""`headwater audit verify`: is the trail whole?"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from headwater.core.errors import Refused

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def register(subparsers: Subparsers) -> None:
    """Add `audit` with its one verb."""
    audit = subparsers.add_parser("audit", help="verify the audit trail")
    verbs = audit.add_subparsers(dest="verb", metavar="VERB", required=True)
    verify = verbs.add_parser(
        "verify",
        help="check every link of the chain and every anchor; name the first broken link",
        description=(
            "Checks the chain and its anchors without network or keys. Exit 0: whole. "
            "Exit 1: broken; the first broken link is named. Exit 2: there is no trail to read."
        ),
    )
    verify.set_defaults(func=_verify, django=True)


def _verify(arguments: argparse.Namespace) -> int:
    """Print the head, or the first broken link, on standard output."""
    from django.db import DatabaseError

    from . import selectors

    try:
        verdict = selectors.verdict()
    except DatabaseError:
        raise Refused("There is no audit trail in this home, or it cannot be read.") from None
    except ValueError as spoilt:
        print(f"broken: {spoilt}")
        return 1
    if verdict.broken:
        print(f"broken: {verdict.broken.message}")
        print(f"whole up to entry {verdict.broken.sequence - 1}", file=sys.stderr)
        return 1
    print(f"whole: {verdict.entries} entries, head {verdict.head}")
    print(f"{verdict.anchors} anchors agree", file=sys.stderr)
    return 0
