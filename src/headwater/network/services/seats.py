"""Verbs on one's own seats: which of them a person acts in. Every change of seat is audited."""

from __future__ import annotations

from datetime import datetime

from headwater.accounts.models import Person
from headwater.audit import trail

from ..models import Seat
from ..selectors import live_seat


def switch_seat(*, person: Person, reference: str, before: str, at: datetime) -> Seat:
    """Take another of one's own live seats; `before` is the reference of the one left.

    NotFoundHere for a seat that is another's, ended or unknown. Taking the seat one has already
    changes nothing and is not recorded.
    """
    seat = live_seat(person, reference, at)
    if seat.reference != before:
        _record(person, seat, before, at)
    return seat


def fall_back(*, person: Person, seat: Seat, ended: str, at: datetime) -> None:
    """Record that a person goes on in `seat` because the one they acted in (`ended`) is over."""
    _record(person, seat, ended, at, reason="ended")


def _record(person: Person, seat: Seat, before: str, at: datetime, **detail: str) -> None:
    if before:
        detail["before"] = before
    trail.record(
        "seat.switched",
        at=at,
        seat=seat.reference,
        person=person.reference,
        subject=seat.reference,
        detail=detail,
    )
