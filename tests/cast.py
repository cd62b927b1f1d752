"""The cast: every seat of the product, and the three who must be shut out, in one fictional place.

Riverbend does not exist; neither do its agencies and people. The names of the cast are used in
all who-sees-what tables: add a member here, and every such table must say what they see.

    def test_something(cast):
        meetings.open_meeting(meeting=…, by=cast.chair, at=AT)
        sign_in(client, cast.representative)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from headwater.network.models import Agency, Community, Seat, Table

# A Tuesday, nine in the morning in Riverbend.
AT = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
ZONE = "America/Toronto"
PASSWORD = "clear-water-runs-uphill"

# code, name in English and French, sector, type of agency
AGENCIES = (
    ("police", "Riverbend Police", "Police de Méandre", "policing", "police-municipal"),
    ("schools", "Riverbend Schools", "Écoles de Méandre", "education", "school-board"),
    (
        "counselling",
        "Riverbend Counselling",
        "Counseling de Méandre",
        "mental-health-addictions",
        "mental-health-agency",
    ),
    (
        "families",
        "Riverbend Families",
        "Familles de Méandre",
        "child-welfare",
        "childrens-aid-society",
    ),
    ("housing", "Riverbend Housing", "Logement de Méandre", "housing", "housing-provider"),
    ("hospital", "Riverbend Hospital", "Hôpital de Méandre", "health", "hospital"),
    (
        "francophone",
        "Riverbend Francophone Centre",
        "Centre francophone de Méandre",
        "francophone",
        "francophone-organization",
    ),
    (
        "social-services",
        "Riverbend Social Services",
        "Services sociaux de Méandre",
        "municipal-social-services",
        "municipal-social-services",
    ),
)
# The agency whose agreement with the table has ended.
LAPSED = "social-services"


@dataclass(frozen=True)
class Cast:
    """Seats by the part they play. `anonymous` is None: a visitor who has not signed in."""

    community: Community
    table: Table
    sister: Table
    agencies: dict[str, Agency]

    representative: Seat  # police; brings the situations unless a test says otherwise
    alternate: Seat  # schools
    counsellor: Seat  # representative of counselling: leads the responses
    child_worker: Seat  # representative of families: assists
    housing_worker: Seat  # representative of housing: at the table, not needed
    bystander: Seat  # representative of the francophone centre: at the table, has no part
    agency_lead: Seat  # police
    chair: Seat
    second_chair: Seat
    analyst: Seat
    evaluator: Seat
    steering: Seat
    data_steward: Seat  # francophone centre
    privacy_officer: Seat
    administrator: Seat
    recused: Seat  # representative of the hospital; factories make it step aside
    lapsed: Seat  # representative of an agency without agreement in force
    other_table: Seat  # representative of the police at the sister table
    anonymous: None = None

    def seat(self, name: str) -> Seat | None:
        """A member by name, as in the tables of who sees what; None for the anonymous."""
        found: Seat | None = getattr(self, name)
        return found

    def agency(self, code: str) -> Agency:
        """An agency by its code."""
        return self.agencies[code]

    @property
    def at_the_table(self) -> tuple[Seat, ...]:
        """Who comes to an ordinary meeting of the table, beside the chair."""
        return (
            self.representative,
            self.alternate,
            self.counsellor,
            self.child_worker,
            self.housing_worker,
            self.bystander,
            self.recused,
        )


PLACES = frozenset({"community", "table", "sister", "agencies"})
# Every member, by name, for parametrized tests.
CAST = tuple(field.name for field in fields(Cast) if field.name not in PLACES)

# member -> (role, agency, table)
PARTS: dict[str, tuple[str, str | None, str | None]] = {
    "representative": ("representative", "police", "table"),
    "alternate": ("alternate", "schools", "table"),
    "counsellor": ("representative", "counselling", "table"),
    "child_worker": ("representative", "families", "table"),
    "housing_worker": ("representative", "housing", "table"),
    "bystander": ("representative", "francophone", "table"),
    "agency_lead": ("agency_lead", "police", None),
    "chair": ("chair", None, "table"),
    "second_chair": ("chair", None, "table"),
    "analyst": ("analyst", None, None),
    "evaluator": ("evaluator", None, None),
    "steering": ("steering", None, None),
    "data_steward": ("data_steward", "francophone", None),
    "privacy_officer": ("privacy_officer", None, None),
    "administrator": ("administrator", None, None),
    "recused": ("representative", "hospital", "table"),
    "lapsed": ("representative", LAPSED, "table"),
    "other_table": ("representative", "police", "sister"),
}


def make_cast() -> Cast:
    """Write the whole cast to the database: one community, two tables, eight agencies."""
    from headwater.network.models import Agreement, Community, Table

    community = Community.objects.create(
        slug="riverbend", name_en="Riverbend", name_fr="Méandre", time_zone=ZONE
    )
    table, sister = (
        Table.objects.create(
            community=community, code=code, name_en=english, name_fr=french, time_zone=ZONE
        )
        for code, english, french in (
            ("riverbend", "Riverbend table", "Table de Méandre"),
            ("upstream", "Upstream table", "Table d’Amont"),
        )
    )
    agencies = {row[0]: _agency(community, *row) for row in AGENCIES}
    for code, agency in agencies.items():
        ends = date(2025, 12, 31) if code == LAPSED else None
        Agreement.objects.create(agency=agency, table=table, signed=date(2024, 1, 1), ends=ends)
    Agreement.objects.create(agency=agencies["police"], table=sister, signed=date(2024, 1, 1))
    tables = {"table": table, "sister": sister}
    seats: dict[str, Any] = {
        name: make_seat(
            community,
            role,
            agency=agencies[agency] if agency else None,
            table=tables[where] if where else None,
            name=name,
        )
        for name, (role, agency, where) in PARTS.items()
    }
    return Cast(community, table, sister, agencies, **seats)


def make_seat(
    community: Community,
    role: str,
    *,
    agency: Agency | None = None,
    table: Table | None = None,
    name: str = "someone",
    starts: date = date(2024, 1, 1),
    ends: date | None = None,
) -> Seat:
    """One more person with one seat; the address and the shown name are made from `name`."""
    from headwater.accounts.models import Person
    from headwater.network.models import Seat

    person = Person.objects.create_user(
        f"{name.replace('_', '.')}@riverbend.example",
        name.replace("_", " ").capitalize(),
        PASSWORD,
    )
    return Seat.objects.create(
        person=person,
        community=community,
        agency=agency,
        table=table,
        role=role,
        starts=starts,
        ends=ends,
    )


def sign_in(client: Any, seat: Seat | None) -> None:
    """Let a test client act in a seat; with None it stays the anonymous visitor."""
    from headwater.network.middleware import SESSION_KEY

    if seat is None:
        return
    client.force_login(seat.person)
    session = client.session
    session[SESSION_KEY] = seat.reference
    session.save()


def _agency(
    community: Community, code: str, english: str, french: str, sector: str, kind: str
) -> Agency:
    from headwater.network.models import Agency

    return Agency.objects.create(
        community=community,
        code=code,
        name_en=english,
        name_fr=french,
        sector=sector,
        agency_type=kind,
        joined=date(2024, 1, 1),
    )


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The whole cast, in the database of this test."""
    yield make_cast()
