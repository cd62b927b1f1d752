"""Names of people, by rule and by list: no model, so each mark has a reason that can be said.

A word becomes a *seed* by one of the rules below, in this order; a seed then takes in the words of
the name around it. A name that is also a word or a town needs a rule that says it is a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .finding import Finding, Kind, Why
from .initials import initials
from .scan import Scan
from .tokens import Token

_NAMING = re.compile(
    r"(?:\bnamed|\bname\s*(?:is|was|:|-|as)|\bname[’']s|\bgoes by|\bknown as|\ba\.?k\.?a\.?|\balias"
    r"|\bnomm[ée]e?s?|\bpr[ée]nomm[ée]e?|\bs[’']appelle|l[’']appelle|\bsurnomm[ée]e?|\bdu nom de"
    r"|\bd[ée]nomm[ée]e?|\b(?:pr[ée])?nom\s*(?::|est)|\bcalls (?:him|her|them)sel\w+)"
    r"\s*(?:[:,-]\s*)?[“\"«]?\s*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:an?|the|is|are|was|un|une)\s(?:\w+\s){0,3}called\s$|\bis called\s$|appel[ée]e?\s$",
    re.IGNORECASE,
)
_TITLE_GAPS = frozenset({" ", ". ", ".", "\u00a0"})
_UNCLES = frozenset(["uncle", "aunt", "auntie", "oncle", "tante", "kokum", "mishomis", "grandma"])
_COPULAS = frozenset(["is", "are", "was", "est", "sont", "named"])
_KIN_GAPS = frozenset({" ", ", ", " (", ": ", " : ", "\u00a0: ", "\u202f: "})


Rule = Callable[[Scan, int, Token], Why | None]


def _titled(scan: Scan, place: int, word: Token) -> Why | None:
    """After a form of address: “Mrs. Kent”, “mr windsor”."""
    before = scan.words[place - 1] if place else None
    if before is None or before.key not in scan.known.titles or word.gap not in _TITLE_GAPS:
        return None
    if word.capital or scan.weak(word):
        return Why.TITLE
    return Why.TITLE if word.key not in scan.known.never | scan.known.ordinary else None


def _titled_m(scan: Scan, place: int, word: Token) -> Why | None:
    """After the French “M.”, which is an initial in English."""
    before = scan.words[place - 1] if place else None
    said = before is not None and before.text == "M" and word.gap == ". "
    return Why.TITLE if said and word.capital and word.key not in scan.known.never else None


def _named(scan: Scan, place: int, word: Token) -> Why | None:
    """After “named”, “s’appelle”; after “a friend called” only what looks like a name."""
    ahead = scan.text[max(0, word.start - 40) : word.start]
    listed = scan.strong(word) or scan.weak(word)
    if _NAMING.search(ahead):
        spoken = ":" not in ahead[-3:] and scan.unknown(word)
        return Why.NAMING if word.capital or listed or spoken else None
    if _CALLED.search(ahead):
        fits = listed or (scan.unknown(word) and (word.capital or scan.known.is_near(word.key)))
        return Why.NAMING if fits else None
    return None


def _related(scan: Scan, place: int, word: Token) -> Why | None:
    """After “his sister”, “client”, “the landlord, ”: a name, or an unknown capital."""
    before = scan.before(place)
    if before is not None and before.key in _COPULAS and place > 1 and word.gap == " ":
        before, gap = scan.words[place - 2], " "
    else:
        gap = word.gap
    known = scan.known
    if before is None or before.key not in known.kin | known.roles or gap not in _KIN_GAPS:
        return None
    if word.capital:
        if before.capital and not before.starts:  # words of a heading
            return None
        person = scan.unknown(word) or scan.weak(word) or word.key in known.places
        return Why.KIN if person and word.key not in known.organisation else None
    if scan.strong(word) or (word.key in known.places and known.is_given(word.key)):
        return Why.KIN
    if gap == " " and before.key in _UNCLES and _no_verb(scan, word):
        return Why.KIN
    near = scan.unknown(word) and known.is_near(word.key)
    return Why.KIN if near and not word.key.endswith(("ed", "ing")) else None


def _no_verb(scan: Scan, word: Token) -> bool:
    """No word we know, or a compound with a name in it, and not the form of a verb."""
    compound = "-" in word.key and any(scan.known.is_given(part) for part in word.key.split("-"))
    verb = word.key in scan.known.person_verbs or word.key.endswith(("ed", "ing", "es"))
    return compound or (scan.unknown(word) and not verb)


def _listed(scan: Scan, place: int, word: Token) -> Why | None:
    """A given name or surname that is nothing else."""
    return Why.LISTED if scan.strong(word) else None


def _listed_weakly(scan: Scan, place: int, word: Token) -> Why | None:
    """A name that is also a word or a town: a capital, and a surname or a deed after it."""
    if not word.capital or not (scan.weak(word) or word.key in scan.known.places):
        return None
    given, town = scan.known.is_given(word.key), word.key in scan.known.places
    if given and _surname_follows(scan, place):
        return Why.LISTED
    if word.key in scan.known.proper and not town:
        return None
    in_place, told = _after_place_word(scan, place), _spoken_to(scan, place)
    if not word.starts and (
        (given and not town and not in_place)
        or (told and (scan.weak(word) or _surname_follows(scan, place)))
    ):
        return Why.LISTED
    acts = not in_place and scan.acts(
        place, surely=town or not given or word.key in scan.known.ordinary
    )
    return Why.DOES if acts else None


def _surname_follows(scan: Scan, place: int) -> bool:
    ahead = scan.words[place + 1 : place + 2]
    if (
        not ahead
        or not ahead[0].capital
        or not ahead[0].near
        or ahead[0].starts
        or ahead[0].acronym
    ):
        return False
    key, known = ahead[0].key, scan.known
    if place in scan.agencies or key in known.never:
        return False
    if scan.words[place].key in known.proper or key in known.proper:
        return known.is_surname(key)
    return known.is_surname(key) or key in known.places or scan.unknown(ahead[0])


def _after_place_word(scan: Scan, place: int) -> bool:
    before = scan.before(place)
    return (
        before is not None
        and before.key in scan.known.place_prepositions
        and not _spoken_to(scan, place)
    )


def _spoken_to(scan: Scan, place: int) -> bool:
    """After “spoke to”, “met”, “with”."""
    before = scan.before(place)
    if before is None:
        return False
    if before.key in scan.known.person_prepositions:
        return True
    return (
        before.key in {"to", "a"} and place > 1 and scan.words[place - 2].key in scan.known.speaking
    )


def _capital(scan: Scan, place: int, word: Token) -> Why | None:
    """A capital inside a sentence that is no word, place or agency we know."""
    if not word.capital or word.starts or not scan.unknown(word) or _after_place_word(scan, place):
        return None
    return None if scan.in_title(place) else Why.CAPITAL


def _acting(scan: Scan, place: int, word: Token) -> Why | None:
    """At the head of a sentence: an unknown word that does what people do, or with a second one."""
    if not word.capital or not word.starts or not scan.unknown(word):
        return None
    ahead = scan.words[place + 1 : place + 3]
    joined = len(ahead) > 1 and ahead[0].key in {"and", "et"} and ahead[1].capital
    if scan.known.is_near(word.key) and (joined or scan.acts(place, surely=False)):
        return Why.NEAR_LISTED
    paired = bool(ahead) and ahead[0].capital and ahead[0].near and scan.unknown(ahead[0])
    return Why.DOES if paired or scan.acts(place, surely=True) else None


def _nearly(scan: Scan, place: int, word: Token) -> Why | None:
    """Lower-case and one letter from a name, after “told” or “with”, or beside a name."""
    if word.capital or word.key in scan.known.ordinary:
        return None
    ahead = scan.words[place + 1 : place + 2]
    if scan.known.is_given(word.key) and ahead and ahead[0].near and not ahead[0].capital:
        town = ahead[0].key in scan.known.places
        if scan.strong(ahead[0]) or (town and word.key in scan.known.given_rare):
            return Why.LISTED
    if not scan.unknown(word) or scan.weak(word):
        return None
    if word.key in scan.known.given_rare:
        before = scan.before(place)
        told = not word.starts and (
            _spoken_to(scan, place) or (before is not None and before.key == "from")
        )
        if told or scan.acts(place, surely=not word.starts):
            return Why.LISTED
    if not scan.known.is_near(word.key):
        return None
    beside = (
        bool(ahead)
        and ahead[0].near
        and not ahead[0].capital
        and (scan.strong(ahead[0]) or (scan.unknown(ahead[0]) and scan.known.is_near(ahead[0].key)))
    )
    return Why.NEAR_LISTED if beside or _spoken_to(scan, place) else None


def _paired(scan: Scan, place: int, word: Token) -> Why | None:
    """After a name and “and”: “Brandon and Alyssa”, “kevin et dillan”."""
    if place < 2 or scan.words[place - 1].key not in {"and", "et"} or word.gap != " ":
        return None
    before = scan.words[place - 2]
    if not scan.strong(before) and not (before.capital and scan.unknown(before)):
        return None
    if word.capital:
        return Why.LISTED if scan.weak(word) or scan.unknown(word) else None
    return Why.NEAR_LISTED if scan.unknown(word) and scan.known.is_near(word.key) else None


_RULES: tuple[Rule, ...] = (
    _related,
    _listed,
    _listed_weakly,
    _capital,
    _acting,
    _nearly,
    _paired,
)
# These stand even for a word that is otherwise never a name.
_FIRST: tuple[Rule, ...] = (_titled, _titled_m, _named)


def names(text: str, hint: str | None = None) -> Iterator[Finding]:
    """Every name of a person in a text, whole; they may overlap where letters stand for a name."""
    scan = Scan(text, hint)
    end = 0
    for place, word in enumerate(scan.words):
        if place < end:
            continue
        why = _why(scan, place, word)
        if why:
            start = _start_of(scan, place)
            end = scan.end_of(place)
            yield Finding(scan.words[start].start, scan.words[end - 1].end, Kind.NAME, why)
    yield from initials(text, scan.known)


def _why(scan: Scan, place: int, word: Token) -> Why | None:
    if place in scan.agencies or word.acronym or len(word.text) == 1:
        return None
    if word.key in scan.known.titles:
        return None
    for rule in _FIRST:
        if word.key not in scan.known.never and (why := rule(scan, place, word)):
            return why
    if word.key in scan.known.never:
        return None
    return next((why for rule in _RULES if (why := rule(scan, place, word))), None)


def _start_of(scan: Scan, place: int) -> int:
    """Where the name begins: a form of address or a weak given name before it belongs to it."""
    if not place:
        return place
    before, word = scan.words[place - 1], scan.words[place]
    french = before.text == "M" and word.gap == ". "
    if french or (before.key in scan.known.titles and word.gap in _TITLE_GAPS):
        return place - 1
    joined = (
        word.near and not word.starts and before.key not in scan.known.never and not before.acronym
    )
    if joined and scan.known.is_given(before.key) and before.capital == word.capital:
        return place - 1
    return place
