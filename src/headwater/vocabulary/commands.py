"""`headwater vocabulary list` and `headwater vocabulary load`: code lists on the command line."""

import argparse
import json
import sys
from pathlib import Path

from headwater.core import clock
from headwater.vocabulary import registry, replacement
from headwater.vocabulary.lists import Entry, VocabularyList

type Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def register(subparsers: Subparsers) -> None:
    """Add `vocabulary` with its two commands; each sets `func`."""
    parser = subparsers.add_parser("vocabulary", help="code lists: show, replace")
    commands = parser.add_subparsers(dest="vocabulary_command", metavar="COMMAND", required=True)
    listing = commands.add_parser("list", help="the lists in force, or the entries of one list")
    listing.add_argument("name", nargs="?", metavar="LIST", help="show the entries of this list")
    listing.add_argument("--lang", choices=("en", "fr"), default="en", help="language of labels")
    listing.add_argument("--format", choices=("table", "json"), default="table")
    listing.set_defaults(func=show)
    loading = commands.add_parser("load", help="replace a list with a ministry's own")
    loading.add_argument("file", type=Path, metavar="FILE", help="TOML or CSV")
    loading.add_argument("--crosswalk", type=Path, metavar="FILE", help="what became of old codes")
    loading.set_defaults(func=load)


def show(arguments: argparse.Namespace) -> int:
    """Print the lists in force, or one list's entries, on standard output."""
    if arguments.name:
        found = registry.current(arguments.name)
        rows = [_entry_row(entry, arguments.lang) for entry in found]
    else:
        rows = [_list_row(registry.current(name), arguments.lang) for name in registry.names()]
    if arguments.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(_table(rows))
    return 0


def load(arguments: argparse.Namespace) -> int:
    """Replace a list; print its name and version, and on standard error what changed."""
    new = replacement.load(
        arguments.file,
        crosswalk=arguments.crosswalk,
        home=clock.home(),
        on=clock.now().date(),
    )
    print(f"{new.name} {new.version}")
    print(
        f"{len(new)} entries in force from {new.valid_from}; {len(new.drafted)} are drafted; "
        f"{len(new.retired)} earlier codes are retired. Records made before keep their version.",
        file=sys.stderr,
    )
    return 0


def _list_row(found: VocabularyList, lang: str) -> dict[str, object]:
    return {
        "list": found.name,
        "version": found.version,
        "entries": len(found),
        "drafted": len(found.drafted),
        "title": found.title(lang),
    }


def _entry_row(entry: Entry, lang: str) -> dict[str, object]:
    return {
        "position": entry.position,
        "code": entry.code,
        "label": entry.full_label(lang),
        "provenance": entry.provenance,
        "drafted": entry.drafted_in(lang),
    }


def _table(rows: list[dict[str, object]]) -> str:
    """Rows as columns of plain text, yes for true and nothing for false."""
    cells = [[_cell(value) for value in row.values()] for row in rows]
    lines = [list(rows[0]), *cells]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)
