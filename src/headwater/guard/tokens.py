"""A text as words with their places: what begins a sentence, what has a capital."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lexicon import fold

_LETTER = r"(?:[^\W\d_][̀-ͯ]*)"
_WORD = re.compile(rf"(?:(?<!\w)[Oo]['’](?=[^\W\d_]{3}))?{_LETTER}+(?:-{_LETTER}+)*")
_ENDS = re.compile(r"[.!?:;\n\r\t•–—|/]|(?:^|\s)-\s")
_ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mme",
        "mlle",
        "dr",
        "dre",
        "m",
        "st",
        "ste",
        "const",
        "cst",
        "sgt",
        "ave",
        "no",
        "tel",
        "ext",
        "apt",
        "app",
        "vs",
        "re",
    ]
)
_ELIDED = frozenset(["l", "d", "n", "s", "m", "t", "c", "j", "qu"])


@dataclass(frozen=True)
class Token:
    """One word. `gap` is what stands between the word before it and itself."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    starts: bool
    capital: bool

    @property
    def acronym(self) -> bool:
        """All capitals, two letters or more."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        """One capital letter."""
        return len(self.text) == 1 and self.text.isupper()

    @property
    def near(self) -> bool:
        """Whether it follows the word before it at once: a space, or the dot of an initial."""
        return self.gap in {" ", "  ", ". ", "-", "’", "'", "\u00a0"}


def tokens(text: str) -> list[Token]:
    """The words of a text. In a line that shouts, capitals say nothing and are not counted."""
    found: list[Token] = []
    shouting = _shouting_spans(text)
    for match in _WORD.finditer(text):
        word = match.group()
        gap = text[found[-1].end : match.start()] if found else text[: match.start()]
        loud = any(start <= match.start() < end for start, end in shouting)
        found.append(
            Token(
                start=match.start(),
                end=match.end(),
                text=word.lower() if loud and len(word) > 1 else word,
                key=fold(word),
                gap=gap,
                starts=_starts(found, gap),
                capital=word[0].isupper() and not loud,
            )
        )
    return found


def _starts(before: list[Token], gap: str) -> bool:
    """Whether a word begins a sentence, so that its capital says nothing."""
    if not before:
        return True
    last = before[-1]
    if gap.startswith(".") and (last.key in _ABBREVIATED or last.initial) and "\n" not in gap:
        return False
    if last.starts and last.key in _ELIDED and gap in {"'", "’"}:
        return True
    return bool(_ENDS.search(gap))


def _shouting_spans(text: str) -> list[tuple[int, int]]:
    """Lines of three words or more that are all capitals."""
    spans, place = [], 0
    for line in text.splitlines(keepends=True):
        letters = [c for c in line if c.isalpha()]
        capitals = sum(c.isupper() for c in letters)
        if len(line.split()) > 2 and letters and capitals >= 0.9 * len(letters):
            spans.append((place, place + len(line)))
        place += len(line)
    return spans
