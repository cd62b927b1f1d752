"""All versions of all lists, as the files say: what the registry answers from.

A shelf is read from two places: the shipped releases (`packs/<release>/<list>.toml`; a release
holds the lists it changes), and the folder of what was loaded here
(`NNNN-<list>-<version>/list.toml` with `crosswalk.toml`, numbered in the order of loading).
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from headwater.vocabulary import links
from headwater.vocabulary.crosswalk import (
    Crosswalk,
    compose,
    identity,
    read_crosswalk,
    replaced_version,
)
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import Group, VocabularyList
from headwater.vocabulary.loader import build, read_toml

PACKS = Path(__file__).parent / "packs"
LOADED = re.compile(r"(\d{4})-([a-z_]+)-(\d{4}-[a-z0-9-]+)")


@dataclass
class Shelf:
    """Every version, oldest first; only `read_shelf` fills it."""

    lists: dict[str, list[VocabularyList]] = field(default_factory=dict)
    # by (list, version): the crosswalk that leads to it from the version it replaced
    crosswalks: dict[tuple[str, str], Crosswalk] = field(default_factory=dict)
    releases: list[str] = field(default_factory=list)
    # by (list, version): number of loading (0 for shipped), and the release ("" for loaded)
    arrivals: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    loads: int = 0
    # the newest version of each list, its links read through the crosswalks of the others
    newest: dict[str, VocabularyList] = field(default_factory=dict)

    def lineage(self, last: VocabularyList) -> tuple[VocabularyList, ...]:
        """The versions a version came from, oldest first, and itself.

        A list loaded here stays with its own line when a later program ships a newer one.
        """
        line = [last]
        while step := self.crosswalks.get((last.name, line[0].version)):
            line.insert(0, self._version(last.name, step.old))
        return tuple(line)

    def follow(self, list_name: str, code: str) -> tuple[str, ...]:
        """What a code of any version reads as in the newest; VocabularyError if it never was."""
        steps: list[Crosswalk] = []
        for found in reversed(self.lineage(self.lists[list_name][-1])):
            if code in found:
                return compose(identity(found), *reversed(steps)).read(code).codes
            if step := self.crosswalks.get((list_name, found.version)):
                steps.append(step)
        raise VocabularyError(f"That code was never in the list {list_name}: choose one that is.")

    def headings(self, grouped_by: object) -> tuple[Group, ...]:
        """The headings that a list named in `grouped_by` lends; none for None."""
        if grouped_by is None:
            return ()
        if str(grouped_by) not in self.lists:
            raise VocabularyError(
                f"There is no list “{grouped_by}” to group by: load that list first."
            )
        lending = self.lists[str(grouped_by)][-1]
        return tuple(Group(entry.code, entry.label_en, entry.label_fr) for entry in lending)

    def add(self, path: Path, sequence: int, release: str) -> None:
        """Read one list file, with the crosswalk beside it, as the newest version of its list."""
        raw = read_toml(path)
        found = build(raw, groups=self.headings(raw.head.get("grouped_by")))
        key = (found.name, found.version)
        if key in self.arrivals:
            raise VocabularyError(
                f"{path.name}: version {found.version} of {found.name} is there twice; remove one."
            )
        before = self.lists.setdefault(found.name, [])
        if before:
            beside = path.with_name("crosswalk.toml" if sequence else f"{path.stem}.crosswalk.toml")
            old = self._version(found.name, replaced_version(beside) or before[-1].version)
            given = beside if beside.exists() else None
            self.crosswalks[key] = read_crosswalk(given, old, found)
        before.append(found)
        self.arrivals[key] = (sequence, release)
        self.loads = max(self.loads, sequence)

    def _version(self, name: str, version: str) -> VocabularyList:
        return next(found for found in self.lists[name] if found.version == version)


def read_shelf(folder: Path | None, *, packs: Path = PACKS) -> Shelf:
    """Shipped releases in order, then what was loaded, in order. Raises VocabularyError."""
    shipped = _shipped(packs)
    loaded = sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []
    arrived = [(path, match) for path in loaded if (match := LOADED.fullmatch(path.name))]
    if not arrived:
        return shipped
    shelf = replace(
        shipped,
        lists={name: list(lists) for name, lists in shipped.lists.items()},
        crosswalks=dict(shipped.crosswalks),
        arrivals=dict(shipped.arrivals),
    )
    for path, match in arrived:
        shelf.add(path / "list.toml", int(match[1]), "")
    return _resolved(shelf)


@cache
def _shipped(packs: Path) -> Shelf:
    """The releases of the program, read once: they do not change while it runs."""
    shelf = Shelf()
    for release in sorted(path for path in packs.iterdir() if path.is_dir()):
        shelf.releases.append(release.name)
        paths = [path for path in release.glob("*.toml") if not path.stem.endswith(".crosswalk")]
        # Lists that others take their headings from are read first.
        for path in sorted(paths, key=lambda each: (not each.stem.endswith("_categories"), each)):
            shelf.add(path, 0, release.name)
    return _resolved(shelf)


def _resolved(shelf: Shelf) -> Shelf:
    newest = {name: lists[-1] for name, lists in shelf.lists.items()}
    shelf.newest = {
        name: links.resolve(each, newest, shelf.follow) for name, each in newest.items()
    }
    return shelf
