"""Checks the trail and names the first link that does not hold.

Three questions, each answered from what is stored, without network or keys: does every entry
still have the digest of its own content; does it point to the one before; does the trail still
hold everything the anchors saw. Someone who rewrites the whole chain passes the first two and
is caught by the third, unless they reach the anchors' folder too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .anchors import Anchor
from .rules import GENESIS, Link


class Break(StrEnum):
    """What was done to the trail, as far as what is left can tell."""

    CHANGED = "changed"  # the content is not what its digest was made of
    REMOVED = "removed"  # entries are missing in the middle
    REORDERED = "reordered"  # an entry points to another than the one before it
    CUT_OFF = "cut off"  # an anchor saw entries that are gone from the end
    REWRITTEN = "rewritten"  # whole by itself, but not what an anchor saw


@dataclass(frozen=True)
class Finding:
    """The first broken link: what, where, and a sentence."""

    kind: Break
    sequence: int
    message: str


@dataclass(frozen=True)
class Verdict:
    """How many entries were read, the head, how many anchors agree, and the first break if any."""

    entries: int
    head: str
    anchors: int
    broken: Finding | None

    @property
    def whole(self) -> bool:
        """Whether everything holds."""
        return self.broken is None


def verify(links: Iterable[tuple[Link, str]], anchors: Sequence[Anchor]) -> Verdict:
    """Walk the links with their stored digests, in order of sequence, against the anchors.

    Stops at the first break; a break in the chain is reported before one with an anchor.
    """
    seen: dict[int, str] = {}
    wanted = {anchor.sequence for anchor in anchors}
    sequence, head, count = 0, GENESIS, 0
    for link, digest in links:
        broken = _link_broken(link, digest, sequence, head)
        if broken:
            return Verdict(count, head, len(anchors), broken)
        sequence, head, count = link.sequence, digest, count + 1
        if sequence in wanted:
            seen[sequence] = digest
    return Verdict(count, head, len(anchors), _anchor_broken(anchors, seen, sequence))


def _link_broken(link: Link, digest: str, last: int, head: str) -> Finding | None:
    where = f"Entry {link.sequence}"
    if link.digest() != digest:
        return Finding(Break.CHANGED, link.sequence, f"{where} was changed after it was written.")
    if link.sequence != last + 1:
        gap = f"Entry {last + 1} is missing: {where.lower()} follows entry {last}."
        return Finding(Break.REMOVED, last + 1, gap)
    if link.previous != head:
        other = f"{where} does not follow the entry before it."
        return Finding(Break.REORDERED, link.sequence, other)
    return None


def _anchor_broken(anchors: Sequence[Anchor], seen: dict[int, str], last: int) -> Finding | None:
    for anchor in sorted(anchors, key=lambda each: each.sequence):
        if anchor.sequence > last:
            message = (
                f"The trail ends at entry {last}, but the anchor of {anchor.day} "
                f"saw entry {anchor.sequence}: the end was cut off."
            )
            return Finding(Break.CUT_OFF, last + 1, message)
        if seen.get(anchor.sequence) != anchor.digest:
            message = (
                f"Entry {anchor.sequence} is not the one the anchor of {anchor.day} saw: "
                "the trail was written anew."
            )
            return Finding(Break.REWRITTEN, anchor.sequence, message)
    return None
