"""The demo's people and places, from `world.toml`: strictly loaded, then made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from headwater.accounts.models import Person
from headwater.network.models import Agency, Agreement, Community, Seat, Table
from headwater.network.rules import Role
from headwater.vocabulary import registry

SOURCE = Path(__file__).with_name("world.toml")
# One password for the whole demo, printed at its start; a demo account exists in no other home.
PASSWORD = "water finds its way"  # noqa: S105 - shown on purpose


@dataclass(frozen=True)
class SignIn:
    """One line of what `demo` prints: whose seat, and with which address to sign in."""

    email: str
    name: str
    role: str
    agency: str


@cache
def described() -> dict[str, Any]:
    """The file as read."""
    return tomllib.loads(SOURCE.read_text("utf-8"))


def sign_ins() -> list[SignIn]:
    """The demo's sign-ins; all share `PASSWORD`."""
    agencies = {entry["code"]: entry["name_en"] for entry in described()["agency"]}
    return [
        SignIn(
            entry["email"],
            entry["name"],
            entry["seats"][0]["role"],
            agencies.get(entry["seats"][0].get("agency", ""), ""),
        )
        for entry in described()["person"]
        if entry["sign_in"]
    ]


@dataclass
class World:
    """What was made: by code, and seats by e-mail (a person's first seat)."""

    community: Community
    tables: dict[str, Table]
    agencies: dict[str, Agency]
    seats: dict[str, Seat]

    def speakers(self, table: str) -> list[Seat]:
        """The seats that speak for an agency at a table."""
        return [
            seat
            for seat in self.seats.values()
            if seat.table == self.tables[table] and seat.role == Role.REPRESENTATIVE
        ]


def make(community: Community, at: datetime, *, since: date) -> World:
    """Make tables, agencies, agreements, people and seats of the demo."""
    facts = described()
    zone = community.time_zone = facts["community"]["time_zone"]
    community.launched = since
    community.save(update_fields=["time_zone", "launched"])
    tables = {
        entry["code"]: Table.objects.create(community=community, time_zone=zone, **entry)
        for entry in facts["table"]
    }
    agencies = {entry["code"]: _agency(community, entry, since) for entry in facts["agency"]}
    Agreement.objects.bulk_create(
        Agreement(agency=agency, table=table, signed=since)
        for agency in agencies.values()
        for table in tables.values()
    )
    seats = {
        entry["email"]: _person(community, entry, tables, agencies, since)
        for entry in facts["person"]
    }
    return World(community, tables, agencies, seats)


@cache
def _hashed() -> str:
    # Hashed once for all: the hash is slow on purpose, and the password is printed anyway.
    return make_password(PASSWORD)


def _agency(community: Community, entry: dict[str, str], since: date) -> Agency:
    sector = str(registry.current("agency_types")[entry["type"]].get("sector"))
    return Agency.objects.create(
        community=community,
        code=entry["code"],
        name_en=entry["name_en"],
        name_fr=entry["name_fr"],
        agency_type=entry["type"],
        sector=sector,
        joined=since,
    )


def _person(
    community: Community,
    entry: dict[str, Any],
    tables: dict[str, Table],
    agencies: dict[str, Agency],
    since: date,
) -> Seat:
    person = Person.objects.create(
        email=entry["email"],
        display_name=entry["name"],
        language=entry["language"],
        password=_hashed(),
    )
    seats = [
        Seat.objects.create(
            person=person,
            community=community,
            role=seat["role"],
            agency=agencies.get(seat.get("agency", "")),
            table=tables.get(seat.get("table", "")),
            starts=since,
        )
        for seat in entry["seats"]
    ]
    return seats[0]
