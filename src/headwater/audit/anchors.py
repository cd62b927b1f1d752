"""Anchors: the chain's head, kept outside the database, so that a cut-off end shows.

A chain proves that nothing before its head changed; it cannot prove that the head is the last
one. So the head is written to a file of its day in the keys' folder, which is apart from the
records: whoever shortens or rewrites the trail must reach both. The files are plain JSON and
can be copied to a third place, or printed.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

_DAY_LENGTH = len("2026-01-05")
# Room for any sequence: padded with spaces, so that each line covers the one before.
_LINE_LENGTH = 159


@dataclass(frozen=True)
class Anchor:
    """The highest entry whose instant lies in a UTC day, as recorded when it was committed."""

    day: str
    sequence: int
    digest: str


def folder() -> Path:
    """Where anchors live: `anchors` in the keys' folder."""
    return Path(settings.KEYS) / "anchors"


def note(at: str, sequence: int, digest: str) -> None:
    """Write the head of the day of `at` unless the file already holds a later one.

    One short write of a fixed length over the old one: smaller than a disk's sector, so never
    half there, and fifty times quicker than writing aside and renaming.
    """
    anchor = Anchor(at[:_DAY_LENGTH], sequence, digest)
    target = folder() / f"{anchor.day}.json"
    with _alone():
        known = _read(target) if target.exists() else None
        if known and known.sequence >= sequence:
            return
        line = json.dumps(asdict(anchor)).ljust(_LINE_LENGTH) + "\n"
        handle = os.open(target, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(handle, line.encode("ascii"), 0)
        finally:
            os.close(handle)


def recorded() -> list[Anchor]:
    """Every anchor, by sequence. ValueError for a file that is not one."""
    found = (_read(path) for path in folder().glob("*.json"))
    return sorted(filter(None, found), key=lambda anchor: anchor.sequence)


def _read(path: Path) -> Anchor | None:
    text = path.read_text(encoding="ascii")
    if not text:
        # A loss of power may leave a new file's name without its content.
        return None
    try:
        found = json.loads(text)
        return Anchor(str(found["day"]), int(found["sequence"]), str(found["digest"]))
    except (KeyError, TypeError, ValueError):
        raise ValueError(f"{path.name} is not an anchor.") from None


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process writes anchors at a time; the lock ends with the process that held it."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(folder() / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
