"""What is known of how far a community is set up. Counts and names of organisations only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from headwater.core.zones import local_day
from headwater.network import selectors as network
from headwater.network.models import Agency, Agreement, Community, Seat, Table
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.table.meetings.models import Meeting
from headwater.table.screening.models import Protocol


@dataclass(frozen=True)
class Standing:
    """A community on a day: its places, who is bound, who sits, what is in force."""

    community: Community
    day: date
    tables: list[Table]
    agencies: list[Agency]
    agreements: dict[int, list[Agreement]]
    seats: list[Seat]
    has_profile: bool
    with_protocol: frozenset[int]
    with_meeting: frozenset[int]

    def bound(self) -> list[Agency]:
        """The agencies with an agreement in force with a table."""
        return [
            agency
            for agency in self.agencies
            if any(each.in_force(self.day) for each in self.agreements.get(agency.pk, ()))
        ]

    def with_seat(self, *roles: Role) -> frozenset[int | None]:
        """The agencies (by key) with a live seat of one of these roles."""
        return frozenset(seat.agency_id for seat in self.seats if seat.has_role(*roles))

    def chaired(self) -> frozenset[int | None]:
        """The tables (by key) with a chair or coordinator."""
        return frozenset(seat.table_id for seat in self.seats if seat.has_role(Role.CHAIR))

    def someone_is(self, role: Role) -> bool:
        """Whether a live seat of this role exists."""
        return any(seat.has_role(role) for seat in self.seats)

    def speakers_missing(self) -> list[Agency]:
        """Agencies that signed and have nobody to speak for them."""
        there = self.with_seat(*SPEAKS_FOR_AGENCY)
        return [agency for agency in self.bound() if agency.pk not in there]


def standing(seat: Seat, at: datetime) -> Standing:
    """How far the seat's community is set up."""
    community, day = seat.community, local_day(at, seat.community.time_zone)
    tables = list(community.tables.order_by("name_en", "id"))
    here = [each for each in network.agencies_of(seat) if each.left is None or day <= each.left]
    return Standing(
        community=community,
        day=day,
        tables=tables,
        agencies=here,
        agreements=network.agreements_in(seat),
        seats=network.seats_in(community, at),
        has_profile=community.profile_answers.exists(),
        with_protocol=_with_protocol(here, day),
        with_meeting=frozenset(
            Meeting.objects.filter(table__in=tables).values_list("table_id", flat=True)
        ),
    )


def _with_protocol(agencies: Iterable[Agency], day: date) -> frozenset[int]:
    """The agencies with a version of their own protocol in force; never what it asks."""
    rows = Protocol.objects.filter(agency__in=list(agencies), starts__lte=day)
    return frozenset(rows.values_list("agency_id", flat=True))


def people_of(agency: Agency) -> list[Seat]:
    """All seats of an agency, ended ones last, then by name."""
    rows = agency.seats.select_related("person", "community", "agency", "table")
    return list(rows.order_by("person__display_name", "id"))


def communities_without_seat() -> list[Community]:
    """What a person may take up while nobody has a seat."""
    return list(network.communities())
