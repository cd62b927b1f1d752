"""The commands of the evidence floor: `extract build`, `ask`, `synth`.

`ask` and `synth` need no Django: they work on any folder with an extract, in a notebook's shell as
well. Only building from live records, and asking exactly of them, touch the database.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from headwater.core import clock

from .errors import EvidenceError, ExtractError

# The contract; a test holds it against the questions themselves, which are slow to import.
NAMES = (
    "factors",
    "categories",
    "pairs",
    "triples",
    "trend",
    "decisions",
    "conclusions",
    "contact-time",
    "services",
    "sectors",
    "demographics",
    "gaps",
)


def register(commands: Any) -> None:
    """Add the parsers to the program's."""
    _register_extract(commands)
    _register_ask(commands)
    _register_synth(commands)


def _register_extract(commands: Any) -> None:
    extract = commands.add_parser("extract", help="build the de-identified extract")
    actions = extract.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="build it from the live records")
    build.add_argument("--kind", choices=("local", "pooled"), default="local")
    build.add_argument("--out", type=Path, metavar="DIR", help="default: the home's extracts")
    build.set_defaults(func=_build, django=True)


def _register_ask(commands: Any) -> None:
    ask = commands.add_parser("ask", help="ask a question of an extract")
    ask.add_argument("question", metavar="QUESTION", help=f"one of: {', '.join(NAMES)}")
    ask.add_argument(
        "--extract",
        type=Path,
        required=True,
        metavar="DIR",
        help="a build, or a folder of builds: the newest is asked",
    )
    ask.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="repeats (and); a list contains the value; empty: not known",
    )
    ask.add_argument(
        "--by", action="append", default=[], metavar="COLUMN", help="break down; at most twice"
    )
    ask.add_argument("--from", dest="first", metavar="YYYY-MM", help="by the day opened")
    ask.add_argument("--to", dest="last", metavar="YYYY-MM", help="inclusive")
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table")
    ask.add_argument("--exact", action="store_true", help="inside only: every number")
    ask.set_defaults(func=_ask)


def _register_synth(commands: Any) -> None:
    synth = commands.add_parser("synth", help="make a synthetic extract")
    synth.add_argument("--discussions", type=int, required=True, metavar="N")
    synth.add_argument("--seed", type=int, required=True, metavar="S", help="same seed, same rows")
    synth.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    synth.add_argument("--tables", type=int, default=1, metavar="K", help="default %(default)s")
    synth.add_argument("--months", type=int, default=36, metavar="M", help="default %(default)s")
    synth.set_defaults(func=_synth)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Turns what the system says of a folder that cannot be written into a sentence."""
    try:
        yield
    except OSError as error:
        raise ExtractError(
            f"The extract cannot be written to {folder}: is there room, and may you write there?"
        ) from error


def _build(given: argparse.Namespace) -> int:
    from django.db import DatabaseError

    from .extract.build import FOLDER, build

    out = given.out.absolute() if given.out else clock.home() / FOLDER
    nothing = "There is nothing to build from: this home is not set up, or cannot be read."
    if not _has_records():
        raise ExtractError(nothing)
    try:
        with _writable(out):
            folder = build(clock.home(), kind=given.kind, at=clock.now(), progress=_say, out=out)
    except DatabaseError as error:
        raise ExtractError(nothing) from error
    print(folder)
    return 0


def _has_records() -> bool:
    """Whether the home's records exist; to ask an embedded database would make an empty one."""
    from django.conf import settings

    records = settings.DATABASES["default"]
    return not records["ENGINE"].endswith("sqlite3") or Path(records["NAME"]).is_file()


def _synth(given: argparse.Namespace) -> int:
    from .extract import synthetic

    if given.seed < 0:
        raise EvidenceError("A seed is a whole number from 0 up.")
    out = given.out.absolute()
    with _writable(out):
        folder = synthetic.build(
            out,
            discussions=given.discussions,
            seed=given.seed,
            tables=given.tables,
            months=given.months,
            at=clock.now(),
            progress=_say,
        )
    print(folder)
    return 0


def _ask(given: argparse.Namespace) -> int:
    from . import printing
    from .disclosure.protect import protect
    from .engine import Extract
    from .exact import exact
    from .questions import ask
    from .questions.selection import read_filter

    with Extract.open(given.extract) as extract:
        if not extract.manifest["rows"].get("discussions"):
            raise ExtractError("The extract holds no discussion yet, so there is nothing to ask.")
        where = [read_filter(text) for text in given.where]
        answer = ask(
            extract, given.question, where=where, by=given.by, first=given.first, last=given.last
        )
        table: printing.Table
        if given.exact:
            ours = not extract.synthetic and _was_built_here(extract.identity)
            table = exact(answer, ours=ours)
            if ours:
                _note_exact(given.question, extract.identity)
        else:
            table = protect(answer)
            _remark(table)
    write = {"json": printing.as_json, "csv": printing.as_csv, "table": printing.as_text}
    sys.stdout.write(write[given.format](table).rstrip("\n") + "\n")
    return 0


def _remark(table: Any) -> None:
    """What the reader of a protected answer should know, on standard error."""
    _say(f"{table.statement}; counts from 1 to {table.threshold - 1} are protected")
    if table.hidden:
        _say(f"{table.hidden} of {len(table.rows)} rows are protected")
    if table.coarsen:
        _say("so many rows are hidden that a coarser breakdown or a longer period says more")
    if not table.people:
        _say("linkage is off: this protects discussions, not people")


def _was_built_here(identity: str) -> bool:
    """Whether this home's audit trail knows the build; a home without a trail built nothing."""
    import django
    from django.db import DatabaseError

    django.setup()
    from .extract.selectors import was_built_here

    try:
        return _has_records() and was_built_here(identity)
    except DatabaseError:
        return False


def _note_exact(question: str, identity: str) -> None:
    """Record that exact numbers of living people's discussions were asked for."""
    from .extract.services import note_exact

    note_exact(question, identity, at=clock.now())
