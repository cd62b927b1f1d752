"""When a series meets.

Recurrence is reckoned on the wall clock of the table's zone with `dateutil.rrule`, then turned
into instants one by one: nine o'clock stays nine o'clock across a change of clocks.
"""

from __future__ import annotations

from datetime import date, datetime, time

from dateutil.rrule import WEEKLY, rrule

from headwater.core.zones import local_instant

from .models import Series
from .rules import WEEKDAYS


def occurrences(series: Series, first: date, last: date) -> list[datetime]:
    """The instants (UTC) a series meets, from a day to a day, both included; no skipped days."""
    zone = series.table.time_zone
    begin = max(first, series.starts_on)
    end = min(last, series.ends_on) if series.ends_on else last
    if end < begin:
        return []
    skipped = set(series.skipped.values_list("day", flat=True))
    days = rrule(
        WEEKLY,
        dtstart=datetime.combine(begin, time.min),
        until=datetime.combine(end, time.min),
        byweekday=[WEEKDAYS.index(day) for day in series.weekdays.split(",")],
    )
    return [
        local_instant(day.date(), series.hour, zone) for day in days if day.date() not in skipped
    ]
