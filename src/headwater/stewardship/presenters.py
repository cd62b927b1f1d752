"""Plain values for the pages of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.audit.rules import Outcome
from headwater.audit.selectors import Line
from headwater.core.permissions import Permission, ask
from headwater.core.zones import Quarter, local_day, local_instant
from headwater.network.models import Seat

from . import permissions
from .deeds import deed_words
from .selectors import Names


@dataclass(frozen=True)
class SeatRow:
    """A seat as the administrator's list shows it, with what the administrator may do about it."""

    reference: str
    person: str
    role: str
    place: str
    live: bool
    waits: bool
    starts: date
    ends: date | None
    may_end: Permission
    may_invite: Permission


@dataclass(frozen=True)
class TrailRow:
    """An entry of the trail as the privacy officer's list shows it."""

    sequence: int
    at: datetime
    who: str
    deed: str
    action: str
    subject: str
    outcome: str
    tone: str


def seat_rows(
    by: Seat, seats: Iterable[Seat], live: Mapping[int, Sequence[Seat]], at: datetime
) -> list[SeatRow]:
    """Live seats before ended ones, each by its person's name; `live` as of `live_by_person`."""
    day = local_day(at, by.zone)
    rows = [_seat_row(by, seat, live.get(seat.person_id, ()), day) for seat in seats]
    return sorted(rows, key=lambda row: (not row.live, row.person))


def _seat_row(by: Seat, seat: Seat, live: Sequence[Seat], day: date) -> SeatRow:
    language = get_language() or "en"
    places = [place.name(language) for place in (seat.agency, seat.table) if place is not None]
    return SeatRow(
        seat.reference,
        seat.person.display_name,
        seat.role_label,
        " · ".join(places),
        seat.is_live(day),
        not seat.person.can_sign_in,
        seat.starts,
        seat.ends,
        ask(permissions.may_end, by, seat),
        ask(permissions.may_invite_again, by, seat, live),
    )


def trail_rows(lines: Sequence[Line], names: Names) -> list[TrailRow]:
    """Who did it is named: the trail is about staff, and answers for what they saw.

    What was simply done has no outcome to show; a refusal or an opening stands out.
    """
    outcomes = {
        Outcome.DONE: ("", ""),
        Outcome.REFUSED: (_("Refused"), "attention"),
        Outcome.OPENED: (_("Opened"), "now"),
    }
    return [
        TrailRow(
            line.sequence,
            line.at,
            _who(line, names),
            deed_words(line.action, get_language() or "en"),
            line.action,
            line.subject,
            *outcomes[line.outcome],
        )
        for line in lines
    ]


def _who(line: Line, names: Names) -> str:
    seat = names.seats.get(line.seat)
    if seat is not None:
        return f"{seat.person.display_name}, {seat.role_label}"
    return names.people.get(line.person) or _("The program itself")


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
