"""Superseded builds of the live system end: only the newest of each kind is kept.

An old build holds what a later rejection or correction took away, so it must not outlive it.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from ..errors import ExtractError
from . import manifest, writer

LONGEST_BUILD = timedelta(hours=6)


def destroy_due(at: datetime) -> int:
    """Delete superseded builds and what builds that were cut short left; how many folders."""
    parent = Path(settings.EXTRACTS)
    return sum(_remove(folder) for folder in _superseded(parent) + _abandoned(parent, at))


def _superseded(parent: Path) -> list[Path]:
    builds: dict[str, list[tuple[str, Path]]] = {}
    for folder in sorted(parent.glob("*/")):
        try:
            found = manifest.read(folder)
        except ExtractError:
            continue
        if not found["synthetic"]:
            builds.setdefault(found["kind"], []).append((found["built_at"], folder))
    return [folder for each in builds.values() for _built, folder in sorted(each)[:-1]]


def _abandoned(parent: Path, at: datetime) -> list[Path]:
    """Temporary folders that nobody has written to for so long that no build is running there."""
    return [
        folder
        for folder in parent.glob(f"{writer.TEMPORARY}*/")
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < at - LONGEST_BUILD
    ]


def _remove(folder: Path) -> int:
    shutil.rmtree(folder)
    return 1
