"""A text with its words, and what the rules of names ask of them."""

from __future__ import annotations

import re
from functools import cached_property

from .lexicon import Lexicon, fold, lexicon
from .tokens import Token, tokens

_LINKS = frozenset(
    [
        "of",
        "the",
        "for",
        "de",
        "du",
        "des",
        "la",
        "le",
        "l",
        "d",
        "aux",
        "a",
        "au",
        "on",
        "in",
        "to",
    ]
)
_AFTER_IS = re.compile(
    r"(?:is|was|turned|has)\s+(?:(?:\w+teen|\d{1,2})\b(?!\s+(?:hours|minutes|km))|a baby|pregnant)",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"(?:is|was|has|est|n[e’']|s[’']|a\s+(?:\d+ ans|(?:\w+\s)?\w+[éui]e?\b)"
    r"|cannot|can[’']t|did|does|won[’']t|will not)(?!\w)",
    re.IGNORECASE,
)


class Scan:
    """A text with its words, and what the rules ask of them. Made for one look and thrown away."""

    def __init__(self, text: str, hint: str | None) -> None:
        self.text, self.hint = text, hint or ""
        self.words = tokens(text)
        self.known: Lexicon = lexicon()

    def before(self, place: int) -> Token | None:
        """The word before, unless an elided article stands between."""
        place -= 1
        if place >= 0 and self.words[place].key in {"l", "d"} and place:
            place -= 1
        return self.words[place] if place >= 0 else None

    def weak(self, word: Token) -> bool:
        """A name that is also a word or a place."""
        return word.key in self.known.given_weak or word.key in self.known.surnames_weak

    def strong(self, word: Token) -> bool:
        """A name and nothing else; the rare ones count with a capital only."""
        known = self.known
        if word.key in known.given or word.key in known.surnames:
            return True
        if "-" in word.key:
            return self._compound(word)
        rare = word.key in known.given_rare or known.is_foreign(word.key, self.hint)
        return word.capital and rare and word.key not in known.proper

    def _compound(self, word: Token) -> bool:
        """Marie-Ève, Louis-Philippe; lower-case only of names that are nothing else."""
        parts, known = word.key.split("-"), self.known
        if any(part in known.proper for part in parts):
            return False
        if all(part[0].isupper() for part in word.text.split("-")):
            return known.is_given(parts[0])
        return all(part in known.given or part in known.surnames for part in parts)

    def unknown(self, word: Token) -> bool:
        """No word, place, month or agency that we know."""
        head = word.text.split("-")[0]
        acronym = len(head) > 1 and head.isupper()
        return not self.known.is_known(word.key) and not acronym and len(word.text) > 1

    @cached_property
    def agencies(self) -> frozenset[int]:
        """Where agencies, streets and laws stand: runs of capitals that hold one."""
        found: set[int] = set()
        run: list[int] = []
        for place, word in enumerate(self.words):
            joined = (
                bool(run)
                and word.gap.strip(" ") in {"", "&", "’", "'", "-", "’s", "'s"}
                and not word.starts
            )
            if joined and (word.capital or (word.key in _LINKS and self._capital_follows(place))):
                run.append(place)
                continue
            found |= self._if_agency(run)
            run = [place] if word.capital else []
        return frozenset(found | self._if_agency(run))

    def in_title(self, place: int) -> bool:
        """Whether a word or town we know stands beside it with a capital: “Greater Sudbury”."""
        known = self.known
        for other, gap in ((place - 1, place), (place + 1, place + 1)):
            if not (0 <= other < len(self.words) and gap < len(self.words)):
                continue
            word = self.words[other]
            joined = self.words[gap].near and not self.words[gap].starts
            person = word.key in known.roles | known.kin | known.titles or self.weak(word)
            capital = word.capital and not word.starts
            if joined and capital and known.is_known(word.key) and not person:
                return True
        return False

    def _capital_follows(self, place: int) -> bool:
        ahead = self.words[place + 1 : place + 3]
        return bool(ahead) and any(word.capital and not word.starts for word in ahead)

    def _if_agency(self, run: list[int]) -> set[int]:
        holds = any(
            self.words[place].capital and self.words[place].key in self.known.organisation
            for place in run
        )
        return set(run) if holds and len(run) > 1 else set()

    def end_of(self, place: int) -> int:
        """The place after the last word of a name that begins at `place`."""
        end = place + 1
        while end < len(self.words):
            step = self._next_part(end, lower=not self.words[place].capital)
            if not step:
                break
            end += step
        return end

    def _next_part(self, place: int, *, lower: bool) -> int:
        """How many words from `place` on belong to the name before: none, one, or particles too."""
        word, known = self.words[place], self.known
        if not word.near or word.starts or place in self.agencies:
            return 0
        if word.key in known.particles and not (word.capital and word.initial):
            for reach in (1, 2):
                ahead = self.words[place + reach : place + reach + 1]
                if ahead and ahead[0].capital and ahead[0].near and not ahead[0].starts:
                    return reach + 1
                if not ahead or ahead[0].key not in known.particles:
                    break
        if word.capital:
            taken = word.acronym or word.key in known.proper or word.key in known.never
            return 0 if taken else 1
        if not lower:
            return 0
        town = word.key in known.places
        return (
            1
            if self.strong(word) or town or (self.unknown(word) and known.is_near(word.key))
            else 0
        )

    def acts(self, place: int, *, surely: bool) -> bool:
        """Whether what follows the name is something a person does; `surely`: no mere “is”."""
        end = self.end_of(place)
        rest = self.text[self.words[end - 1].end :]
        if re.match(r"['’]s\b", rest):
            return not surely
        rest = rest.lstrip(" ")
        follower = self.words[end] if end < len(self.words) else None
        if follower is None or follower.start != len(self.text) - len(rest):
            return False
        if follower.key in self.known.person_verbs or _AFTER_IS.match(rest):
            return True
        plain = fold(rest[:40]).replace("'", "’")
        if any(plain.startswith(phrase) for phrase in self.known.person_phrases):
            return True
        return not surely and bool(_STILL.match(rest))
