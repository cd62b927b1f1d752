"""The feed itself, as RFC 5545 wants it: the table's name, when, and where. Nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from headwater.network.models import Table
from headwater.table.meetings.models import Meeting

from .rules import LENGTH

PRODUCT = "-//Headwater//Meetings//EN"


def feed(table: Table, meetings: Iterable[Meeting], at: datetime, language: str) -> bytes:
    """The calendar of a table: one event a meeting; no item, no count, no one who was there."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", table.name(language))
    for meeting in meetings:
        calendar.add_component(_event(meeting, table.name(language), at))
    written: bytes = calendar.to_ical()
    return written


def _event(meeting: Meeting, name: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{meeting.reference}@headwater")
    event.add("dtstamp", at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.starts_at + LENGTH)
    event.add("summary", name)
    if meeting.place is not None:
        event.add("location", meeting.place.name)
        if meeting.place.link:
            event.add("url", meeting.place.link)
    return event
