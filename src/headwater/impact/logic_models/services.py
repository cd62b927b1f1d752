"""Verbs on goals: giving a community the drafted logic models to begin with."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction

from headwater.audit import trail
from headwater.core.errors import AlreadyDone
from headwater.network.models import Community

from .drafts import DraftGoal, drafted_goals, source
from .models import Goal, Indicator, Link, Node
from .rules import Column, Standing


@transaction.atomic
def install_drafts(*, community: Community, at: datetime) -> list[Goal]:
    """Store the three drafted goals for a community. AlreadyDone if it has goals."""
    if community.goals.exists():
        raise AlreadyDone("This community has goals already.")
    goals = [_install(community, draft) for draft in drafted_goals()]
    trail.record("goals.drafts_installed", at=at, subject=community.reference)
    return goals


def _install(community: Community, draft: DraftGoal) -> Goal:
    goal = Goal.objects.create(
        community=community,
        number=draft.number,
        text_en=draft.text_en,
        text_fr=draft.text_fr,
        standing=Standing.DRAFTED,
        source=source(),
    )
    positions: Counter[Column] = Counter()
    nodes: dict[str, Node] = {}
    for box in draft.nodes:
        positions[box.column] += 1
        nodes[box.code] = Node.objects.create(
            goal=goal,
            code=box.code,
            column=box.column,
            position=positions[box.column],
            text_en=box.text_en,
            text_fr=box.text_fr,
        )
    Link.objects.bulk_create(Link(source=nodes[a], target=nodes[b]) for a, b in draft.links)
    for mark in draft.indicators:
        Indicator.objects.create(
            node=nodes[mark.node],
            code=mark.code,
            measure=mark.measure,
            better=mark.better,
            text_en=mark.text_en,
            text_fr=mark.text_fr,
        )
    return goal
