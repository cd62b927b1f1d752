"""Instants, days, months and quarters. Instants are UTC; days and months live in a table's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local_day(instant: datetime, zone: str) -> date:
    """The calendar day of an aware instant in the named IANA zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def start_of_day(day: date, zone: str) -> datetime:
    """The instant (UTC) at which the day begins in the zone."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def local_instant(day: date, hour: time, zone: str) -> datetime:
    """A wall-clock time of a zone as an instant (UTC)."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def first_of_month(day: date) -> date:
    """The first day of the month a day lies in."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """The first of the month `count` months after (or, negative, before) that of `month`."""
    index = month.year * 12 + (month.month - 1) + count
    return date(index // 12, index % 12 + 1, 1)


def hours_between(start: datetime, end: datetime) -> float:
    """Real hours elapsed, across a change of clocks too, because both are instants."""
    return (end.astimezone(UTC) - start.astimezone(UTC)) / timedelta(hours=1)


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, `number` 1 to 4; written `2026-Q1`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2026-Q1`; ValueError for anything else."""
        year, _, number = text.partition("-Q")
        if number not in {"1", "2", "3", "4"}:
            raise ValueError(text)
        return cls(int(year), int(number))

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return add_months(self.first_day, 3) - timedelta(days=1)

    @property
    def months(self) -> list[date]:
        """The first days of its three months."""
        return [add_months(self.first_day, step) for step in range(3)]

    @property
    def previous(self) -> Quarter:
        """The quarter before it."""
        return Quarter.of(self.first_day - timedelta(days=1))

    def is_closed(self, day: date) -> bool:
        """Whether it lies wholly before that day, so that a figure of it may be frozen."""
        return day > self.last_day

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"
