"""What a seat sees of sealed names: who sealed, what it may do; and the names once opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from headwater.core.permissions import Permission, ask
from headwater.network.models import Agency, Seat

from .. import permissions, selectors
from ..models import Discussion
from ..services.naming import Named
from .labels import language


@dataclass(frozen=True)
class SealedPage:
    """The page without a name. `board` is left to the page: this room knows no board."""

    reference: str
    by: list[str]
    types: Permission
    needs_basis: bool
    opens: Permission
    lets_in: Permission
    late: list[str]


@dataclass(frozen=True)
class Person:
    """A person named, for one answer."""

    name: str
    born: date | None
    agency: str


def sealed_page(discussion: Discussion, seat: Seat, at: datetime) -> SealedPage:
    """What stands sealed and what this seat may do, asked of the rules the server asks."""
    names = _agency_names(discussion)
    sealed = selectors.names_sealed(discussion)
    types = ask(permissions.may_seal_name, seat, discussion)
    mine = selectors.disclosures_now(discussion).filter(agency=seat.agency)
    lets_in = ask(permissions.may_let_in, seat, discussion)
    return SealedPage(
        reference=discussion.reference,
        by=[names.get(code, code) for code in sealed],
        types=types,
        needs_basis=bool(types) and not mine.exists(),
        opens=ask(permissions.may_open_names, seat, discussion),
        lets_in=lets_in,
        late=_late(discussion, at) if sealed and lets_in else [],
    )


def people(discussion: Discussion, opened: Iterable[Named]) -> list[Person]:
    """Those named, with the name of the agency that sealed it."""
    names = _agency_names(discussion)
    return [Person(each.name, each.born, names.get(each.agency, each.agency)) for each in opened]


def _agency_names(discussion: Discussion) -> dict[str, str]:
    agencies = Agency.objects.filter(community=discussion.table.community_id)
    return {agency.code: agency.name(language()) for agency in agencies}


def _late(discussion: Discussion, at: datetime) -> list[str]:
    sitting = permissions.sitting_of(discussion)
    hearing = selectors.agencies_who_hear(discussion, sitting)
    return [agency.name(language()) for agency in selectors.without_grant(discussion, hearing, at)]
