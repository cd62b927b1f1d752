"""The guard's words: names, ordinary words, and what stands around a name. Loaded strictly, once.

Every word is folded (lower-case, without accents), so `Mélanie` and `melanie` are one. `names.toml`
and `words.toml` are drawn by programs in `tools`; `lexicon.toml` is written by hand. A name that is
also an ordinary word or a place is *weak*: it needs more than itself to be marked.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def fold(word: str) -> str:
    """Lower-case, without accents and ligatures, with a straight apostrophe."""
    if word.isascii():
        return word.lower()
    pieces = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in pieces if not unicodedata.combining(c))
    return plain.replace("’", "'").replace("œ", "oe").replace("æ", "ae")


@dataclass(frozen=True)
class Lexicon:
    """Sets of folded words. `given` and `surnames` are strong; the weak ones are apart."""

    given: frozenset[str]
    given_rare: frozenset[str]
    given_weak: frozenset[str]
    surnames: frozenset[str]
    surnames_weak: frozenset[str]
    english_words: frozenset[str]
    french_words: frozenset[str]
    near: frozenset[str]
    ordinary: frozenset[str]
    never: frozenset[str]
    proper: frozenset[str]
    organisation: frozenset[str]
    places: frozenset[str]
    acronyms: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    kin: frozenset[str]
    person_verbs: frozenset[str]
    person_phrases: tuple[str, ...]
    place_prepositions: frozenset[str]
    person_prepositions: frozenset[str]
    speaking: frozenset[str]
    particles: frozenset[str]

    def is_given(self, key: str) -> bool:
        """A given name, weak or strong; of a hyphened one the first part decides."""
        return (
            key in self.given
            or key in self.given_rare
            or key in self.given_weak
            or ("-" in key and self.is_given(key.split("-")[0]))
        )

    def is_foreign(self, key: str, language: str) -> bool:
        """A name that is a word of the other language only; of neither when none is given."""
        words = {"fr": self.english_words, "en": self.french_words}.get(language[:2], frozenset())
        return key in words and (self.is_given(key) or self.is_surname(key))

    def is_surname(self, key: str) -> bool:
        """A surname, weak or strong."""
        return key in self.surnames or key in self.surnames_weak

    def is_known(self, key: str) -> bool:
        """An ordinary word, a place, a month, a brand: not a name by being a capital."""
        parts = [key, *key.split("-")] if "-" in key else [key, key.removesuffix("s")]
        return any(
            part in found
            for part in parts
            for found in (self.ordinary, self.never, self.proper, self.organisation, self.places)
        )

    def is_near(self, key: str) -> bool:
        """One letter missing, added, changed or swapped in a frequent name of four letters up."""
        if len(key) < 4:
            return False
        return not self.near.isdisjoint(_without_one(key))


def _without_one(word: str) -> set[str]:
    """The word, and every form of it with one letter left out: near words share one of them."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _words(found: dict[str, Any], name: str) -> frozenset[str]:
    """A list of the file, taken out of it, so that what is left over is unknown."""
    value = found.pop(name)
    return frozenset(fold(word) for word in (value.split() if isinstance(value, str) else value))


def _read(name: str) -> dict[str, Any]:
    found = tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
    for about in ("source", "licence", "status", "reviewer"):
        found.pop(about, None)
    return found


@cache
def lexicon() -> Lexicon:
    """The words of the three files. KeyError for a list that lacks, ValueError for one too many."""
    names, words, own = _read("names.toml"), _read("words.toml"), _read("lexicon.toml")
    own_given, own_surnames = _words(own, "given"), _words(own, "surnames")
    anishinaabe = _words(own, "anishinaabe")
    frequent = _words(names, "given") | own_given | anishinaabe
    rare = _words(names, "given_rare") - frequent
    family = _words(names, "surnames") | own_surnames | anishinaabe
    ordinary = _words(words, "words") | _words(own, "ordinary") | _words(own, "institution")
    never, proper, places = (_words(own, name) for name in ("never", "proper", "places"))
    doubtful = ordinary | proper | places | _words(own, "also_words")
    phrases = tuple(
        fold(phrase.strip()).replace("'", "’")
        for line in own.pop("person_phrases").splitlines()
        for phrase in line.split("|")
        if phrase.strip()
    )
    loaded = Lexicon(
        given=frequent - doubtful - never,
        given_rare=rare - doubtful - never,
        # A rare name that is also a word is a word; one that is also a town may be either.
        given_weak=((frequent & doubtful) | (rare & places)) - never,
        surnames=family - doubtful - never,
        surnames_weak=(family & doubtful) - never,
        near=frozenset(
            form
            for word in (frequent | family) - doubtful - never
            if len(word) > 3
            for form in _without_one(word)
        ),
        ordinary=ordinary,
        never=never,
        proper=proper,
        places=places,
        person_phrases=phrases,
        **{
            name: _words(own, name)
            for name in (
                "english_words",
                "french_words",
                "organisation",
                "acronyms",
                "titles",
                "roles",
                "kin",
                "person_verbs",
                "place_prepositions",
                "person_prepositions",
                "speaking",
                "particles",
            )
        },
    )
    left = [*names, *words, *own]
    if left:
        raise ValueError(f"The lexicon has lists no one reads: {', '.join(left)}")
    return loaded
