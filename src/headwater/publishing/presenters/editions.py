"""Plain values for the pages of products, from what was frozen in an edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.core.zones import Quarter, local_day
from headwater.network.models import Seat

from .. import permissions
from ..bulletin.words import quarter_label
from ..models import Edition
from ..rules import MOVES, State, Verb

TONES = {
    State.DRAFT: "neutral",
    State.IN_REVIEW: "waiting",
    State.APPROVED: "now",
    State.PUBLISHED: "done",
    State.SUPERSEDED: "closed",
}


def state_label(state: State) -> str:
    """A state in words."""
    return {
        State.DRAFT: _("Draft"),
        State.IN_REVIEW: _("In review"),
        State.APPROVED: _("Approved"),
        State.PUBLISHED: _("Published"),
        State.SUPERSEDED: _("Corrected by a later edition"),
    }[state]


def closed_quarters(today: date, since: date | None) -> list[tuple[str, str]]:
    """The quarters a bulletin can be built about, newest first, at most eight."""
    found: list[tuple[str, str]] = []
    quarter = Quarter.of(today).previous
    while len(found) < 8 and (since is None or quarter.last_day >= since):
        found.append((str(quarter), f"{quarter} · {quarter_label(quarter)}"))
        quarter = quarter.previous
    return found


@dataclass(frozen=True)
class Chart:
    """A chart as frozen in an edition: picture, caption, table."""

    caption: str
    svg: SafeString
    table_caption: str
    head: list[Any]
    rows: list[list[Any]]


@dataclass(frozen=True)
class EditionPage:
    """An edition as its page shows it, in the language in force."""

    reference: str
    title: str
    community: str
    slug: str
    quarter: str
    number: int
    state: str
    tone: str
    findings: list[str]
    charts: list[Chart]
    context: str
    method: list[str]
    author: str
    approved_by: str
    approved_at: datetime | None
    published_on: date | None


def edition_page(edition: Edition, language: str = "") -> EditionPage:
    """Draw an edition from what was frozen in it; nothing is counted here."""
    language = language or (get_language() or "en")[:2]
    drawn = edition.figures[language]
    community = edition.product.community
    # A public edition is signed with the names as they were on the day it was published.
    signed = drawn.get("signed") or {
        "community": community.name(language),
        "author": edition.author.person.display_name,
        "approver": edition.approved_by.person.display_name if edition.approved_by else "",
    }
    return EditionPage(
        reference=edition.reference,
        title=drawn["title"],
        community=signed["community"],
        slug=community.slug,
        quarter=edition.product.quarter,
        number=edition.number,
        state=state_label(State(edition.state)),
        tone=TONES[State(edition.state)],
        # A quarter with few discussions may say the same thing more than once.
        findings=list(dict.fromkeys(drawn["findings"])),
        charts=[_chart(entry) for entry in drawn["charts"]],
        context=edition.context_fr if language == "fr" else edition.context_en,
        method=drawn["method"],
        author=signed["author"],
        approved_by=signed["approver"],
        approved_at=edition.approved_at,
        published_on=edition.published_at and local_day(edition.published_at, community.time_zone),
    )


def _chart(entry: dict[str, Any]) -> Chart:
    head = [(text, "number") if place else text for place, text in enumerate(entry["head"])]
    rows = [
        [{"text": _("protected"), "protected": True} if cell is None else cell for cell in row]
        for row in entry["rows"]
    ]
    # Drawn by evidence.charts when the edition was built, from codes and counts only.
    svg = mark_safe(entry["svg"])  # noqa: S308
    return Chart(entry["caption"], svg, entry["table_caption"], head, rows)


@dataclass(frozen=True)
class Action:
    """A verb on an edition: its words, its address part, and whether this seat may."""

    verb: Verb
    label: str
    permission: Permission
    variant: str


def actions(seat: Seat, edition: Edition) -> list[Action]:
    """What could be done to the edition from where it stands; refused ones say why."""
    words = {
        Verb.SEND: (_("Send for review"), ""),
        Verb.APPROVE: (_("Approve"), ""),
        Verb.PUBLISH: (_("Publish"), ""),
        Verb.RETURN: (_("Return to its author"), "secondary"),
    }
    return [
        Action(verb, label, ask(permissions.may, seat, edition, verb), variant)
        for verb, (label, variant) in words.items()
        if State(edition.state) in MOVES[verb].sources
    ]
