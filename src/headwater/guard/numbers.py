"""Numbers and addresses of the net: what a shape, a check digit or the words before it give away.

Check digits: social insurance numbers and Ontario health numbers both end in Luhn's (modulus 10).
A wrong one is still marked where the words before it say what it is: people mistype.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import phonenumbers
from stdnum import luhn
from stdnum.ca import bc_phn

from .finding import Finding, Kind, Why

_I = re.IGNORECASE
_BEFORE = 44

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,80}@[\w-]+(?:\.[\w-]+)+")
EMAIL_SPOKEN = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,80}\s*[(\[]?\s*\b(?:at|arobase|arobas)\b\s*[)\]]?\s*[\w-]+\s*(?:\.|\b(?:dot|point)\b)"
    r"\s*(?:com|ca|org|net|info|fr|gov)\b",
    _I,
)
WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"”»]+|\b[\w-]+\.(?:com|ca|org|net)/[^\s<>\"”»]+", _I)
PUBLIC_SITES = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:[\w-]+\.)*"
    r"(?:988|211ontario|211|connexontario|ontario|canada|gc|kidshelpphone|jeunessejecoute)\.ca\b",
    _I,
)
HANDLE = re.compile(r"(?<![\w.@/])@[\w][\w.]{2,}\w")
UNDERSCORED = re.compile(r"(?<![\w@./])(?=\w*[a-z])[^\W_]+(?:_[^\W_]+)+(?![\w@])", _I)
NAMED_HANDLE = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|ig|tik\s?tok|discord|facebook|fb|kik|telegram|twitter"
    r"|user\s?name|pseudo(?:nyme)?|nom d[’']utilisateur|compte|handle)\b"
    r"(?:\s+(?:is|as|est|handle|name|account|user|sous|under))*\s*[:,]?\s+"
    r"(?P<it>@?[\w.-]*[\d_.#][\w.#-]*\w)",
    _I,
)

HEALTH_CUE = re.compile(
    r"(?:\bohip\b|health[\s-]*(?:card|number|no\b)|carte[\s-]*(?:de\s+)?sant[ée]|assurance[\s-]*maladie"
    r"|\bramq\b|carte soleil|num[ée]ro de sant[ée])[^.;\n]{0,24}$",
    _I,
)
HEALTH = re.compile(
    r"(?<![\w-])\d{4}[\s-]?\d{3}[\s-]?\d{3}(?:[\s-]?[A-Za-z]{2}(?![\w]))?(?!\d|-\d)"
)
HEALTH_QUEBEC = re.compile(r"\b[A-Z]{4}[\s-]?\d{4}[\s-]?\d{4}\b", _I)

SIN_CUE = re.compile(
    r"(?:\bs\.?i\.?n\b|\bn\.?a\.?s\b|social\s+insurance|assurance[\s-]+sociale)[^;\n]{0,20}$", _I
)
SIN = re.compile(r"(?<![\w-])\d{3}(?P<sep>[\s.-]?)\d{3}(?P=sep)\d{3}(?![\w]|-\d)")

PHONE = re.compile(
    r"(?<![\w.-])(?:\+?1[\s.-]?)?\(?(?P<area>[2-9]\d{2})\)?[\s.-]?[2-9]\d{2}[\s.-]?\d{4}(?!\d|-\d)"
    r"(?:,?\s*(?:ext\.?|x|poste)\s*\d{1,6})?",
    _I,
)
PHONE_LOCAL = re.compile(r"(?<![\w.-])[2-9]\d{2}[-.]\d{4}(?![\w]|-\d)")
PHONE_LOCAL_SPACED = re.compile(r"(?<![\w.-])[2-9]\d{2}\s\d{4}(?!\w)")
PHONE_CUE = re.compile(
    r"(?:phone|cell(?:ulaire)?|tel|tél|t[ée]l[ée]phone|call|text|reach|appel\w*|num[ée]ro|number)"
    r"[^;\n\d]{0,24}$",
    _I,
)
TOLL_FREE = frozenset(["800", "833", "844", "855", "866", "877", "888"])

PLATE = re.compile(r"(?<![\w-])[A-Z]{4}[\s-]?\d{3}(?![\w-])")
PLATE_JOINED = re.compile(r"(?<![\w-])[a-z]{4}\d{3}(?![\w-])")
PLATE_CUE = re.compile(
    r"(?P<cue>\bplates?\b|\bplaques?\b|\bimmatricul\w+|licen[cs]e plate)"
    r"(?:\s+(?:number|no\.?|num[ée]ro|is|was|est|d[’']immatriculation|n°)){0,3}\s*[:#]?\s*"
    r"(?P<it>(?=[\w\s-]*\d)(?:[A-Z0-9]{2,8}|[A-Z0-9]{2,4}[\s-][A-Z0-9]{2,4}))(?![\w-])",
    _I,
)
_PLAIN_WITH_NUMBER = frozenset(
    [
        "room",
        "form",
        "unit",
        "part",
        "page",
        "step",
        "item",
        "bill",
        "rule",
        "line",
        "year",
        "zone",
        "code",
        "load",
        "test",
        "grade",
        "july",
        "june",
        "june",
        "from",
        "over",
        "only",
        "next",
        "just",
        "area",
        "goal",
        "team",
        "bldg",
        "loft",
        "mars",
        "juin",
        "août",
        "aout",
        "page",
        "cour",
        "case",
    ]
)

FILE_CUE = re.compile(
    r"\b(?P<cue>file|case|occurrence|incident|chart|report|badge|account|policy|dossier|rapport"
    r"|matricule|mrn|otn|fps|osr|client\s+id|id|(?:court|cour)|status\s+card|band|registry|passport"
    r"|passeport|driver[’']?s?\s+licen[cs]e|permis(?:\s+de\s+conduire)?|carte\s+de\s+statut|warrant)"
    r"\b\.?(?:\s+(?:file|card|number|num[ée]ro|no|id|d[’']incident|de\s+dossier|de\s+police|police"
    r"|de\s+la\s+cour|de\s+cour)\b\.?){0,4}"
    r"\s*(?:n[°ºo]\.?|#|nos?\.)?\s*[:#]?\s*(?:is\s+|est\s+)?"
    r"(?P<it>(?=(?:(?-i:[A-Z]){1,3}\s)?[\w-]*\d{3}|[\w]*-\d)(?!(?:19|20)\d\d\b(?!-))"
    r"(?:(?-i:[A-Z]){1,3}\s|[A-Z]{0,3}-?)\d[\w-]*\w)",
    _I,
)
FILE_SHAPE = re.compile(
    r"(?<![\w#-])(?:[A-Z]{1,3}\d{2}-?\d{4,}|(?:19|20)\d{2}-\d{5,}|\d{2}-\d{4,}(?:-[A-Z]{1,3})?"
    r"|[A-Z]{1,3}-?\d{4,}|[A-Z]\d{4}-\d{5}-\d{5})(?![\w-])"
)
HASHED = re.compile(r"(?<![\w#])#\d{4,}\b")
LONG = re.compile(r"(?<![\w.,$-])\d{7,}(?![\w]|[.,]\d)")

POSTAL = re.compile(
    r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[A-CEGHJ-NPR-TV-Z][\s-]?\d[A-CEGHJ-NPR-TV-Z]\d(?!\w)", _I
)


def numbers(text: str) -> Iterator[Finding]:
    """Every number, plate, address of the net and postal code in a text; they may overlap."""
    return chain(_net(text), _cards(text), _phones(text), _plates(text), _files(text), _codes(text))


def _said(cue: re.Pattern[str], text: str, place: int) -> bool:
    return bool(cue.search(text[max(0, place - _BEFORE) : place]))


def _net(text: str) -> Iterator[Finding]:
    for pattern in (EMAIL, EMAIL_SPOKEN):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), Kind.EMAIL, Why.SHAPE)
    for match in WEB.finditer(text):
        found = match.group().rstrip(".,;:!?)’'")
        if not PUBLIC_SITES.match(found):
            end = match.start() + len(found)
            yield Finding(match.start(), end, Kind.ONLINE, Why.SHAPE)
    for pattern in (HANDLE, UNDERSCORED):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), Kind.ONLINE, Why.SHAPE)
    for match in NAMED_HANDLE.finditer(text):
        yield Finding(match.start("it"), match.end("it"), Kind.ONLINE, Why.SAID_SO)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _cards(text: str) -> Iterator[Finding]:
    for match in HEALTH.finditer(text):
        digits = _digits(match.group())
        if _said(HEALTH_CUE, text, match.start()):
            yield Finding(match.start(), match.end(), Kind.HEALTH_CARD, Why.SAID_SO)
        elif _proves_health(match.group(), digits):
            yield Finding(match.start(), match.end(), Kind.HEALTH_CARD, Why.CHECK_DIGIT)
    for match in HEALTH_QUEBEC.finditer(text):
        yield Finding(match.start(), match.end(), Kind.HEALTH_CARD, Why.SHAPE)
    for match in SIN.finditer(text):
        digits = _digits(match.group())
        if _said(SIN_CUE, text, match.start()):
            yield Finding(match.start(), match.end(), Kind.SOCIAL_INSURANCE, Why.SAID_SO)
        elif luhn.is_valid(digits) and int(digits):
            yield Finding(match.start(), match.end(), Kind.SOCIAL_INSURANCE, Why.CHECK_DIGIT)


def _proves_health(written: str, digits: str) -> bool:
    """A version code, or the card's own spacing, or no spacing with a digit a phone cannot have."""
    if not (luhn.is_valid(digits) or bc_phn.is_valid(digits)):
        return False
    spaced = re.match(r"\d{4}[\s-]\d{3}[\s-]?\d{3}", written)
    return bool(spaced or written[-1].isalpha() or digits[0] in "01" or digits[3] in "01")


def _phones(text: str) -> Iterator[Finding]:
    for match in PHONE.finditer(text):
        if match["area"] not in TOLL_FREE and not _said(HEALTH_CUE, text, match.start()):
            yield Finding(match.start(), match.end(), Kind.PHONE, Why.SHAPE)
    for match in PHONE_LOCAL.finditer(text):
        yield Finding(match.start(), match.end(), Kind.PHONE, Why.SHAPE)
    for match in PHONE_LOCAL_SPACED.finditer(text):
        if _said(PHONE_CUE, text, match.start()):
            yield Finding(match.start(), match.end(), Kind.PHONE, Why.SAID_SO)
    # Numbers of other countries, which no shape of ours knows.
    for found in phonenumbers.PhoneNumberMatcher(text, "CA"):
        if found.number.country_code != 1 and found.raw_string.startswith("+"):
            yield Finding(found.start, found.end, Kind.PHONE, Why.SHAPE)


def _plates(text: str) -> Iterator[Finding]:
    for match in PLATE_CUE.finditer(text):
        yield Finding(match.start("it"), match.end("it"), Kind.PLATE, Why.SAID_SO)
    for pattern in (PLATE, PLATE_JOINED):
        for match in pattern.finditer(text):
            if match.group()[:4].lower() not in _PLAIN_WITH_NUMBER:
                yield Finding(match.start(), match.end(), Kind.PLATE, Why.SHAPE)


def _files(text: str) -> Iterator[Finding]:
    for match in FILE_CUE.finditer(text):
        yield Finding(match.start("it"), match.end("it"), Kind.FILE_NUMBER, Why.SAID_SO)
    for pattern in (FILE_SHAPE, HASHED):
        for match in pattern.finditer(text):
            if not re.fullmatch(r"(?:19|20)\d{2}-(?:19|20)\d{2}", match.group()):
                yield Finding(match.start(), match.end(), Kind.FILE_NUMBER, Why.SHAPE)
    for match in LONG.finditer(text):
        yield Finding(match.start(), match.end(), Kind.FILE_NUMBER, Why.LONG_NUMBER)


def _codes(text: str) -> Iterator[Finding]:
    for match in POSTAL.finditer(text):
        yield Finding(match.start(), match.end(), Kind.POSTAL_CODE, Why.SHAPE)
