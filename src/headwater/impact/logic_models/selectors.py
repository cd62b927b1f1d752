"""Reads of goals, starting from the community."""

from __future__ import annotations

from django.db.models import QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Community

from .models import Goal


def goals_of(community: Community) -> QuerySet[Goal]:
    """The community's goals in order, with boxes, arrows and indicators at hand."""
    return community.goals.prefetch_related("nodes__leads_to__target", "nodes__indicators")


def goal_of(community: Community, reference: str) -> Goal:
    """One goal of the community. NotFoundHere for any other."""
    found = goals_of(community).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found
