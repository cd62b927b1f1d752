"""What this room destroys when its time has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from headwater.audit import trail
from headwater.core.zones import local_day
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as meeting_verbs

from . import schedule
from .models import Discussion
from .rules import State
from .services.stripping import wipe


def destroy_due(at: datetime) -> int:
    """Destroy situations that were brought and never taken up; return how many.

    One on the agenda of a planned or open meeting waits for that meeting. The trail says that
    a reference was destroyed, not what it was.
    """
    waiting = Discussion.objects.filter(state=State.BROUGHT).select_related("table")
    count = 0
    for discussion in waiting:
        last_day = discussion.opened + timedelta(days=schedule.unheard().days)
        if local_day(at, discussion.table.time_zone) > last_day:
            count += _destroy(discussion, at)
    if count:
        transaction.on_commit(wipe, robust=True)
    return count


def _destroy(discussion: Discussion, at: datetime) -> int:
    with transaction.atomic():
        held = Discussion.objects.select_for_update().filter(pk=discussion.pk, state=State.BROUGHT)
        if not held or discussion.reference in meetings.subjects_on_live_agendas(discussion.table):
            return 0
        meeting_verbs.forget_subject(subject=discussion.reference)
        held.delete()
        trail.record("discussion.destroyed", at=at, subject=discussion.reference)
    return 1
