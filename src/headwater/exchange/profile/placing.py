"""From answers to facts: names, funders, peers, goals. What finds no place is told, line by line.

The patterns read how networks write; they never guess. A sentence that matches nothing stays in
its answer, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from headwater.network.profile.kinds import Kind
from headwater.vocabulary import registry

from .reading import Questionnaire

MONTHS = (
    "january february march april may june july august september october november december"
).split()
DATE = re.compile(rf"\b(?:({'|'.join(MONTHS)})\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*(\d+)[.)]\s+(.*)$")
LIST_BREAK = re.compile(r",\s*(?:and\s+)?|\s+and\s+|;\s*")
POINTS_ELSEWHERE = re.compile(r"\s*see\s+[^.]*?\bhere\b\.?", re.IGNORECASE)
PHONE = re.compile(r"\+?\d[\d .()-]{6,}\d(?:,?\s*(?:ext|poste)\.?\s*\d+)?", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
FUNDED = re.compile(
    r"\bfunded by (?:the )?(.+?)(?:,\s+(?:[\w’']+\s+){1,5}includes\b|[.;]|$)", re.IGNORECASE
)
PEERS_OPERATING = re.compile(
    r"\boperating in (?:communities such as |including )?(.+?)(?:\s+and are being\b|[.;])",
    re.IGNORECASE,
)
PEERS_DEVELOPING = re.compile(
    r"\bbeing developed in (?:other communities )?(?:including |such as )?(.+?)[.;]", re.IGNORECASE
)
LAUNCHED = re.compile(r"\b(?:launched|began|started|founded) in ([^,.;]+)", re.IGNORECASE)
LINEAGE = re.compile(
    r"\b(?:originated in|(?:been )?(?:successfully )?replicated (?:across|in)) "
    r"([A-Z][\w’' -]*?)(?=\s+and\b|[,.;])"
)
VALUES = re.compile(r"\bvalues of (.+?)(?:\s+guide\b|[.;])", re.IGNORECASE)
SECTOR_LIST = re.compile(r"\bincludes\s+(.+)", re.IGNORECASE | re.DOTALL)
# What networks call a sector, where it is not our label for it.
SECTOR_ALIASES = {
    "aboriginal": "indigenous",
    "police": "policing",
    "lgbt": "2slgbtqi",
    "2slgbtqi+": "2slgbtqi",
    "mental health and addictions": "mental-health-addictions",
}


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
    """The names (language to name), the facts, and a sentence for each line without a place."""

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
    return [part.strip(" .") for part in LIST_BREAK.split(" ".join(text.split())) if part.strip(" .")]


def place(form: Questionnaire) -> Placed:
    """Read every fact the document states."""
    names, contact_facts, unplaced = _contact(form)
    facts = [
        *contact_facts,
        *_simple(form),
        *_sectors(form),
        *_funders(form),
        *_history(form),
        *_goals(form),
        *_blocks(form),
    ]
    unplaced = [*_before(form, names["en"]), *unplaced]
    facts += [Fact(Kind.UNPLACED, line) for _number, line in unplaced]
    return Placed(names, facts, unplaced)


def _before(form: Questionnaire, name: str) -> list[tuple[int, str]]:
    return [(n, line) for n, line in form.before if line.strip() and line.strip() != name]


def _contact(form: Questionnaire) -> tuple[dict[str, str], list[Fact], list[tuple[int, str]]]:
    """The person, the ways to reach them, and the name in three languages between bars."""
    title = next((line.strip() for _n, line in form.before if line.strip()), "")
    names = {"en": form.text("name").split("\n")[0].strip() or title}
    facts: list[Fact] = []
    unplaced: list[tuple[int, str]] = []
    answered = form.answers.get("contact")
    for number, line in answered.lines if answered else []:
        text = line.strip()
        if not text:
            continue
        parts = [part.strip() for part in re.split(r"\s*[│|¦]\s*", text)]
        ways = list(_ways(text))
        if ways:
            facts += ways
        elif len(parts) > 1 and parts[0].casefold() == names["en"].casefold():
            names |= dict(zip(("en", "fr", "oj"), parts, strict=False))
            unplaced += [(number, part) for part in parts[3:]]
        elif not any(fact.kind is Kind.CONTACT_PERSON for fact in facts):
            facts.append(Fact(Kind.CONTACT_PERSON, text))
        else:
            unplaced.append((number, text))
    return names, facts, unplaced


def _ways(text: str) -> Iterator[Fact]:
    for found in EMAIL.findall(text):
        yield Fact(Kind.CONTACT_EMAIL, found)
    for found in PHONE.findall(EMAIL.sub(" ", text)):
        yield Fact(Kind.CONTACT_PHONE, found.strip())


def _simple(form: Questionnaire) -> Iterator[Fact]:
    for name in listed(form.text("communities")):
        yield Fact(Kind.COMMUNITY_SERVED, name)
    count = form.text("agencies")
    number = re.search(r"\b(\d{1,4})\b", count)
    if number:
        yield Fact(Kind.AGENCY_COUNT, count, number=int(number[1]), as_of=as_of(count))
    if form.text("website").strip():
        yield Fact(Kind.WEBSITE, form.text("website").strip())


def _sectors(form: Questionnaire) -> Iterator[Fact]:
    answer = form.text("sectors")
    inner = SECTOR_LIST.search(answer)
    words = inner[1] if inner else answer
    words = re.sub(r"\s+sector(?:s| organizations| organisations)?\.?\s*$", "", words.strip())
    for name in _keep_compounds(words):
        yield Fact(Kind.SECTOR, name)


def _keep_compounds(words: str) -> list[str]:
    """Split a list of sectors, but not inside a sector's own name (`mental health and …`)."""
    compounds = [e.label("en").lower() for e in registry.current("sectors").entries] + list(
        SECTOR_ALIASES
    )
    kept = " ".join(words.split())
    for compound in compounds:
        if " and " in compound:
            kept = re.sub(
                re.escape(compound), lambda m: m[0].replace(" and ", " & "), kept, flags=re.I
            )
    return [part.replace(" & ", " and ") for part in listed(kept)]


def sector_code(name: str) -> str | None:
    """The vocabulary's code for a sector as a network names it, or None."""
    folded = name.casefold()
    entries = registry.current("sectors").entries
    for entry in entries:
        if folded in {entry.code, entry.label("en").casefold(), entry.label("fr").casefold()}:
            return entry.code
    return SECTOR_ALIASES.get(folded)


def _funders(form: Questionnaire) -> Iterator[Fact]:
    stated = as_of(form.text("agencies"))
    seen: set[str] = set()
    for code in ("sectors", "history"):
        for found in FUNDED.finditer(form.text(code)):
            for name in listed(found[1]):
                name = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
                if name.casefold() not in seen:
                    seen.add(name.casefold())
                    yield Fact(Kind.FUNDER, name, as_of=as_of(name) or stated)


def _history(form: Questionnaire) -> Iterator[Fact]:
    answer = form.text("history")
    launched = LAUNCHED.search(answer)
    if launched and as_of(launched[1]):
        yield Fact(Kind.LAUNCHED, launched[0], as_of=as_of(launched[1]))
    for found in LINEAGE.finditer(answer):
        yield Fact(Kind.LINEAGE, found[1].strip())
    stated = as_of(form.text("agencies"))
    for kind, pattern in (
        (Kind.PEER_OPERATING, PEERS_OPERATING),
        (Kind.PEER_DEVELOPING, PEERS_DEVELOPING),
    ):
        found = pattern.search(answer)
        for name in listed(found[1]) if found else []:
            yield Fact(kind, name, as_of=stated)


def _goals(form: Questionnaire) -> Iterator[Fact]:
    for text in _items(form.text("goals")):
        pointed = POINTS_ELSEWHERE.search(text)
        bare = POINTS_ELSEWHERE.sub("", text).strip()
        yield Fact(Kind.GOAL, bare, unresolved=bool(pointed))


def _items(text: str) -> list[str]:
    """The numbered items of a text, each with the lines that continue it."""
    items: list[str] = []
    for line in text.split("\n"):
        numbered = NUMBERED.match(line)
        if numbered:
            items.append(numbered[2].strip())
        elif items and line.strip():
            items[-1] += " " + line.strip()
    return items


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _blocks(form: Questionnaire) -> Iterable[Fact]:
    factors = form.text("success_factors")
    values = VALUES.search(factors) or VALUES.search(form.text("history"))
    return [
        *(Fact(Kind.ACTIVITY, text) for text in _paragraphs(form.text("activities"))),
        *(Fact(Kind.SUCCESS_FACTOR, text) for text in _items(factors) or _paragraphs(factors)),
        *(Fact(Kind.VALUE, name) for name in (listed(values[1]) if values else [])),
        *(Fact(Kind.CHALLENGE, text) for text in _paragraphs(form.text("challenges"))),
        *(Fact(Kind.TIP, text) for text in _paragraphs(form.text("tips"))),
    ]
