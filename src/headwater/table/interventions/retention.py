"""What must end in this room: the sealed plan of a closed response, on its day."""

from __future__ import annotations

from datetime import datetime

from .models import Response
from .rules import State
from .services import destroy


def destroy_due(at: datetime) -> int:
    """Destroy every plan whose day has come; returns how many. Each in its own transaction."""
    due = Response.objects.filter(state=State.CLOSED, destroy_at__lte=at, destroyed_at__isnull=True)
    found = list(due.order_by("destroy_at", "id"))
    for response in found:
        destroy(response=response, at=at)
    return len(found)
