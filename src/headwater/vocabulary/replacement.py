"""Replaces a list with a ministry's own: checks everything, then writes once, or not at all.

Positions are append-only over all versions of a list. A code that was ever there keeps its bit, a
renamed one (`same as`) inherits it, a new one takes the next free bit, and the bit of a removed
code stays retired: a mask written years ago can never come to mean something else.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from headwater.vocabulary import crosswalk as crosswalks
from headwater.vocabulary import links, registry, writer
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import Group, VocabularyList
from headwater.vocabulary.loader import Raw, RawList, build, read_toml
from headwater.vocabulary.spreadsheet import read_csv


def load(file: Path, *, crosswalk: Path | None = None, home: Path, on: date) -> VocabularyList:
    """Put a list file (TOML or CSV) in force from the day `on`; returns the list as kept.

    Writes one new folder under `<home>/vocabulary`; old versions stay beside it. Raises
    VocabularyError, and then has written nothing.
    """
    registry.use_folder(home / "vocabulary")
    with _alone(home):
        new, read = _checked(file, crosswalk, on)
        _keep(home / "vocabulary", new, read)
    registry.reset()
    return new


def _checked(
    file: Path, crosswalk: Path | None, on: date
) -> tuple[VocabularyList, crosswalks.Crosswalk]:
    """The new list with its positions, and the crosswalk that leads to it."""
    raw = read_csv(file) if file.suffix.lower() == ".csv" else read_toml(file)
    old = registry.current(_name(raw))
    raw, groups = _with_headings(raw, old)
    new = build(
        _with_positions(
            raw, registry.lineage(old.name, old.version), crosswalks.renames(crosswalk)
        ),
        groups=groups,
    )
    if any(each.version == new.version for each in registry.versions(old.name)):
        raise VocabularyError(
            f"{file.name}: version {new.version} of {new.name} is already here; "
            "give the new list a version of its own."
        )
    if not old.valid_from <= new.valid_from <= on:
        raise VocabularyError(
            f"{file.name}: the list is valid from {new.valid_from}, which is not between "
            f"{old.valid_from} (the version before) and today; load it on its day."
        )
    read = crosswalks.read_crosswalk(crosswalk, old, new)
    _check_links(new, read)
    return new, read


def _check_links(new: VocabularyList, read: crosswalks.Crosswalk) -> None:
    """Every list still leads somewhere once the new one is in force."""

    def reads_as(target: str, code: str) -> tuple[str, ...]:
        if target != new.name:
            return registry.follow(target, code)
        if code in new:
            return (code,)
        old_codes = registry.follow(target, code)
        return tuple(now for old_code in old_codes for now in read.read(old_code).codes)

    lists = {name: registry.current(name) for name in registry.names()} | {new.name: new}
    for found in lists.values():
        links.resolve(found, lists, reads_as)


def _name(raw: RawList) -> str:
    name = raw.head.get("name")
    if name not in registry.names():
        raise VocabularyError(
            f"{raw.origin}: the head names no list of Headwater; "
            f"set name to one of {', '.join(registry.names())}."
        )
    return str(name)


def _with_headings(raw: RawList, old: VocabularyList) -> tuple[RawList, Sequence[Group]]:
    """A file that says nothing of groups keeps those of the version before."""
    head = dict(raw.head)
    if not raw.groups and old.grouped_by:
        head.setdefault("grouped_by", old.grouped_by)
    if "grouped_by" in head:
        return replace(raw, head=head), registry.headings(head["grouped_by"])
    if raw.groups or not old.groups:
        return raw, ()
    return replace(raw, groups=[dict(vars(group)) for group in old.groups]), ()


def _with_positions(
    raw: RawList, before: Sequence[VocabularyList], renamed: dict[str, str]
) -> RawList:
    """Every entry with its bit, and all bits that earlier versions used and this one does not."""
    held = {code: position for each in before for code, position in each.retired}
    held |= {entry.code: entry.position for each in before for entry in each}
    following = max(held.values()) + 1
    entries: list[Raw] = []
    owners: dict[int, str] = {}
    for stated in raw.entries:
        code = str(stated.get("code", ""))
        position = held.get(code, held.get(renamed.get(code, "")))
        if position is None:
            position, following = following, following + 1
        if owners.get(position) == code:
            raise VocabularyError(
                f"{raw.origin}: the code “{code}” stands twice; remove one of the two."
            )
        if position in owners:
            raise VocabularyError(
                f"{raw.origin}: the entries “{owners[position]}” and “{code}” would share one "
                "position, because one was renamed into the other before; give one a new code."
            )
        if stated.get("position", position) != position:
            raise VocabularyError(
                f"{raw.origin}: the entry “{code}” states position {stated['position']}, and "
                f"{position} is its own; leave the position out."
            )
        owners[position] = code
        entries.append(
            {
                "provenance": "ministry",
                "label_fr_provenance": "ministry",
                **stated,
                "position": position,
            }
        )
    unused = {position: code for code, position in held.items() if position not in owners}
    retired: list[Raw] = [
        {"code": code, "position": position} for position, code in sorted(unused.items())
    ]
    return replace(raw, entries=entries, retired=retired)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One load at a time, so that no two take the same number."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".vocabulary.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        registry.reset()
        yield


def _keep(folder: Path, new: VocabularyList, read: crosswalks.Crosswalk) -> None:
    """List and crosswalk appear together, by one rename, or not at all."""
    folder.mkdir(exist_ok=True)
    number = registry.loads() + 1
    made = Path(tempfile.mkdtemp(prefix=".loading-", dir=folder))
    try:
        _write(made / "list.toml", writer.to_toml(new))
        _write(made / "crosswalk.toml", crosswalks.to_toml(read))
        made.chmod(0o755)
        made.rename(folder / f"{number:04d}-{new.name}-{new.version}")
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
