"""One meeting, one writer at a time."""

from __future__ import annotations

from ..models import Meeting


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the running transaction ends.

    SQLite's transactions begin IMMEDIATE, so there the lock is held already.
    """
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("table").get(pk=meeting.pk)
    )


def bump(meeting: Meeting) -> None:
    """Count a change and save, so that every screen that follows this meeting asks anew."""
    meeting.revision += 1
    meeting.save()
