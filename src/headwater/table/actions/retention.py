"""What this room destroys when its time has come: actions closed long ago."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.db import transaction

from headwater.audit import trail

from .models import Action
from .rules import State

FILE = Path(__file__).with_name("schedule.toml")


@cache
def kept_for() -> timedelta:
    """From the closing of an action until it goes. ValueError for a file that says otherwise."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    if set(found) != {"closed"} or not found["closed"]["source"]:
        raise ValueError(f"{FILE.name} must hold exactly: closed, with its source.")
    return timedelta(days=int(found["closed"]["days"]))


def destroy_due(at: datetime) -> int:
    """Destroy what was closed longer ago than the period; return how many. Open ones never go."""
    with transaction.atomic():
        due = Action.objects.exclude(state=State.OPEN).filter(closed_at__lt=at - kept_for())
        count, _by_model = due.delete()
        if count:
            trail.record("action.destroyed", at=at, detail={"number": str(count)})
    return count
