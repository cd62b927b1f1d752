"""Days: written out or in figures, in English and French. A month or a year alone is no day.

A birth date is a day, a month with a year, or a year, with words before or after it that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Kind, Why
from .lexicon import fold

_MONTHS = {
    "jan": "january janvier",
    "feb": "february fevrier fevr fev",
    "mar": "march mars",
    "apr": "april avril avr",
    "may": "may mai",
    "jun": "june juin",
    "jul": "july juillet juil",
    "aug": "august aout",
    "sep": "september septembre sept",
    "oct": "october octobre",
    "nov": "november novembre",
    "dec": "december decembre",
}
# Alone these are ordinary words; only a capital, an ordinal or a year makes them months.
_DOUBTFUL = frozenset({"may", "mar", "march", "dec", "sept"})
_NAMES = frozenset(name for short, rest in _MONTHS.items() for name in (short, *rest.split()))
_LONG = frozenset(name for name in _NAMES if len(name) > 4)

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
).replace(" ", "|")
_FRENCH_DAYS = (
    "premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    "|dix-sept|dix-huit|dix-neuf|vingt|trente"
)
_WRITTEN = (
    rf"(?:(?:twenty|thirty)[\s-])?(?:{_ORDINALS})"
    rf"|(?:vingt|trente)(?:[\s-]et[\s-]un|-\w+)|{_FRENCH_DAYS}"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th|er))?"
_YEAR = r"(?:(?:19|20)\d{2}|[’']\d{2}|/\d{2}(?!\d))"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_I = re.IGNORECASE

MONTH_FIRST = re.compile(
    rf"(?<![\w-]){_MONTH}[\s-]+(?P<day>{_DAY}|the\s+(?:{_WRITTEN}))(?![\w%$]|[:.,]\d)(?:,?\s*{_YEAR})?",
    _I,
)
DAY_FIRST = re.compile(
    rf"(?<![\w/.,-])(?:the\s+)?(?P<day>{_DAY}|\b(?:{_WRITTEN}))[\s-]+(?:of\s+|de\s+)?{_MONTH}(?!\w)(?:,?[\s-]*{_YEAR})?",
    _I,
)
ISO = re.compile(
    r"(?<![\w/-])(?:19|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\w/])"
)
FIGURES = re.compile(
    r"(?<![\w/.-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?:(?:19|20)\d{2}|\d{2})(?![\w/])"
)
SHORT = re.compile(
    r"(?P<cue>\b(?:on|le|since|depuis le|until|jusqu[’']au)\s+)"
    r"(?P<it>(?P<a>\d{1,2})/(?P<b>\d{1,2}))(?![\w/])",
    _I,
)
COMPACT = re.compile(r"(?<!\w)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)")
MONTH_YEAR = re.compile(rf"(?<!\w){_MONTH},?\s+(?P<year>(?:19|20)\d{{2}})(?!\d)", _I)
YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d{2}(?![\w/]|-\d)")

_BORN = (
    r"(?:\bborn|\bb\.|\bd\.?o\.?b\b\.?|birth\s?-?(?:day|date)|date of birth|\bn[ée]e?s?\b"
    r"|naissance|\bd\.?d\.?n\b\.?|anniversaire|\bturn(?:s|ed|ing)?\s+\d+|\baura\s+\d+\s+ans"
    r"|f[êe]tera)"
)
BORN_BEFORE = re.compile(_BORN + r"[^.;\n]{0,28}$|" + _BORN + r"\.?\s*:?\s*$", _I)
BORN_JUST_BEFORE = re.compile(
    r"(?:\bborn|\bb\.|\bd\.?o\.?b\.?|\bn[ée]e?s?|naissance|\bddn)\s*:?\s*(?:in|en|on|le)?\s*(?:the\s+year\s+|l[’']ann[ée]e\s+)?$",
    _I,
)
BORN_AFTER = re.compile(
    r"^[^.;\n]{0,16}(?:date of birth|birth\s?-?(?:day|date)|naissance|anniversaire)", _I
)


def dates(text: str) -> Iterator[Finding]:
    """Every day in a text, and what is said to be a birth; pieces may overlap."""
    for pattern in (ISO, FIGURES, SHORT):
        for match in pattern.finditer(text):
            whole = pattern is SHORT
            if pattern is ISO or _possible(match["a"], match["b"]):
                yield _finding(text, *match.span("it" if whole else 0))
    for pattern in (MONTH_FIRST, DAY_FIRST):
        for match in pattern.finditer(text):
            if _is_month(match):
                start = match.start("month") if pattern is MONTH_FIRST else match.start()
                yield _finding(text, start, match.end())
    yield from _births(text)


def _possible(first: str, second: str) -> bool:
    """Whether two figures can be a day and a month, in either order."""
    low, high = sorted((int(first), int(second)))
    return 1 <= low <= 12 and 1 <= high <= 31


def _is_month(match: re.Match[str]) -> bool:
    word = match["month"]
    key = fold(word)
    if key not in _NAMES and not _near_month(key):
        return False
    certain = word[0].isupper() or re.search(r"\d{2}\s*$|\d(?:st|nd|rd|th)\b", match.group())
    ahead = match.start("month") > match.start("day")
    return bool(key not in _DOUBTFUL or certain or (ahead and key in {"may", "march"}))


def _near_month(key: str) -> bool:
    """A month with one letter missing, added or changed, or two swapped; five letters or more."""
    return len(key) > 4 and any(_one_apart(key, name) for name in _LONG)


def _one_apart(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    start = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    left, right = a[start:], b[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped


def _finding(text: str, start: int, end: int) -> Finding:
    born = BORN_BEFORE.search(text[max(0, start - 48) : start]) or BORN_AFTER.search(
        text[end : end + 40]
    )
    kind, why = (Kind.BIRTH_DATE, Why.SAID_SO) if born else (Kind.DATE, Why.DAY)
    return Finding(start, end, kind, why)


def _births(text: str) -> Iterator[Finding]:
    """What only the words before it make a birth: a month with its year, a year, eight figures."""
    for match in MONTH_YEAR.finditer(text):
        if fold(match["month"]) in _NAMES and _just_born(text, match.start()):
            yield Finding(match.start(), match.end(), Kind.BIRTH_DATE, Why.SAID_SO)
    for pattern in (YEAR, COMPACT):
        for match in pattern.finditer(text):
            if _just_born(text, match.start()):
                yield Finding(match.start(), match.end(), Kind.BIRTH_DATE, Why.SAID_SO)


def _just_born(text: str, place: int) -> bool:
    return bool(BORN_JUST_BEFORE.search(text[max(0, place - 32) : place]))
