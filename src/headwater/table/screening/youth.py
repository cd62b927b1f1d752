"""Reads of what rests on a youth record: grounds, whom they name, and for whom a record exists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day
from headwater.network import selectors as network
from headwater.network.models import Agency, Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY
from headwater.table.discussions import selectors as discussions
from headwater.table.discussions.rules import ACCEPTED, AFTER_FILTER_THREE, ENDED, State
from headwater.vault import api as vault
from headwater.vocabulary import registry
from headwater.vocabulary.lists import Entry

from .models import Screening, YouthRecord
from .rules import State as Screened

GROUNDS = "youth_record_grounds"


@dataclass(frozen=True)
class Ground:
    """A ground of the list, as the rules need it. Empty `recipients`: the ground names them."""

    entry: Entry
    holders: frozenset[str]
    recipients: frozenset[str]
    longest_days: int


def grounds_for(agency: Agency) -> tuple[Ground, ...]:
    """The grounds an agency of this type may rely on, in the order of their list."""
    found = (_ground(entry) for entry in registry.current(GROUNDS))
    return tuple(ground for ground in found if agency.agency_type in ground.holders)


def ground_for(agency: Agency, code: str) -> Ground | None:
    """One ground the agency may rely on; None otherwise."""
    return next((each for each in grounds_for(agency) if each.entry.code == code), None)


def grounds_named(code: str) -> tuple[Ground, ...]:
    """The ground of a sealed record, whoever asks; none once the list has it no more."""
    entry = registry.current(GROUNDS).get(code)
    return (_ground(entry),) if entry else ()


def _ground(entry: Entry) -> Ground:
    return Ground(
        entry,
        holders=_codes(entry, "holders"),
        recipients=_codes(entry, "recipients"),
        longest_days=int(str(entry.get("longest_days"))),
    )


def _codes(entry: Entry, attribute: str) -> frozenset[str]:
    found = entry.get(attribute)
    return frozenset(str(code) for code in found) if isinstance(found, Iterable) else frozenset()


def may_be_shown(ground: Ground, seat: Seat, at: datetime) -> list[Agency]:
    """The agencies at the seat's table, but its own, that a ground names by their type."""
    if seat.table is None:
        return []
    return [
        agency
        for agency in network.agencies_at(seat.table, at)
        if agency.pk != seat.agency_id
        and (not ground.recipients or agency.agency_type in ground.recipients)
    ]


def record_of(screening: Screening) -> YouthRecord | None:
    """The youth record sealed for a screening, if one is."""
    return YouthRecord.objects.filter(screening=screening).select_related("screening").first()


def shown_to(seat: Seat, at: datetime) -> list[YouthRecord]:
    """The records of other agencies that this seat may open now, the first to end first.

    Only once the table accepted the situation, while the seat's agency is part of it and has a
    live grant; for the recused and for those who left it does not exist.
    """
    if seat.table is None or not seat.has_role(*SPEAKS_FOR_AGENCY):
        return []
    rows = (
        YouthRecord.objects.filter(
            screening__state=Screened.BROUGHT,
            screening__table=seat.table,
            ends__gte=local_day(at, seat.zone),
        )
        .exclude(screening__agency=seat.agency)
        .select_related("screening__agency__community")
        .order_by("ends", "id")
    )
    return [row for row in rows if _open_to(row, seat, at)]


def _open_to(record: YouthRecord, seat: Seat, at: datetime) -> bool:
    reference = record.screening.discussion_reference
    discussion = discussions.for_seat(seat).filter(reference=reference).first()
    if discussion is None or State(discussion.state) not in ACCEPTED - ENDED:
        return False
    if discussions.has_left(seat, discussion):
        return False
    if discussion.state in AFTER_FILTER_THREE and not discussions.stays(seat, discussion):
        return False
    return vault.has_grant(record.reference, seat, at)


def shown_record(seat: Seat, reference: str, at: datetime) -> YouthRecord:
    """One of `shown_to`. NotFoundHere for any other."""
    found = next((each for each in shown_to(seat, at) if each.reference == reference), None)
    if found is None:
        raise NotFoundHere
    return found
