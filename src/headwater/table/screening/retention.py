"""Destroys screenings whose agency's period has ended, and what is sealed under them.

What rests on a youth record ends earlier: with its own day, or when the situation went no further.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from headwater.audit import trail
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import ENDED
from headwater.vault import api as vault

from .models import Screening, YouthRecord
from .rules import SET_ASIDE, State
from .selectors import today_of
from .services import youth


def destroy_due(at: datetime) -> int:
    """Destroy every screening on or after its day, in its agency's zone; returns how many.

    Each goes in a transaction of its own, vault first: if the run stops between, the next one
    finds the row again, and what was sealed is already beyond reach.
    """
    destroyed = _end_youth_records(at)
    # No zone is more than a day ahead of UTC, so that this many rows need a closer look.
    latest = at.date() + timedelta(days=1)
    due = Screening.objects.filter(destroy_on__lte=latest).select_related("agency__community")
    for screening in due:
        if screening.destroy_on <= today_of(screening.agency, at):
            _destroy(screening, at)
            destroyed += 1
    return destroyed


def _end_youth_records(at: datetime) -> int:
    """Destroy what was shown on a ground and is past its day, or was set aside or concluded."""
    ended = 0
    for record in YouthRecord.objects.select_related("screening__agency__community"):
        reason = _why_ended(record, at)
        if reason:
            youth.destroy(record, at, reason)
            ended += 1
    return ended


def _why_ended(record: YouthRecord, at: datetime) -> str:
    screening = record.screening
    if record.ends < today_of(screening.agency, at):
        return "youth_record_end"
    over = Discussion.objects.filter(
        reference=screening.discussion_reference, state__in=list(ENDED)
    )
    if State(screening.state) in SET_ASIDE or over.exists():
        return "purpose_ended"
    return ""


def _destroy(screening: Screening, at: datetime) -> None:
    with transaction.atomic():
        for record in YouthRecord.objects.filter(screening=screening):
            youth.destroy(record, at, "retention")
        vault.destroy(reference=screening.reference, at=at, reason="retention", by=None)
        trail.record("screening.destroyed", at=at, subject=screening.reference)
        screening.delete()
