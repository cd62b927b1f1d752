"""Plain values for the pages of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.audit.rules import Outcome
from headwater.audit.selectors import Line
from headwater.core.zones import Quarter, local_day, local_instant
from headwater.network.models import Seat


@dataclass(frozen=True)
class SeatRow:
    """A seat as the administrator's list shows it."""

    reference: str
    person: str
    role: str
    place: str
    live: bool
    starts: date
    ends: date | None


@dataclass(frozen=True)
class TrailRow:
    """An entry of the trail as the privacy officer's list shows it."""

    sequence: int
    at: datetime
    who: str
    action: str
    subject: str
    outcome: str
    tone: str


def seat_rows(seats: Iterable[Seat], day: date) -> list[SeatRow]:
    """Live seats before ended ones."""
    language = get_language() or "en"
    rows = [
        SeatRow(
            seat.reference,
            seat.person.display_name,
            seat.role_label,
            " · ".join(
                place.name(language) for place in (seat.agency, seat.table) if place is not None
            ),
            seat.is_live(day),
            seat.starts,
            seat.ends,
        )
        for seat in seats
    ]
    return sorted(rows, key=lambda row: (not row.live, row.person))


def trail_rows(lines: Sequence[Line], reader: Seat) -> list[TrailRow]:
    """Who did it is named: the trail is about staff, and answers for what they saw."""
    seats = {
        seat.reference: f"{seat.person.display_name}, {seat.role_label}"
        for seat in Seat.objects.filter(
            community=reader.community, reference__in={line.seat for line in lines}
        ).select_related("person")
    }
    outcomes = {
        Outcome.DONE: (_("Done"), "neutral"),
        Outcome.REFUSED: (_("Refused"), "attention"),
        Outcome.OPENED: (_("Opened"), "now"),
    }
    return [
        TrailRow(
            line.sequence,
            line.at,
            seats.get(line.seat, _("The program itself")),
            line.action,
            line.subject,
            *outcomes[line.outcome],
        )
        for line in lines
    ]


@dataclass(frozen=True)
class ClockStep:
    """A step the demo's clock can take: its code, its words, and the instant it leads to."""

    code: str
    label: str
    to: datetime


def clock_steps(now: datetime, zone: str) -> list[ClockStep]:
    """One hour, two days, and the morning after the quarter’s end."""
    after = Quarter.of(local_day(now, zone)).last_day + timedelta(days=4)
    return [
        ClockStep("hour", _("One hour on"), now + timedelta(hours=1)),
        ClockStep("two-days", _("Two days on"), now + timedelta(days=2)),
        ClockStep("quarter", _("Past the end of the quarter"), local_instant(after, time(9), zone)),
    ]
