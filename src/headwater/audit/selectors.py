"""Reads of the trail, for the privacy officer. Entries hold references and codes, never content.

The trail knows no community: the caller passes the seats, or the subject, it may ask about.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from . import anchors
from .models import Entry
from .rules import Link, Outcome, instant
from .verify import Verdict, verify


@dataclass(frozen=True)
class Line:
    """One entry as a page or a file shows it."""

    sequence: int
    at: datetime
    action: str
    outcome: Outcome
    seat: str
    person: str
    subject: str
    detail: dict[str, str]
    digest: str

    @classmethod
    def of(cls, entry: Entry) -> Line:
        """The line of a stored entry."""
        return cls(
            sequence=entry.sequence,
            at=datetime.fromisoformat(entry.at).astimezone(UTC),
            action=entry.action,
            outcome=Outcome(entry.outcome),
            seat=entry.seat,
            person=entry.person,
            subject=entry.subject,
            detail=json.loads(entry.detail) if entry.detail else {},
            digest=entry.digest,
        )


def about(subject: str) -> QuerySet[Entry]:
    """Everything that was done to or seen of one subject, newest first."""
    return Entry.objects.filter(subject=subject).order_by("-sequence")


def by_seats(seats: Collection[str], *, with_system: bool = False) -> QuerySet[Entry]:
    """What these seats did and saw, newest first; with what the program did by itself if asked."""
    found = Q(seat__in=seats)
    if with_system:
        found |= Q(seat="")
    return Entry.objects.filter(found).order_by("-sequence")


def by_person(person: str) -> QuerySet[Entry]:
    """What one person did and saw, in whichever seat, newest first."""
    return Entry.objects.filter(person=person).order_by("-sequence")


def between(entries: QuerySet[Entry], start: datetime, end: datetime) -> QuerySet[Entry]:
    """Only entries with `start` ≤ instant < `end` (a day in a zone: its two midnights)."""
    return entries.filter(at__gte=instant(start), at__lt=instant(end))


def openings(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Only what opened something sealed."""
    return entries.filter(outcome=Outcome.OPENED.value)


def refusals(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Only what was refused."""
    return entries.filter(outcome=Outcome.REFUSED.value)


def lines(entries: QuerySet[Entry]) -> list[Line]:
    """The entries as lines; slice the query before to read a page of it."""
    return [Line.of(entry) for entry in entries]


def links() -> Iterator[tuple[Link, str]]:
    """The whole chain in order, each link with its stored digest, read a piece at a time."""
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        yield entry.link, entry.digest


def verdict() -> Verdict:
    """The trail as it is, against the anchors as they are. ValueError for a spoilt anchor file."""
    return verify(links(), anchors.recorded())


def head() -> tuple[int, str]:
    """Sequence and digest of the newest entry, to be printed on minutes and reports; 0 if none."""
    newest = Entry.objects.order_by("-sequence").values_list("sequence", "digest").first()
    return newest or (0, "")
