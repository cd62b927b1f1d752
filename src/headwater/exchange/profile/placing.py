"""From answers to facts: names, funders, peers, goals. What finds no place is told, line by line.

The patterns read how networks write; they never guess. A sentence that matches nothing stays in
its answer, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from headwater.network.profile import sectors
from headwater.network.profile.kinds import Kind
from headwater.vocabulary import registry

from .patterns import (
    ANNOUNCED,
    BARS,
    DATE,
    EMAIL,
    FUNDED,
    ITEM,
    LAUNCHED,
    LINEAGE,
    LIST_BREAK,
    MONTHS,
    PEERS_DEVELOPING,
    PEERS_OPERATING,
    PHONE,
    POINTS_ELSEWHERE,
    SECTOR_END,
    SECTOR_LIST,
    VALUES,
)
from .reading import Questionnaire

# Stands for the “and” inside a sector's own name while a list is split; no text holds it.
_KEPT_AND = "\ue000"


@dataclass(frozen=True)
class Fact:
    """One fact: `kind`, `text` as written, and what the document said beside it."""

    kind: Kind
    text: str
    number: int | None = None
    as_of: str = ""
    unresolved: bool = False


@dataclass
class Placed:
    """The names (language to name), the facts, and each line without a place, with its number."""

    names: dict[str, str]
    facts: list[Fact]
    unplaced: list[tuple[int, str]] = field(default_factory=list)


def as_of(text: str) -> str:
    """The first month or year in a text: `2015-05`, `2014`, or empty."""
    found = DATE.search(text)
    if not found:
        return ""
    month, year = found.groups()
    return f"{year}-{MONTHS.index(month.lower()) + 1:02d}" if month else year


def listed(text: str) -> list[str]:
    """The members of a sentence's list: `A, B and C` is three."""
    parts = (part.strip(" .") for part in LIST_BREAK.split(" ".join(text.split())))
    return [part for part in parts if part]


def place(form: Questionnaire) -> Placed:
    """Read every fact the document states."""
    names, more_lines = _names(form)
    contact, contact_lines = _contact(form, names)
    agencies, agency_lines = _agencies(form)
    facts = [
        *contact,
        *(Fact(Kind.COMMUNITY_SERVED, name) for name in listed(form.text("communities"))),
        *agencies,
        *_website(form),
        *_sectors(form),
        *_funders(form),
        *_history(form),
        *_blocks(form),
    ]
    above = [(n, line.strip()) for n, line in form.before if line.strip()]
    unplaced = [entry for entry in above if entry[1] != names["en"]]
    unplaced += [*more_lines, *contact_lines, *agency_lines]
    facts += [Fact(Kind.UNPLACED, line) for _number, line in unplaced]
    return Placed(names, facts, unplaced)


def _names(form: Questionnaire) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """The name from its question, or else from the title; up to three languages between bars."""
    answered = form.lines("name")
    title = next((line.strip() for _n, line in form.before if line.strip()), "")
    parts = BARS.split(answered[0][1] if answered else title)
    return dict(zip(("en", "fr", "oj"), parts, strict=False)), answered[1:]


def _contact(
    form: Questionnaire, names: dict[str, str]
) -> tuple[list[Fact], list[tuple[int, str]]]:
    """The person and the ways to reach them; the names in other languages go into `names`."""
    facts: list[Fact] = []
    unplaced: list[tuple[int, str]] = []
    for number, line in form.lines("contact"):
        parts = BARS.split(line)
        if parts[0].casefold() == names["en"].casefold():
            names |= dict(zip(("en", "fr", "oj"), parts, strict=False))
            unplaced += [(number, part) for part in parts[3:]]
            continue
        ways, rest = _ways(line)
        facts += ways
        known = any(fact.kind is Kind.CONTACT_PERSON for fact in facts)
        if rest and known:
            unplaced.append((number, line))
        elif rest:
            facts.append(Fact(Kind.CONTACT_PERSON, rest))
    return facts, unplaced


def _ways(line: str) -> tuple[list[Fact], str]:
    """The addresses and numbers in a line, and what remains of it beside them."""
    emails, without = EMAIL.findall(line), EMAIL.sub(" ", line)
    phones = [found.strip() for found in PHONE.findall(without)]
    facts = [
        *(Fact(Kind.CONTACT_EMAIL, found) for found in emails),
        *(Fact(Kind.CONTACT_PHONE, found) for found in phones),
    ]
    if not facts:
        return facts, line
    rest = ANNOUNCED.sub(" ", PHONE.sub(" ", without))
    return facts, " ".join(rest.split()).strip(" │|¦:,;./()–-")


def _agencies(form: Questionnaire) -> tuple[list[Fact], list[tuple[int, str]]]:
    """How many agencies, and since when; an answer without a number finds no place."""
    answer = form.text("agencies")
    # Dates first, so that no year is taken for a number of agencies.
    number = re.search(r"\b(\d{1,4})\b", DATE.sub(" ", answer))
    if number:
        return [Fact(Kind.AGENCY_COUNT, answer, number=int(number[1]), as_of=as_of(answer))], []
    return [], form.lines("agencies")


def _website(form: Questionnaire) -> Iterator[Fact]:
    if form.text("website"):
        yield Fact(Kind.WEBSITE, form.text("website"))


def _sectors(form: Questionnaire) -> Iterator[Fact]:
    answer = " ".join(form.text("sectors").split())
    inner = SECTOR_LIST.search(answer)
    words = SECTOR_END.sub("", inner[1] if inner else answer)
    for name in _split_sectors(words):
        yield Fact(Kind.SECTOR, name)


def _split_sectors(words: str) -> list[str]:
    """Split a list of sectors, but not inside a sector's own name (`mental health and …`)."""
    labels = [entry.label("en") for entry in registry.current("sectors").entries]
    kept = words
    for name in (*labels, *sectors.ALIASES):
        if " and " in name:
            kept = re.sub(
                re.escape(name),
                lambda found: re.sub(" and ", _KEPT_AND, found[0], flags=re.IGNORECASE),
                kept,
                flags=re.IGNORECASE,
            )
    return [part.replace(_KEPT_AND, " and ") for part in listed(kept)]


def _funders(form: Questionnaire) -> Iterator[Fact]:
    stated = as_of(form.text("agencies"))
    seen: set[str] = set()
    for paragraph in (*_paragraphs(form.text("sectors")), *_paragraphs(form.text("history"))):
        for found in FUNDED.finditer(paragraph):
            for name in listed(found[1]):
                bare = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
                if bare.casefold() not in seen:
                    seen.add(bare.casefold())
                    yield Fact(Kind.FUNDER, bare, as_of=as_of(bare) or stated)


def _history(form: Questionnaire) -> Iterator[Fact]:
    stated = as_of(form.text("agencies"))
    launched = False
    for paragraph in _paragraphs(form.text("history")):
        begun = LAUNCHED.search(paragraph)
        if begun and as_of(begun[1]) and not launched:
            launched = True
            yield Fact(Kind.LAUNCHED, begun[0], as_of=as_of(begun[1]))
        for found in LINEAGE.finditer(paragraph):
            yield Fact(Kind.LINEAGE, found[1].strip())
        for kind, pattern in (
            (Kind.PEER_OPERATING, PEERS_OPERATING),
            (Kind.PEER_DEVELOPING, PEERS_DEVELOPING),
        ):
            peers = pattern.search(paragraph)
            for name in listed(peers[1]) if peers else []:
                yield Fact(kind, name, as_of=stated)


def _items(text: str) -> list[str]:
    """The numbered or bulleted items of a text, each with the lines that continue it."""
    items: list[str] = []
    within = False
    for line in text.split("\n"):
        begun = ITEM.match(line)
        if begun:
            items.append(begun[1].strip())
        elif within and line.strip():
            items[-1] += " " + line.strip()
        within = bool(line.strip()) and (within or bool(begun))
    return items


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _blocks(form: Questionnaire) -> Iterable[Fact]:
    """What is told at length: goals without the link they point at, the rest word for word."""
    factors = form.text("success_factors")
    told_of_values = [*_paragraphs(factors), *_paragraphs(form.text("history"))]
    values = next((found for found in map(VALUES.search, told_of_values) if found), None)
    told = (
        (Kind.ACTIVITY, _paragraphs(form.text("activities"))),
        (Kind.SUCCESS_FACTOR, _items(factors) or _paragraphs(factors)),
        (Kind.CHALLENGE, _paragraphs(form.text("challenges"))),
        (Kind.TIP, _paragraphs(form.text("tips"))),
    )
    return [
        *(
            Fact(
                Kind.GOAL,
                POINTS_ELSEWHERE.sub("", text).strip() or text,
                unresolved=bool(POINTS_ELSEWHERE.search(text)),
            )
            for text in _items(form.text("goals"))
        ),
        *(Fact(Kind.VALUE, name) for name in (listed(values[1]) if values else [])),
        *(
            Fact(kind, text, unresolved=bool(POINTS_ELSEWHERE.search(text)))
            for kind, texts in told
            for text in texts
        ),
    ]
