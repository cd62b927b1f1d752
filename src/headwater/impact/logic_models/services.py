"""Verbs on goals: giving a community the drafted logic models to begin with."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import AlreadyDone
from headwater.network.acting import acting
from headwater.network.models import Community, Seat

from . import permissions
from .drafts import DraftGoal, drafts
from .models import Goal, Indicator, Link, Node
from .rules import Column, Standing


@transaction.atomic
def install_drafts(*, community: Community, at: datetime) -> list[Goal]:
    """Store the drafted goals for a community that is being set up. AlreadyDone if it has goals."""
    goals = _install_all(community)
    trail.record("goals.drafts_installed", at=at, subject=community.reference)
    return goals


def begin_with_drafts(*, by: Seat, at: datetime) -> list[Goal]:
    """Let the seat's community begin with the drafted goals. AlreadyDone if it has goals."""
    with acting("goals.drafts_installed", by=by, at=at, subject=by.community.reference):
        permissions.may_write(by)
        return _install_all(by.community)


def _install_all(community: Community) -> list[Goal]:
    # Held, so that of two who press at once one is told that it was done.
    held = Community.objects.select_for_update().get(pk=community.pk)
    if held.goals.exists():
        raise AlreadyDone(_("The goals of this community are written down already."))
    return [_install(held, draft) for draft in drafts().goals]


def _install(community: Community, draft: DraftGoal) -> Goal:
    goal = Goal.objects.create(
        community=community,
        number=draft.number,
        text_en=draft.text_en,
        text_fr=draft.text_fr,
        standing=Standing.DRAFTED,
        source=drafts().source,
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
