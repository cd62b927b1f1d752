"""The door: every finder looks at the text; where two see the same place, the surer one stands."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from .addresses import addresses
from .dates import dates
from .finding import Finding, Kind
from .names import names
from .numbers import numbers

_ORDER = {kind: place for place, kind in enumerate(Kind)}


def look(
    text: str, language_hint: str | None = None, *, known: Collection[str] = ()
) -> list[Finding]:
    """Everything in `text` that could lead to a person, in the order it stands there.

    `language_hint` is the language the text is meant to be in; both are read in any case, the
    hint only settles words that are a name in one language and a word in the other. `known` are
    names that may stand, such as the community's and its agencies'. Findings never overlap.
    """
    found = chain(numbers(text), addresses(text), dates(text), names(text, language_hint))
    return _surest(found, _spans_of(text, known))


def _surest(found: chain[Finding], free: list[tuple[int, int]]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (_ORDER[each.kind], each.start - each.end)):
        inside = any(start <= finding.start and finding.end <= end for start, end in free)
        clear = all(finding.end <= other.start or other.end <= finding.start for other in kept)
        if clear and not inside:
            kept.append(finding)
    return sorted(kept)


def _spans_of(text: str, known: Collection[str]) -> list[tuple[int, int]]:
    """Where the names that may stand do stand, whatever their case."""
    spans = []
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that changes its length: places would shift
        lowered = text
    for name in known:
        at = lowered.find(name.lower()) if name.strip() else -1
        while at >= 0:
            spans.append((at, at + len(name)))
            at = lowered.find(name.lower(), at + 1)
    return spans
