"""A community's profile as one value, for the command line and the public page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from ..models import Community, ProfileStatement
from .kinds import Kind
from .questionnaire import questions


@dataclass(frozen=True)
class LivingFigure:
    """A number the system itself knows, with the day it was true and the question it answers."""

    question: str
    number: int
    day: date


@dataclass(frozen=True)
class Profile:
    """Everything a community says of itself, and the living figures beside it.

    `answers`: question code to text as given (empty: unanswered).
    `statements`: kind to facts in the document's order.
    """

    community: Community
    answers: dict[str, str]
    statements: dict[Kind, list[ProfileStatement]]
    living: list[LivingFigure] = field(default_factory=list)

    def of(self, kind: Kind) -> list[ProfileStatement]:
        """The facts of a kind; an empty list where none was stated."""
        return self.statements.get(kind, [])

    @property
    def unanswered(self) -> list[str]:
        """Codes of the questions without an answer."""
        return [q.code for q in questions() if not self.answers.get(q.code, "").strip()]

    @property
    def unresolved(self) -> list[ProfileStatement]:
        """Facts that point at something that did not come with the document."""
        return [fact for facts in self.statements.values() for fact in facts if fact.unresolved]


def agencies_on(community: Community, day: date) -> int:
    """How many agencies belong to the community on a day, as the system knows it."""
    return community.agencies.filter(
        Q(left__isnull=True) | Q(left__gt=day), joined__lte=day
    ).count()


def profile_of(community: Community, day: date) -> Profile:
    """The profile with its living figures on a day (of the community's zone)."""
    by_kind: dict[Kind, list[ProfileStatement]] = defaultdict(list)
    for fact in community.profile_statements.order_by("kind", "position"):
        by_kind[Kind(fact.kind)].append(fact)
    answers = dict(community.profile_answers.values_list("question", "text"))
    number = agencies_on(community, day)
    living = [LivingFigure("agencies", number, day)] if number else []
    return Profile(community, answers, dict(by_kind), living)
