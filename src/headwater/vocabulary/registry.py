"""Which version of which list is in force, and every version that ever was.

Two sources: the packs shipped with the program (`packs/<release>/<list>.toml`, a release holds
the lists it changes) and what this installation loaded (`<home>/vocabulary/NNNN-<list>-<version>/`,
numbered in the order of loading). A loaded list stands before a shipped one. Nothing is ever
removed, so a record that names its version can always be read.
"""

import hashlib
import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from headwater.vocabulary import links
from headwater.vocabulary.crosswalk import Crosswalk, compose, identity, read_crosswalk
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import Group, VocabularyList
from headwater.vocabulary.loader import build, read_toml

PACKS = Path(__file__).parent / "packs"
LOADED = re.compile(r"(\d{4})-([a-z_]+)-(\d{4}-[a-z0-9-]+)")
BUNDLE = re.compile(r"(\d{4}-[a-z0-9-]+?)(?:\+(\d+)\.([0-9a-f]{8}))?")


@dataclass
class _Versions:
    """All versions of all lists, oldest first, with the crosswalk that leads to each."""

    lists: dict[str, list[VocabularyList]] = field(default_factory=dict)
    crosswalks: dict[tuple[str, str], Crosswalk] = field(default_factory=dict)
    releases: list[str] = field(default_factory=list)
    # (sequence of loading, 0 for shipped; release or "") of each (list, version)
    arrivals: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    loads: int = 0


# Until `use_folder` is called, the folder is `$HEADWATER_HOME/vocabulary`, looked up at each reading.
_folder: Path | None = None
_folder_named = False
_cache: _Versions | None = None


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

    A list that is not yet in force cannot be loaded, so the newest is always in force today.
    Raises VocabularyError for an unknown name, or a day before the first version.
    """
    for found in reversed(versions(list_name)):
        if on is None or _in_force(found, on):
            return found
    raise VocabularyError(f"The list {list_name} has no version in force on {on}: ask a later day.")


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

    Raises VocabularyError when `new` is older, or when a step has no crosswalk.
    """
    order = [found.version for found in versions(list_name)]
    start, end = (
        order.index(version(list_name, each).version) for each in (old, new)
    )
    if start > end:
        raise VocabularyError(
            f"The list {list_name} goes from {new} to {old}: ask for the crosswalk in that order."
        )
    steps = [_step(list_name, order[at]) for at in range(start + 1, end + 1)]
    return compose(identity(version(list_name, old)), *steps)


def _step(list_name: str, to_version: str) -> Crosswalk:
    try:
        return _all().crosswalks[list_name, to_version]
    except KeyError:
        raise VocabularyError(
            f"The list {list_name} has no crosswalk to version {to_version}: "
            "answers across the two cannot be compared."
        ) from None


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


def _all() -> _Versions:
    global _cache
    if _cache is None:
        _cache = _read()
    return _cache


def _read() -> _Versions:
    """Shipped releases in order, then what was loaded, in order."""
    found = _Versions()
    for release in sorted(path for path in PACKS.iterdir() if path.is_dir()):
        found.releases.append(release.name)
        _read_release(found, release)
    links.check({name: lists[-1] for name, lists in found.lists.items()}, "the shipped packs")
    folder = loaded_folder()
    if folder is not None and folder.is_dir():
        for path in sorted(folder.iterdir()):
            if match := LOADED.fullmatch(path.name):
                _add(found, path / "list.toml", int(match[1]), "")
    return found


def _read_release(found: _Versions, release: Path) -> None:
    # Lists that others take their groups from are read first.
    paths = [path for path in release.glob("*.toml") if not path.stem.endswith(".crosswalk")]
    for path in sorted(paths, key=lambda each: (not each.stem.endswith("_categories"), each)):
        _add(found, path, 0, release.name)


def _add(found: _Versions, path: Path, sequence: int, release: str) -> None:
    raw = read_toml(path)
    each = build(raw, groups=groups_for(raw.head.get("grouped_by"), found.lists))
    before = found.lists.setdefault(each.name, [])
    key = (each.name, each.version)
    if key in found.arrivals:
        raise VocabularyError(
            f"{path.name}: version {each.version} of {each.name} is there twice; remove one."
        )
    beside = path.with_name("crosswalk.toml" if sequence else f"{path.stem}.crosswalk.toml")
    if before:
        found.crosswalks[key] = read_crosswalk(beside if beside.exists() else None, before[-1], each)
    before.append(each)
    found.arrivals[key] = (sequence, release)
    found.loads = max(found.loads, sequence)


def groups_for(
    grouped_by: object, lists: dict[str, list[VocabularyList]]
) -> tuple[Group, ...]:
    """The headings that a list named in `grouped_by` lends; raises VocabularyError if unknown."""
    if grouped_by is None:
        return ()
    if str(grouped_by) not in lists:
        raise VocabularyError(f"There is no list “{grouped_by}” to group by: load that list first.")
    return tuple(
        Group(entry.code, entry.label_en, entry.label_fr) for entry in lists[str(grouped_by)][-1]
    )
