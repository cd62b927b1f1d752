"""The manifest of a build: what it is, which lists its codes belong to, and a hash of every file.

    {"version": 1, "build": "…", "kind": "local", "synthetic": false, "built_at": "…Z",
     "zone": "America/Toronto", "rows": {"discussions": 812, …},
     "period": {"first": "2025-01-06", "last": "2026-06-30"},
     "vocabulary": {"2026-1": {"risk_factors": {"version": "2026-1", "positions": {code: 0, …},
        "groups": {code: group, …}, "labels": {code: {"en": …, "fr": …, "drafted": […]}, …},
        "group_labels": {group: {"en": …, "fr": …}}}, …}},
     "crosswalks": {"risk_factors": [{"old": "2026-1", "new": "2027-1",
        "readings": {code: {"relation": "same as", "codes": [code]}, …}}]},
     "files": {"discussions.parquet": {"sha256": "…", "bytes": 123}}}

The lists travel with the data, so that an extract can be read where it was not made. Where rows
belong to several versions of a list, what became of its codes travels too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from headwater.vocabulary import registry
from headwater.vocabulary.crosswalk import Crosswalk
from headwater.vocabulary.lists import VocabularyList

from ..errors import ExtractError
from . import schema

NAME = "manifest.json"
_NEEDED = ("version", "kind", "synthetic", "built_at", "vocabulary", "rows", "period", "files")

Manifest = dict[str, Any]


def list_facts(found: VocabularyList) -> dict[str, Any]:
    """One list as the manifest writes it: positions, groups and labels in two languages."""
    return {
        "version": found.version,
        "positions": dict(found.positions),
        "groups": {e.code: e.category for e in found if e.category},
        "labels": {
            entry.code: {
                "en": entry.label_en,
                "fr": entry.label_fr,
                "drafted": [lang for lang in ("en", "fr") if entry.drafted_in(lang)],
            }
            for entry in found
        },
        "group_labels": {
            group.code: {"en": group.label_en, "fr": group.label_fr} for group in found.groups
        },
    }


def vocabulary_facts(versions: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The lists of each vocabulary version that rows name; VocabularyError for an unknown one."""
    return {
        version: {
            name: list_facts(found)
            for name, found in sorted(registry.bundle(version).items())
            if name in schema.LISTS
        }
        for version in sorted(versions)
    }


def crosswalk_facts(versions: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """What became of the codes of each list of which rows name several versions, step by step."""
    bundles = [registry.bundle(version) for version in versions]
    found: dict[str, list[dict[str, Any]]] = {}
    for name in schema.LISTS:
        used = {bundle[name].version for bundle in bundles}
        known = [each.version for each in registry.versions(name) if each.version in used]
        steps = [registry.crosswalk(name, old, new) for old, new in pairwise(known)]
        if steps:
            found[name] = [_crosswalk(each) for each in steps]
    return found


def _crosswalk(step: Crosswalk) -> dict[str, Any]:
    readings = {
        code: {"relation": reading.relation.value, "codes": list(reading.codes)}
        for code, reading in step.readings.items()
    }
    return {"old": step.old, "new": step.new, "readings": readings}


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def file_facts(folder: Path) -> dict[str, dict[str, Any]]:
    """Hash and size of every Parquet file of a build, by its path inside the folder."""
    return {
        path.relative_to(folder).as_posix(): {
            "sha256": digest(path),
            "bytes": path.stat().st_size,
        }
        for path in sorted(folder.rglob("*.parquet"))
    }


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest last, so that a folder with one is whole."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read a manifest. ExtractError when it is missing, unreadable or of another version."""
    path = folder / NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ExtractError(f"{folder} holds no extract: {NAME} is missing.") from None
    except (OSError, ValueError):
        raise ExtractError(f"The manifest of {folder} cannot be read: build it again.") from None
    if not isinstance(found, dict) or not _is_whole(found):
        raise ExtractError(f"The manifest of {folder} is not complete: build the extract again.")
    if found["version"] != schema.VERSION:
        raise ExtractError(
            f"The extract in {folder} is of version {found['version']}; this program reads "
            f"version {schema.VERSION}."
        )
    return found


def _is_whole(found: Manifest) -> bool:
    """Whether everything that is read of a manifest is there, and is what it should be."""
    if any(name not in found for name in _NEEDED):
        return False
    if found["version"] != schema.VERSION:
        return True  # of another program; the caller says so
    try:
        datetime.fromisoformat(found["built_at"])
        for day in (found["period"]["first"], found["period"]["last"]):
            if day is not None:
                date.fromisoformat(day)
        schema.Kind(found["kind"])
        facts = [*found["files"].values(), *_lists(found)]
        positions = [n for each in _lists(found) for n in each["positions"].values()]
        numbers = [*found["rows"].values(), *positions]
    except (TypeError, ValueError, KeyError, AttributeError):
        return False
    return all(isinstance(each, dict) for each in facts) and all(
        isinstance(number, int) for number in numbers
    )


def _lists(found: Manifest) -> list[dict[str, Any]]:
    return [facts for lists in found["vocabulary"].values() for facts in lists.values()]


def identity(folder: Path) -> str:
    """The hash of the manifest: with the hashes inside it names the whole build."""
    return digest(folder / NAME)


def verify(folder: Path, manifest: Manifest) -> None:
    """Check every file against the manifest. ExtractError names the first that differs."""
    for name, facts in manifest["files"].items():
        path = folder / name
        if Path(name).is_absolute() or ".." in Path(name).parts or not path.is_file():
            raise ExtractError(f"The extract in {folder} is not whole: {name} is missing.")
        if path.stat().st_size != facts.get("bytes") or digest(path) != facts.get("sha256"):
            raise ExtractError(
                f"The extract in {folder} does not match its manifest: {name} was changed or cut."
            )
