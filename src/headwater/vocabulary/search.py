"""Finds entries by a few letters, in either language: what stands behind the factor picker.

Accents, capitals, apostrophes and hyphens do not count. Every word typed must begin a word of the
label, of its category, or (ranked last) stand somewhere inside one.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from headwater.vocabulary.lists import Entry, VocabularyList

SHORTEST = 2
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def fold(text: str) -> str:
    """Lower case, no accents, ligatures opened, everything but letters and digits as one space."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
        if not unicodedata.combining(letter)
    )
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


@dataclass(frozen=True)
class _Words:
    """The folded words of one entry, in both languages."""

    label: tuple[str, ...]
    category: tuple[str, ...]


def search(found: VocabularyList, typed: str, *, limit: int | None = None) -> list[Entry]:
    """Entries that hold every typed word: begun labels first, then categories, then word insides.

    Fewer than two letters find nothing. Within a rank the list's own order stays.
    """
    wanted = fold(typed).split()
    if len("".join(wanted)) < SHORTEST:
        return []
    ranked = [
        (rank, entry)
        for entry in found
        if (rank := _rank(_words(entry.label_en, entry.label_fr, *_heading(entry)), wanted)) < 3
    ]
    ranked.sort(key=lambda pair: pair[0])
    return [entry for _, entry in ranked][:limit]


def terms(entry: Entry) -> str:
    """The folded words of an entry, for a picker that filters in the browser."""
    words = _words(entry.label_en, entry.label_fr, *_heading(entry))
    return " ".join(dict.fromkeys((*words.label, *words.category)))


def _heading(entry: Entry) -> tuple[str, str]:
    return (entry.group.label_en, entry.group.label_fr) if entry.group else ("", "")


@lru_cache(maxsize=4096)
def _words(label_en: str, label_fr: str, group_en: str, group_fr: str) -> _Words:
    return _Words(
        tuple(fold(f"{label_en} {label_fr}").split()),
        tuple(fold(f"{group_en} {group_fr}").split()),
    )


def _rank(words: _Words, wanted: list[str]) -> int:
    """0 begins words of the label, 1 with the category's help, 2 inside words, 3 not found."""
    everything = words.label + words.category
    if all(any(word.startswith(part) for word in words.label) for part in wanted):
        return 0
    if all(any(word.startswith(part) for word in everything) for part in wanted):
        return 1
    if all(any(part in word for word in everything) for part in wanted):
        return 2
    return 3
