"""`headwater network import` and `headwater network profile`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this room."""
    network = subparsers.add_parser("network", help="a community's profile questionnaire")
    verbs = network.add_subparsers(dest="verb", required=True)
    bring = verbs.add_parser("import", help="read a questionnaire; prints the community's slug")
    bring.add_argument("file", metavar="FILE", type=Path)
    bring.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
    bring.set_defaults(func=import_profile, records=True)
    show = verbs.add_parser("profile", help="write the questionnaire filled in")
    show.add_argument("slug", metavar="SLUG")
    show.add_argument("--format", choices=("text", "json"), default="text")
    show.set_defaults(func=show_profile, records=True)


def import_profile(args: argparse.Namespace) -> int:
    """Import; remarks on standard error, the slug on standard output."""
    from headwater.core import clock

    from .profile.services import import_file

    done = import_file(args.file, at=clock.now(), dry_run=args.dry_run)
    for remark in done.remarks:
        print(remark, file=sys.stderr)
    print(done.slug)
    return 0


def show_profile(args: argparse.Namespace) -> int:
    """Print a community's profile; Refused for an unknown slug."""
    from django.utils.translation import gettext as _

    from headwater.core import clock
    from headwater.core.errors import NotFoundHere, Refused
    from headwater.core.zones import local_day
    from headwater.network.profile.selectors import profile_of
    from headwater.network.selectors import community_by_slug

    from .profile import writing

    try:
        community = community_by_slug(args.slug)
    except NotFoundHere:
        raise Refused(_("No community has the slug “%(slug)s”.") % {"slug": args.slug}) from None
    profile = profile_of(community, local_day(clock.now(), community.time_zone))
    if args.format == "json":
        print(json.dumps(writing.as_json(profile), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(writing.as_text(profile))
    return 0
