"""Plain values for the pages of products and for the community's public profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.core.zones import Quarter, local_day
from headwater.network.models import Seat
from headwater.network.profile.kinds import Kind as Fact
from headwater.network.profile.questionnaire import questions
from headwater.network.profile.selectors import Profile

from . import permissions
from .bulletin.words import quarter_label
from .models import Edition
from .rules import State, Verb

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
    approver = edition.approved_by.person.display_name if edition.approved_by else ""
    return EditionPage(
        reference=edition.reference,
        title=drawn["title"],
        community=community.name(language),
        slug=community.slug,
        quarter=edition.product.quarter,
        number=edition.number,
        state=state_label(State(edition.state)),
        tone=TONES[State(edition.state)],
        findings=drawn["findings"],
        charts=[_chart(entry) for entry in drawn["charts"]],
        context=edition.context_fr if language == "fr" else edition.context_en,
        method=drawn["method"],
        author=edition.author.person.display_name,
        approved_by=approver,
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
    from .rules import MOVES

    return [
        Action(verb, label, ask(permissions.may, seat, edition, verb), variant)
        for verb, (label, variant) in words.items()
        if State(edition.state) in MOVES[verb].sources
    ]


@dataclass(frozen=True)
class ProfileSection:
    """One question of the profile as the public page shows it."""

    code: str
    label: str
    paragraphs: list[str]
    items: list[str]
    living: str
    unresolved: str


ITEMS: dict[str, Fact] = {
    "communities": Fact.COMMUNITY_SERVED,
    "sectors": Fact.SECTOR,
    "goals": Fact.GOAL,
    "success_factors": Fact.SUCCESS_FACTOR,
}


def profile_sections(profile: Profile) -> list[ProfileSection]:
    """Every question with its answer; an unanswered one has neither paragraphs nor items."""
    language = get_language() or "en"
    return [
        _section(profile, question.code, question.label(language).rstrip(":\u202f "))
        for question in questions()
        if question.code != "name"
    ]


def _section(profile: Profile, code: str, label: str) -> ProfileSection:
    facts = profile.of(ITEMS[code]) if code in ITEMS else []
    text = profile.answers.get(code, "")
    return ProfileSection(
        code,
        label,
        [] if facts else [" ".join(part.split()) for part in text.split("\n\n") if part.strip()],
        [fact.text for fact in facts],
        next(
            (
                _("As Headwater counts: %(number)d on %(day)s.")
                % {"number": figure.number, "day": date_format(figure.day, "DATE_FORMAT")}
                for figure in profile.living
                if figure.question == code
            ),
            "",
        ),
        _("The document points to logic models that did not come with it.")
        if any(fact.unresolved for fact in facts)
        else "",
    )
