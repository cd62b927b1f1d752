"""People named by letters only: “J.D.”, “M. K.”, “J. Osterhout”, “her friend L”, “Kevin T.”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Kind, Why
from .lexicon import Lexicon, fold

_CAPITAL = "[A-ZÀ-Ý]"
DOTTED = re.compile(
    rf"(?<![\w.])(?:{_CAPITAL}\.[ -]?){{2,4}}(?<=\.)(?:['’]s\b)?(?!\w)"
    rf"|(?<![\w.])(?:{_CAPITAL}\.-?){{1,3}}{_CAPITAL}(?:['’]s)?\.?(?!\w)"
)
DOTTED_LOWER = re.compile(r"(?<![\w.@])(?:[a-z]\.){2,3}(?![\w@])")
WITH_SURNAME = re.compile(
    rf"(?<![\w.])(?:{_CAPITAL}\.\s?-?){{1,3}}\s?(?P<surname>(?:{_CAPITAL}['’])?{_CAPITAL}[^\W\d_]+(?:-{_CAPITAL}[^\W\d_]+)?)"
)
WITH_SURNAME_LOWER = re.compile(r"(?<![\w.])[a-z]\.\s(?P<surname>[^\W\d_]{3,})")
PAIR = re.compile(rf"(?<![\w.]){_CAPITAL}\.\s(?:and|et)\s{_CAPITAL}\.(?!\w)")
AFTER_WORD = re.compile(
    rf"(?<![\w-])(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)(?:\s|\.\s|,\s|\s\(|\s?:\s|\s(?:is|are|est)\s)(?P<it>(?:{_CAPITAL}\.?|{_CAPITAL}{{2}}))(?![\w’'-]|\.\w)"
)

# Letters with dots that name no one.
ABBREVIATED = frozenset(
    [
        "us",
        "uk",
        "usa",
        "bc",
        "nb",
        "ns",
        "nl",
        "pei",
        "nt",
        "nwt",
        "sk",
        "mb",
        "qc",
        "rn",
        "rpn",
        "np",
        "md",
        "phd",
        "ba",
        "ma",
        "msw",
        "bsw",
        "ps",
        "am",
        "pm",
        "dob",
        "ddn",
        "aka",
        "opp",
        "rcmp",
        "cas",
        "nas",
        "sin",
        "cp",
        "po",
        "rr",
        "un",
        "eg",
        "ie",
        "nb",
        "vs",
        "pc",
        "jd",
        "ca",
        "st",
        "od",
        "id",
        "ao",
        "rsvp",
        "tbd",
        "eta",
        "dui",
        "hiv",
        "aids",
        "ymca",
        "ywca",
        "ei",
        "ow",
        "odsp",
        "tv",
        "dj",
    ]
) - {"jd"}
SPACED = frozenset({"nb", "ps", "sv", "cp", "rr", "po"})


def initials(text: str, words: Lexicon) -> Iterator[Finding]:
    """Every person named by letters, as findings; they may overlap."""
    for match in DOTTED.finditer(text):
        letters = fold(re.sub(r"[^A-ZÀ-Ý]", "", match.group()))
        law = re.match(r"\s*\d{4}", text[match.end() :])  # S.O. 2017, L.R.C. 1985
        spaced = " " in match.group().strip()
        if not law and letters not in (SPACED if spaced else ABBREVIATED):
            yield _finding(match.start(), match.end())
    for match in DOTTED_LOWER.finditer(text):
        if match.group().replace(".", "") not in ABBREVIATED:
            yield _finding(match.start(), match.end())
    for match in PAIR.finditer(text):
        yield _finding(match.start(), match.end())
    for match in WITH_SURNAME.finditer(text):
        key = fold(match["surname"])
        if words.is_surname(key) or not words.is_known(key):
            yield _finding(match.start(), match.end())
    for match in WITH_SURNAME_LOWER.finditer(text):
        key = fold(match["surname"])
        if key in words.surnames and not match.group().startswith(("a.", "n.")):
            yield _finding(match.start(), match.end())
    yield from _after_words(text, words)


def _after_words(text: str, words: Lexicon) -> Iterator[Finding]:
    """A letter or two after “sister”, “Mrs.” or a given name."""
    for match in AFTER_WORD.finditer(text):
        key, letters = fold(match["word"]), match["it"]
        person = key in words.kin or key in words.roles or key in words.titles
        between = text[match.end("word") : match.start("it")]
        if len(letters.rstrip(".")) == 2:
            if key in words.kin and fold(letters) not in words.acronyms | ABBREVIATED:
                yield _finding(match.start("it"), match.end())
        elif letters == "I" or (letters in {"A", "À"} and between != " "):
            continue
        elif person and between.strip(" ,(:.") in {"", "is", "are", "est"}:
            whole = key in words.titles or match["word"] in {"M", "Mme"}
            yield _finding(match.start("word" if whole else "it"), match.end())
        elif words.is_given(key) and between == " " and match["word"][0].isupper():
            yield _finding(match.start(), match.end())


def _finding(start: int, end: int) -> Finding:
    return Finding(start, end, Kind.NAME, Why.INITIALS)
