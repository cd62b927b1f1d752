"""Filter one in the demo: two agencies with protocols of their own, and what they look at now.

The history begins at the table; what an agency screened and did not bring was destroyed in its
time, so only the last days of filter one stand here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from headwater.network.models import Seat
from headwater.network.rules import Role
from headwater.table.screening import selectors, services
from headwater.table.screening.models import Screening
from headwater.table.screening.services import DutyGiven

from .world import World

DAY = timedelta(days=1)
SHARES_SINCE = 120 * DAY
CHILD = "child-protection"
# Agency -> the starting point of its protocol, and its days of keeping.
PROTOCOLS = {"paramedics": ("health", 60), "developmental": ("social-services", 90)}
# Facts of screenings: fictional, and apart from the stories told at the table.
ON_THE_STREET: dict[str, Any] = {
    "type": "person",
    "age_group": "40-59",
    "sex": "male",
    "factors": ["housing.no-access", "alcohol.use-by-person", "physical-health.general-issue"],
    "protective": [],
    "flags": ["homelessness"],
}
A_BUILDING: dict[str, Any] = {
    "type": "place",
    "age_group": "",
    "sex": "",
    "factors": ["social-environment.negative-neighbourhood", "drugs.use-by-person"],
    "flags": ["trespassing"],
}


def tell(world: World, *, at: datetime) -> None:
    """Protocols in force and shared; screenings kept, begun, and ready to bring."""
    for code in PROTOCOLS:
        _write_protocol(world, code, at - SHARES_SINCE)
    medics, helpers = _seat(world, "paramedics"), _seat(world, "developmental")
    kept = _coded(medics, "demo-kept", ON_THE_STREET, at - 9 * DAY)
    services.keep(screening=kept, outcomes=["one-partner"], by=medics, at=at - 8 * DAY)
    _coded(helpers, "demo-ready", A_BUILDING, at - DAY)
    services.begin(
        form_key="demo-begun",
        danger="no",
        young=["under-12"],
        duties={CHILD: DutyGiven("not-sure")},
        by=medics,
        at=at - timedelta(hours=2),
    )


def _seat(world: World, code: str, role: Role = Role.REPRESENTATIVE) -> Seat:
    return Seat.objects.select_related("person", "community", "agency", "table").get(
        agency=world.agencies[code], role=role, **_at_home(world, role)
    )


def _at_home(world: World, role: Role) -> dict[str, Any]:
    return {"table": world.tables["riverbend"]} if role is Role.REPRESENTATIVE else {}


def _write_protocol(world: World, code: str, at: datetime) -> None:
    """Begin with the starting point of the sector, put it in force, share it."""
    point, days = PROTOCOLS[code]
    lead = _seat(world, code, Role.AGENCY_LEAD)
    draft = services.start_draft(point=point, by=lead, at=at)
    protocol = services.publish(
        protocol=draft,
        starts=selectors.today_of(draft.agency, at),
        retention_days=days,
        by=lead,
        at=at,
    )
    services.share(protocol=protocol, by=lead, at=at)


def _coded(
    by: Seat,
    key: str,
    facts: dict[str, Any],
    at: datetime,
) -> Screening:
    """A screening whose conditions hold and whose facts are coded."""
    screening = services.begin(form_key=key, danger="no", young=["nobody"], by=by, at=at)
    protocol = screening.protocol
    answers = {
        each["code"]: protocol.must_hold.get(each["code"], "yes") for each in protocol.questions
    }
    screening = services.answer_protocol(screening=screening, answers=answers, by=by, at=at)
    return services.record_facts(screening=screening, facts=facts, by=by, at=at)
