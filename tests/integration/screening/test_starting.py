"""A new agency begins: a starting point, a copy of what another agency shares, a checklist."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from headwater.core.errors import Denied, NotFoundHere, Refused
from headwater.network.models import Seat
from headwater.table.meetings.models import Customs, Training
from headwater.table.screening import lists, selectors, services
from headwater.table.screening.models import Protocol
from headwater.table.screening.readiness import Line, Ready, lines_for
from headwater.vocabulary import registry
from tests.cast import make_seat
from tests.integration.screening.room import Room

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Seat | None], Client]
SECTORS_ASKED_FOR = {
    "policing",
    "education",
    "mental-health-addictions",
    "child-welfare",
    "housing",
    "municipal-social-services",
    "health",
    "indigenous",
    "francophone",
}


@pytest.fixture
def lead_of_families(room: Room) -> Seat:
    """A second agency lead."""
    return make_seat(
        room.cast.community, "agency_lead", agency=room.cast.agency("families"), name="second_lead"
    )


def published(room: Room, draft: Protocol, by: Seat) -> Protocol:
    return services.publish(
        protocol=draft,
        starts=selectors.today_of(draft.agency, room.at),
        retention_days=60,
        by=by,
        at=room.tick(),
    )


@pytest.fixture
def shared(room: Room) -> Protocol:
    """The protocol of the police, in force and shared."""
    lead = room.cast.agency_lead
    draft = services.start_draft(point="police", by=lead, at=room.tick())
    return services.share(protocol=published(room, draft, lead), by=lead, at=room.tick())


def test_every_sector_has_a_starting_point_and_each_is_whole() -> None:
    points = registry.current("starting_points")
    fitting = {code for point in points for code in lists._codes(point, "sectors")}
    assert fitting == set(registry.current("sectors").codes)
    assert fitting >= SECTORS_ASKED_FOR
    for point in points:
        questions, must_hold = lists.starting_questions(point.code)
        assert 5 <= len(questions) <= 10
        assert {"own-means", "several-sectors"} <= set(must_hold)
        assert point.drafted_in("en")


def test_a_draft_begins_with_the_starting_point_and_says_so(
    room: Room, signed_in: SignedIn
) -> None:
    client = signed_in(room.cast.agency_lead)
    client.post("/en/screening/protocol/start/", {"start": "point:police"})

    page = client.get("/en/screening/protocol/draft/").content.decode()
    assert "Could saying this now harm an investigation?" in page
    assert "Begun with the starting point “Police”" in page
    with pytest.raises(Refused):
        services.start_draft(point="housing", by=room.cast.agency_lead, at=room.tick())


def test_a_copy_tells_where_it_came_from_and_stays_as_it_was(
    room: Room, shared: Protocol, lead_of_families: Seat, signed_in: SignedIn
) -> None:
    assert selectors.shared_with(lead_of_families, room.at) == [shared]

    draft = services.start_draft(copy_of=shared, by=lead_of_families, at=room.tick())
    services.stop_sharing(protocol=shared, by=room.cast.agency_lead, at=room.tick())

    assert draft.questions == shared.questions
    client = signed_in(lead_of_families)
    page = client.get("/en/screening/protocol/draft/").content.decode()
    assert "Begun as a copy of Riverbend Police, version 1." in page
    assert selectors.shared_with(lead_of_families, room.at) == []


def test_what_is_not_shared_does_not_exist_for_others(
    room: Room, shared: Protocol, lead_of_families: Seat
) -> None:
    services.stop_sharing(protocol=shared, by=room.cast.agency_lead, at=room.tick())
    shared.refresh_from_db()
    with pytest.raises(NotFoundHere):
        services.start_draft(copy_of=shared, by=lead_of_families, at=room.tick())
    with pytest.raises(NotFoundHere):
        selectors.shared_version(lead_of_families, shared.reference, room.at)


def test_only_the_lead_shares_and_only_what_is_published(room: Room) -> None:
    draft = services.start_draft(by=room.cast.agency_lead, at=room.tick())
    with pytest.raises(Refused):
        services.share(protocol=draft, by=room.cast.agency_lead, at=room.tick())
    with pytest.raises(Denied):
        services.share(protocol=draft, by=room.cast.representative, at=room.tick())


def test_the_checklist_ticks_what_the_system_knows(room: Room, shared: Protocol) -> None:
    agency = room.cast.agency("police")
    done = {each.line for each in lines_for(agency, room.at) if each.done}
    assert done == set(Line) - {Line.FIRST_SCREENING, Line.ALTERNATE, Line.TRAINED}

    room.begun()
    assert Line.FIRST_SCREENING in {e.line for e in lines_for(agency, room.at) if e.done}

    lapsed = room.cast.agency("social-services")
    assert Line.AGREEMENT not in {e.line for e in lines_for(lapsed, room.at) if e.done}


def test_training_is_a_line_where_the_table_asks_for_it(room: Room) -> None:
    agency, cast = room.cast.agency("police"), room.cast
    assert Line.TRAINED not in {each.line for each in lines_for(agency, room.at)}

    Customs.objects.create(table=cast.table, training_months=24)
    assert Ready(Line.TRAINED, False) in lines_for(agency, room.at)
    for seat in agency.seats.filter(table=cast.table):
        Training.objects.create(seat=seat, day=room.at.date())
    assert Ready(Line.TRAINED, True) in lines_for(agency, room.at)


def test_the_checklist_is_a_page_of_the_agency(room: Room, signed_in: SignedIn) -> None:
    page = signed_in(room.cast.agency_lead).get("/en/screening/protocol/readiness/")
    assert "An alternate has a seat at a table" in page.content.decode()
