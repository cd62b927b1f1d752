"""French, and other languages to come: compiled at set-up, checked on demand.

`compile_all()` turns each room's committed `.po` into the `.mo` Django reads; polib does it, so
no gettext is needed on the machine. As a program it helps whoever writes a room: what has no French
yet, as lines of a `.po` to fill in; everything wrong with its French (`all` looks at every room).

    python -m headwater.config.translations missing table/board
    python -m headwater.config.translations check table/board
    python -m headwater.config.translations compile
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1]


def compile_all() -> int:
    """Compile every catalogue that is newer than its compiled form; return how many were."""
    compiled = 0
    for source in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Written aside, then renamed: a page served meanwhile never reads half a catalogue.
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(partial))
        partial.replace(target)
        compiled += 1
    return compiled


def missing(room: str) -> str:
    """The texts of a room that have no French yet, as the lines of a `.po` file to fill in."""
    from headwater.config.launch.catalogues import missing_in
    from headwater.config.launch.messages import messages_by_room

    folder = SOURCE / room
    catalogue = polib.POFile(wrapwidth=100)
    for message in missing_in(folder, messages_by_room().get(folder, [])):
        entry = polib.POEntry(
            msgctxt=message.context,
            msgid=message.singular,
            msgid_plural=message.plural or "",
            msgstr="",
            occurrences=[tuple(message.place.rsplit(":", 1))],
        )
        if message.plural:
            entry.msgstr_plural = {0: "", 1: ""}
        catalogue.append(entry)
    # polib writes a header of its own, which the room's file has already.
    return "\n".join(entry.__unicode__(wrapwidth=100) for entry in catalogue)


def check(room: str) -> list[str]:
    """Everything wrong with one room's French; `all` looks at every room."""
    from headwater.config.launch.catalogues import findings, room_findings
    from headwater.config.launch.messages import messages_by_room

    if room == "all":
        return findings()
    by_room = messages_by_room()
    return room_findings(SOURCE / room, by_room.get(SOURCE / room, []), by_room)


def main(arguments: list[str]) -> int:
    """Run one of `missing ROOM`, `check ROOM|all`, `compile`."""
    match arguments:
        case ["compile"]:
            print(f"{compile_all()} compiled", file=sys.stderr)
            return 0
        case ["missing", room] if (SOURCE / room).is_dir():
            print(missing(room))
            return 0
        case ["check", room] if room == "all" or (SOURCE / room).is_dir():
            found = check(room)
            print("\n".join(found))
            return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
