"""A small table for tests of the vault and the trail: two tables, three agencies, their seats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from headwater.accounts.models import Person
from headwater.network.models import Agency, Community, Seat, Table
from headwater.network.rules import Role

AT = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
RESPONSE = "r-7k3m9qxtb2ae"
SCREENING = "x-7k3m9qxtb2ae"
BASIS = "consent.person"


@dataclass
class Room:
    """Everyone a test of the vault needs, by what they are."""

    community: Community
    table: Table
    other_table: Table
    agencies: dict[str, Agency] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Seat:
        return self.seats[name]

    def sit(self, name: str, role: Role, agency: str = "", table: Table | None = None) -> Seat:
        """Seat a new person."""
        person = Person.objects.create_user(f"{name}@example.org", name.title())
        self.seats[name] = Seat.objects.create(
            person=person,
            community=self.community,
            agency=self.agencies.get(agency),
            table=table,
            role=role,
            starts=date(2025, 1, 1),
        )
        return self.seats[name]


def make_room() -> Room:
    """Create it all: `housing`, `health` and `school` sit at one table, `elsewhere` at another."""
    community = Community.objects.create(slug="riverbend", name_en="Riverbend")
    tables = [
        Table.objects.create(
            community=community, code=code, name_en=code, time_zone="America/Toronto"
        )
        for code in ("main", "other")
    ]
    room = Room(community, *tables)
    for code in ("housing", "health", "school"):
        room.agencies[code] = Agency.objects.create(
            community=community, code=code, name_en=code, sector=code, joined=date(2025, 1, 1)
        )
        room.sit(code, Role.REPRESENTATIVE, code, room.table)
    room.sit("alternate", Role.ALTERNATE, "housing", room.table)
    room.sit("lead", Role.AGENCY_LEAD, "housing")
    room.sit("chair", Role.CHAIR, table=room.table)
    room.sit("elsewhere", Role.REPRESENTATIVE, "housing", room.other_table)
    room.sit("other_chair", Role.CHAIR, table=room.other_table)
    room.sit("officer", Role.PRIVACY_OFFICER)
    return room
