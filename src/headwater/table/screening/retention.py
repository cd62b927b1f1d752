"""Destroys screenings whose agency's period has ended, and what is sealed under them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from headwater.audit import trail
from headwater.vault import api as vault

from .models import Screening
from .selectors import today_of


def destroy_due(at: datetime) -> int:
    """Destroy every screening on or after its day, in its agency's zone; returns how many.

    Each goes in a transaction of its own, vault first: if the run stops between, the next one
    finds the row again, and what was sealed is already beyond reach.
    """
    # No zone is more than a day ahead of UTC, so that this many rows need a closer look.
    latest = at.date() + timedelta(days=1)
    due = Screening.objects.filter(destroy_on__lte=latest).select_related("agency__community")
    destroyed = 0
    for screening in due:
        if screening.destroy_on <= today_of(screening.agency, at):
            _destroy(screening, at)
            destroyed += 1
    return destroyed


def _destroy(screening: Screening, at: datetime) -> None:
    with transaction.atomic():
        vault.destroy(reference=screening.reference, at=at, reason="retention", by=None)
        trail.record("screening.destroyed", at=at, subject=screening.reference)
        screening.delete()
