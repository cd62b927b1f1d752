"""Which version of which list is in force, and every version that ever was.

Two sources: the packs shipped with the program, and what this installation loaded, which stands
before them. Nothing is ever removed, so a record that names its version can always be read.
"""

import hashlib
import os
import re
from datetime import date
from pathlib import Path

from headwater.vocabulary.crosswalk import Crosswalk, compose, identity
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import Group, VocabularyList
from headwater.vocabulary.shelf import Shelf, read_shelf

BUNDLE = re.compile(r"(\d{4}-[a-z0-9-]+?)(?:\+(\d+)\.([0-9a-f]{8}))?")

# Until `use_folder` is called, the folder is `$HEADWATER_HOME/vocabulary`.
_folder: Path | None = None
_folder_named = False
_cache: tuple[tuple[Path | None, int], Shelf] | None = None


def use_folder(path: Path | str | None) -> None:
    """Name the folder of loaded lists (`<home>/vocabulary`), or None for the shipped ones only."""
    global _folder, _folder_named
    _folder = Path(path) if path is not None else None
    _folder_named = True
    reset()


def use_home() -> None:
    """Go back to the folder of `$HEADWATER_HOME`."""
    global _folder, _folder_named
    _folder, _folder_named = None, False
    reset()


def reset() -> None:
    """Forget what was read; the next question reads the files again."""
    global _cache
    _cache = None


def names() -> tuple[str, ...]:
    """The names of all lists, sorted."""
    return tuple(sorted(_all().lists))


def versions(list_name: str) -> tuple[VocabularyList, ...]:
    """All versions of a list, oldest first; raises VocabularyError for an unknown name."""
    try:
        return tuple(_all().lists[list_name])
    except KeyError:
        raise VocabularyError(
            f"There is no list “{list_name}”: use one of {', '.join(names())}."
        ) from None


def version(list_name: str, version: str) -> VocabularyList:
    """One version of a list; raises VocabularyError when this installation never had it."""
    for found in versions(list_name):
        if found.version == version:
            return found
    raise VocabularyError(
        f"The list {list_name} has no version {version} here: load that version first."
    )


def current(list_name: str, *, on: date | None = None) -> VocabularyList:
    """The version in force: the newest of all, or the newest in force on a day.

    A list that is not yet in force cannot be loaded, so the newest is in force today. A day before
    the first version is answered by the first: nothing older is known. Raises VocabularyError for
    an unknown name.
    """
    known = versions(list_name)
    chosen = known[-1]
    if on is not None:
        chosen = next((found for found in reversed(known) if _in_force(found, on)), known[0])
    return _all().newest[list_name] if chosen is known[-1] else chosen


def loads() -> int:
    """How many lists were loaded here, ever."""
    return _all().loads


def headings(grouped_by: object) -> tuple[Group, ...]:
    """The headings that the list named in `grouped_by` lends; VocabularyError if unknown."""
    return _all().headings(grouped_by)


def bundle_version() -> str:
    """One short string that names the set of lists in force, to be written on each record.

    `2026-1` while all lists are shipped ones; `2026-1+3.9f3a1c2b` after three lists were loaded:
    the release, the number of loads, and a digest that tells two installations apart.
    """
    found = _all()
    release = found.releases[-1]
    if not found.loads:
        return release
    return f"{release}+{found.loads}.{_digest(_members(release, found.loads))}"


def bundle(name: str) -> dict[str, VocabularyList]:
    """The lists a bundle version named, by list name.

    Raises VocabularyError for a name that this installation never had in force.
    """
    match = BUNDLE.fullmatch(name)
    if match is None or match[1] not in _all().releases or int(match[2] or 0) > _all().loads:
        raise VocabularyError(f"The vocabulary {name} is not known here: load its lists first.")
    members = _members(match[1], int(match[2] or 0))
    if match[3] and match[3] != _digest(members):
        raise VocabularyError(
            f"The vocabulary {name} belongs to another installation: read it with its manifest."
        )
    return members


def crosswalk(list_name: str, old: str, new: str) -> Crosswalk:
    """How codes of version `old` read in version `new`, step by step over those between.

    Raises VocabularyError for an unknown version, or when `new` does not come from `old`.
    """
    start = version(list_name, old)
    steps: list[Crosswalk] = []
    for found in reversed(lineage(list_name, new)):
        if found.version == old:
            return compose(identity(start), *reversed(steps))
        if (list_name, found.version) in _all().crosswalks:
            steps.append(_all().crosswalks[list_name, found.version])
    raise VocabularyError(
        f"The list {list_name} has no crosswalk from version {old} to {new}: "
        "answers across the two cannot be compared."
    )


def lineage(list_name: str, last: str) -> tuple[VocabularyList, ...]:
    """The versions a version came from, oldest first, and itself.

    A list loaded here stays with its own line when a later program ships a newer one.
    """
    return _all().lineage(version(list_name, last))


def follow(list_name: str, code: str) -> tuple[str, ...]:
    """What a code of this or an earlier version reads as today; empty for no equivalent.

    Raises VocabularyError for a code the list never had.
    """
    return _all().follow(list_name, code)


def _in_force(found: VocabularyList, day: date) -> bool:
    return found.valid_from <= day and (found.valid_until is None or day < found.valid_until)


def _members(release: str, loads: int) -> dict[str, VocabularyList]:
    """The newest version of each list that had arrived with a release and a number of loads."""
    chosen: dict[str, VocabularyList] = {}
    for name, found in _all().lists.items():
        for each in found:
            sequence, shipped_with = _all().arrivals[name, each.version]
            if (sequence == 0 and shipped_with <= release) or 0 < sequence <= loads:
                chosen[name] = each
    return chosen


def digest(name: str) -> str:
    """Eight hexadecimal digits over the names, versions, codes and positions of a set of lists."""
    return _digest(bundle(name))


def _digest(members: dict[str, VocabularyList]) -> str:
    """Eight hexadecimal digits over names, versions, codes and positions."""
    text = ";".join(
        f"{name}={found.version}:{sorted(found.positions.items())}"
        for name, found in sorted(members.items())
    )
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def loaded_folder() -> Path | None:
    """Where loaded lists stand, or None where only the shipped ones are used."""
    if _folder_named:
        return _folder
    home = os.environ.get("HEADWATER_HOME")
    return Path(home) / "vocabulary" if home else None


def _all() -> Shelf:
    """What was read, read again when another process loaded a list meanwhile."""
    global _cache
    stamp = _stamp()
    if _cache is None or _cache[0] != stamp:
        _cache = (stamp, read_shelf(stamp[0]))
    return _cache[1]


def _stamp() -> tuple[Path | None, int]:
    """The folder and the instant it last changed; loading ends with a rename, which moves it."""
    folder = loaded_folder()
    try:
        return folder, folder.stat().st_mtime_ns if folder else 0
    except FileNotFoundError:
        return folder, 0
