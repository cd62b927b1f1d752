"""What an entry of the trail may hold, and how it is hashed. Pure: no Django, no clock.

The trail outlives what retention destroys, so nothing in it may tell a story. Every value is
an opaque reference, a code, a date or a number; a space, an at sign or an accented letter is
refused, because a sentence, an address or most names would need one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

# What the first entry points back to.
GENESIS = "0" * 64
# Part of every hash: a later way of hashing takes another number and both stay verifiable.
FORMAT = "headwater-trail-1"

ACTION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
CODE = re.compile(r"[A-Za-z0-9_.:,+/=-]{0,200}")
NAME = re.compile(r"[a-z][a-z0-9_]*")


class Outcome(StrEnum):
    """How it ended: the thing was done, was refused, or something sealed was opened."""

    DONE = "done"
    REFUSED = "refused"
    OPENED = "opened"


@dataclass(frozen=True)
class Link:
    """One entry as plain text, exactly what its digest is made of."""

    sequence: int
    previous: str
    at: str
    action: str
    outcome: str
    seat: str
    person: str
    subject: str
    detail: str

    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the format's name and the canonical JSON of the link."""
        content = canonical({name: str(value) for name, value in vars(self).items()})
        return hashlib.sha256(f"{FORMAT}\n{content}".encode()).hexdigest()


def canonical(content: Mapping[str, str]) -> str:
    """JSON with one spelling only: sorted names, no spaces, ASCII."""
    return json.dumps(dict(content), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def instant(at: datetime) -> str:
    """An aware instant in UTC as text that sorts by time. ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("An entry needs an aware instant.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def checked(
    action: str, references: Mapping[str, str], detail: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the detail if action, references and detail hold codes only; else ValueError.

    The error names the part and never its content, which may be what someone typed.
    """
    if not ACTION.fullmatch(action):
        raise ValueError("An action is two or more dotted lower-case words.")
    for part, value in references.items():
        if not CODE.fullmatch(value):
            raise ValueError(f"The trail takes references only: {part} is not one.")
    for name, value in detail.items():
        if not NAME.fullmatch(name) or not CODE.fullmatch(value):
            raise ValueError(f"The trail takes codes only: the detail {name!r} is not one.")
    return detail
