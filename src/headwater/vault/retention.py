"""What must end: destroys what is due, then the keys of periods that are over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from headwater.audit import trail

from . import _ending, _keys, api
from .models import Holding, WrappedKey
from .rules import Purpose, period_ended
from .schedules import schedules


def destroy_due(at: datetime) -> int:
    """Destroy every holding whose time has come; return how many.

    Due is what reached its last day, or what no agency has had access to for the days its
    schedule gives. Then what earlier runs left is swept, and the key of each period that is
    over is destroyed: from then on no backup can bring back what that period held.
    """
    today = at.astimezone(UTC).date()
    destroyed = 0
    living = Holding.objects.filter(doomed_at=None).annotate(ended=Max("grants__until"))
    for holding in living.order_by("pk"):
        reason = _why_due(holding, holding.ended, today)
        if reason:
            destroyed += api.destroy(reference=holding.reference, at=at, reason=reason, by=None)
    api.sweep(at)
    for period in _keys.periods():
        if period_ended(period, today):
            _end_period(period, at)
    return destroyed


def _why_due(holding: Holding, last_grant_ended: datetime | None, today: date) -> str:
    """The code of the reason a holding is due, or nothing."""
    if holding.due <= today:
        return "schedule_longest"
    schedule = schedules()[Purpose(holding.purpose)]
    ended = (last_grant_ended or holding.opened_at).astimezone(UTC).date()
    if ended + timedelta(days=schedule.after_last_grant_days) < today:
        return "schedule_after_last_grant"
    return ""


def _end_period(period: str, at: datetime) -> None:
    """Destroy a period's key once nothing in the key store needs it any more."""
    if WrappedKey.objects.filter(period=period).exists():
        return
    with transaction.atomic():
        trail.record("vault.period_key_destroyed", at=at, detail={"period": period})
        transaction.on_commit(lambda: _keys.destroy_period_key(period), robust=True)
    _ending.flush("default")
