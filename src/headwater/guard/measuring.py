"""How well the guard finds what people labelled: recall a class, precision, Wilson’s intervals.

A labelled sentence marks its identifiers as `{kind:text}`. A third is held out, chosen by a digest
of the sentence and not by anyone: rules are never tuned on it, and the published figures are its.
"""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .finding import Finding, Kind
from .looking import look

_LABEL = re.compile(r"\{(\w+):([^{}]*)\}")
_Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True)
class Labelled:
    """A sentence without its marks, and what was marked: (kind, start, end)."""

    text: str
    group: str
    language: str
    labels: tuple[tuple[Kind, int, int], ...]

    @property
    def held_out(self) -> bool:
        """Every third sentence, by the first byte of its SHA-256."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 3 == 0


@dataclass(frozen=True)
class Share:
    """`hits` of `of`, with Wilson’s interval of 95 %."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share; 1 of nothing."""
        return self.hits / self.of if self.of else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Low and high (Wilson 1927)."""
        if not self.of:
            return 0.0, 1.0
        spread = _Z * _Z / self.of
        middle = (self.value + spread / 2) / (1 + spread)
        half = _Z * math.sqrt(self.value * (1 - self.value) / self.of + spread / (4 * self.of))
        half /= 1 + spread
        return max(0.0, middle - half), min(1.0, middle + half)


def parse(marked: str, group: str = "", language: str = "en") -> Labelled:
    """Take the marks out of a sentence. ValueError for a kind that does not exist."""
    plain, labels, last = "", [], 0
    for match in _LABEL.finditer(marked):
        plain += marked[last : match.start()]
        labels.append((Kind(match[1]), len(plain), len(plain) + len(match[2])))
        plain += match[2]
        last = match.end()
    return Labelled(plain + marked[last:], group, language, tuple(labels))


def read(folder: Path) -> Iterator[Labelled]:
    """The sentences of every TOML file of a folder: `class`, `language`, `sentences`."""
    for path in sorted(folder.glob("*.toml")):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        for marked in found["sentences"]:
            yield parse(marked, found["class"], found["language"])


def found_in(label: tuple[Kind, int, int], findings: Iterable[Finding]) -> bool:
    """Whether at least half of what was labelled is marked, as whatever kind."""
    _kind, start, end = label
    covered = sum(max(0, min(end, f.end) - max(start, f.start)) for f in findings)
    return covered * 2 >= end - start


def is_right(finding: Finding, sentence: Labelled) -> bool:
    """Whether a mark touches something that was labelled."""
    return any(
        f_start < finding.end and finding.start < f_end for _k, f_start, f_end in sentence.labels
    )


def recall(sentences: Iterable[Labelled], *, kinds: frozenset[Kind] | None = None) -> Share:
    """The share of labels that are marked, of all kinds or of some."""
    hits = total = 0
    for sentence in sentences:
        findings = look(sentence.text, sentence.language)
        for label in sentence.labels:
            if kinds is None or label[0] in kinds:
                total += 1
                hits += found_in(label, findings)
    return Share(hits, total)


def precision(sentences: Iterable[Labelled]) -> Share:
    """The share of marks that touch a label."""
    hits = total = 0
    for sentence in sentences:
        for finding in look(sentence.text, sentence.language):
            total += 1
            hits += is_right(finding, sentence)
    return Share(hits, total)


def left_alone(sentences: Iterable[Labelled]) -> Share:
    """The share of sentences without a label that get no mark."""
    empty = [sentence for sentence in sentences if not sentence.labels]
    return Share(sum(not look(each.text, each.language) for each in empty), len(empty))
