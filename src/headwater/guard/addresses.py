"""Where someone lives: a number and a street, a street by its name, an apartment, a mailbox.

A word that is both a street and something else (court, place, line) needs a capital or a number
with a name; “on the street” is no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Kind, Why

_I = re.IGNORECASE
_SURE = (
    "street|avenue|ave|boulevard|blvd|crescent|cres|terrace|parkway|highway|hwy|sideroad|concession"
    "|county\\s+road|township\\s+road|road|rd|lakeshore\\s+dr"
)
_UNSURE = (
    "st|dr|drive|lane|ln|court|crt|ct|way|place|pl|trail|circle|square|row|gate|line|gardens|grove|hill"
    "|heights|close|bay|path|mews|walk|point"
)
_SIDE = r"(?:\s+(?:north|south|east|west|nord|sud|est|ouest|[nsewo])\b\.?)?"
_UNIT = (
    r"(?:,?\s*(?:apt|apartment|unit|suite|app|appartement|appt|bureau|#)\.?\s*#?\s*\d*\w{0,2}\b)?"
)
_NUMBER = r"(?:#?\s?\d{1,4}\s?[-–]\s?)?\d{1,5}(?:\s?[A-Za-z](?![A-Za-z’']))?"
_AHEAD = r"(?:(?:apt|apartment|unit|suite|app)\.?\s*#?\w{1,4},?\s+(?:at\s+)?)?"
_STOP = (
    "the|a|an|this|that|his|her|their|our|my|your|people|person|persons|men|women|youth|kids|times"
    "|days|weeks|months|years|nights|hours|minutes|of|in|on|at|to|from|and|or|for|is|was|were|are"
    "|family|criminal|drug|mental|per|more|other|same|hour|day|week|month|dollars|block|blocks"
)
_NAME = rf"(?!(?:{_STOP})\b)(?:St\.\s+)?[^\W_][\w’'.-]*"
_CAPITAL_NAME = rf"(?!(?i:{_STOP})\b)(?:St\.\s+)?(?:[A-ZÀ-Ý][\w’'.-]*|\d+(?:st|nd|rd|th))"

NUMBERED = re.compile(
    rf"(?<![\w/.-]){_AHEAD}{_NUMBER}\s+(?:[nsew]\.?\s+)?{_NAME}(?:\s+{_NAME}){{0,2}}?\s+(?:{_SURE}|st)\b\.?"
    rf"(?:\s+\d{{1,3}}\b)?{_SIDE}{_UNIT}",
    _I,
)
NUMBERED_UNSURE = re.compile(
    rf"(?<![\w/.-])(?i:{_AHEAD}){_NUMBER}\s+{_CAPITAL_NAME}(?:\s+{_CAPITAL_NAME}){{0,3}}?"
    rf"\s+(?i:{_UNSURE})\b\.?(?i:{_SIDE}{_UNIT})"
)
NUMBERED_ROAD = re.compile(
    rf"(?<![\w/.-]){_NUMBER}\s+(?:highway|hwy|county\s+road|township\s+road|sideroad|concession|line|route|rte)"
    rf"\s+\d{{1,4}}{_SIDE}",
    _I,
)
NAMED = re.compile(
    rf"{_CAPITAL_NAME}(?:\s+{_CAPITAL_NAME}){{0,2}}\s+(?:Street|Avenue|Ave|Road|Rd|Boulevard|Blvd"
    rf"|Crescent|Cres|Drive|Lane|Terrace|Parkway|Sideroad|St(?=[.,;]|\s+(?:in|and|by|near|with|[a-z])|$))\b\.?(?i:{_SIDE})"
)
NAMED_LOWER = re.compile(
    rf"\b(?:on|off|at|along|sur)\s+(?P<it>{_NAME}(?:\s+{_NAME})?\s+(?:street|avenue|ave|road|rd|blvd|crescent|cres|st))\b",
    _I,
)
ROAD = re.compile(
    r"\b(?:concession|sideroad|county\s+road|township\s+road)\s+\d{1,3}\b|\blot\s+\d{1,3},?\s+con\w*\s+\d{1,2}\b",
    _I,
)
UNIT = re.compile(
    r"\b(?:apt|apartment|app|appt|appartement)\.?\s*#?\s*\d{1,4}\w?\b(?:\s*[-,]\s*\d{1,5}\s+[^\W\d_]+)?",
    _I,
)
CORNER = re.compile(
    rf"\b(?:(?i:corner of|coin(?:\s+des?)?)\s+"
    rf"(?P<it>{_CAPITAL_NAME}\s*(?:&|and|et)\s*{_CAPITAL_NAME})"
    rf"|(?i:at|near)\s+(?P<other>{_CAPITAL_NAME}\s*(?:&|and|et)\s*\d+(?:st|nd|rd|th)))(?!\w)"
)
TRAVELLED = re.compile(
    r"\b(?:on|off|along|sur)\s+(?:la\s+)?(?P<it>(?:highway|hwy|route|rte)\s+\d{1,3})\b", _I
)
MAILBOX = re.compile(
    r"\b(?:p\.?\s?o\.?\s*box|box\s+#?\s*(?=\d{2,5}\s*,)|c\.?\s?p\.|case\s+postale)\s*#?\s*\d{1,5}\b"
    r"|(?<!\w)r\.?\s?r\.?\s?#?\s?\d{1,2}\b",
    _I,
)
SAID = re.compile(
    r"\b(?:address|adresse|home|domicile)\s*(?:is|est)?\s*[:,]\s*(?P<it>\d{1,5}\w?,?\s+[^\W\d_][\w’'-]*(?:\s+[A-ZÀ-Ý][\w’'-]*)?)",
    _I,
)

_FRENCH = (
    r"rue|avenue|av\.|boulevard|boul\.?|chemin|ch\.|croissant|promenade|impasse|allée|allee|montée"
    r"|ruelle|rang|terrasse|côte"
)
_FRENCH_UNSURE = "place|cour|route|rte|cercle|carré|voie|sentier"
_LINKS = r"(?:(?:de\s+la|de\s+l[’']|du|des|de|d[’']|à|aux|la|l[’'])\s*)?"
FRENCH_NUMBERED = re.compile(
    rf"(?<![\w/.-])\d{{1,5}}\s?[A-Za-z]?(?:\s?-\s?\d+)?,?\s+(?i:(?:bis\s+|ter\s+)?(?:{_FRENCH})\s+{_LINKS})(?!(?<=h\.\s)[\d]|[A-Z]-\d)[\w][\w’'-]*"
    rf"(?:[\s-](?:de\s+la\s+|du\s+|des\s+|de\s+)?[A-ZÀ-Ý][\w’'-]*)*(?i:{_SIDE}{_UNIT})"
)
FRENCH_UNSURE = re.compile(
    rf"(?<![\w/.-])\d{{1,5}}\s?[A-Za-z]?,?\s+(?i:{_FRENCH_UNSURE})\s+(?i:{_LINKS})(?:[A-ZÀ-Ý][\w’'-]*(?:[\s-][A-ZÀ-Ý][\w’'-]*)*|\d+)(?i:{_SIDE}{_UNIT})"
)
FRENCH_NAMED = re.compile(
    rf"\b(?i:rue|avenue|boulevard|boul\.|chemin|croissant|promenade|impasse|allée|rang)\s+(?i:{_LINKS})"
    rf"(?:[A-ZÀ-Ý][\w’'-]*)(?:[\s-][A-ZÀ-Ý][\w’'-]*)*(?i:{_SIDE})"
)

_PATTERNS = (
    NUMBERED,
    NUMBERED_UNSURE,
    NUMBERED_ROAD,
    NAMED,
    NAMED_LOWER,
    ROAD,
    UNIT,
    CORNER,
    TRAVELLED,
    MAILBOX,
    SAID,
    FRENCH_NUMBERED,
    FRENCH_UNSURE,
    FRENCH_NAMED,
)


def addresses(text: str) -> Iterator[Finding]:
    """Every address or piece of one in a text; they may overlap, the longest is the whole."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            named = [name for name in pattern.groupindex if match[name]]
            inner = named[0] if named else 0
            why = Why.SAID_SO if pattern is SAID else Why.STREET
            yield Finding(*match.span(inner), Kind.ADDRESS, why)
