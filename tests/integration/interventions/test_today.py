"""What a response asks of a seat today: steps, people still to be told, notes to be taken."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from headwater.network.models import Seat
from headwater.table.interventions import presenters, selectors, services
from tests.cast import sign_in

from .conftest import Responses

pytestmark = pytest.mark.django_db


def _titles(seat: Seat, responses: Responses) -> list[tuple[str, str]]:
    return [(due.title, due.tone) for due in presenters.due_now(seat, responses.at)]


def test_a_late_step_is_seen_by_its_agency_the_lead_and_the_chair(responses: Responses) -> None:
    cast, response = responses.cast, responses.open()
    services.add_step(
        response=response,
        step="food-and-basics",
        owner=cast.agency("families"),
        hours=12,
        by=cast.counsellor,
        at=responses.at,
    )
    own = "Food, medicine and what the day needs are seen to"
    assert _titles(cast.child_worker, responses) == [(own, "waiting")]
    assert _titles(cast.counsellor, responses) == _titles(cast.chair, responses) == []
    responses.later(hours=13)
    assert _titles(cast.child_worker, responses) == [(own, "overdue")]
    for seat in (cast.counsellor, cast.chair):
        assert _titles(seat, responses) == [("Ask how a step goes", "overdue")]
    for seat in (cast.bystander, cast.recused, cast.representative):
        assert _titles(seat, responses) == []


def test_who_was_named_is_told_also_after_the_end(responses: Responses) -> None:
    cast, response = responses.cast, responses.planned()
    services.add_to_be_told(
        response=response,
        person_number=1,
        owner=cast.agency("families"),
        due=responses.at.date(),
        by=cast.counsellor,
        at=responses.at,
    )
    services.close_response(response=response, by=cast.chair, at=responses.at)
    named = "Tell a person that they were named"
    assert (named, "waiting") in _titles(cast.child_worker, responses)
    responses.later(days=1)
    assert (named, "overdue") in _titles(cast.child_worker, responses)
    assert named not in dict(_titles(cast.counsellor, responses))


def test_a_note_of_an_agency_outside_says_nothing_of_the_situation(responses: Responses) -> None:
    responses.closed()
    found = presenters.due_now(responses.cast.representative, responses.at)
    assert [due.text for due in found] == ["Your agency said a name, and the response has ended."]


def test_the_chair_adapts_and_sets_the_weekend_through_the_pages(
    client: Client, at_the_clock: Responses
) -> None:
    cast = at_the_clock.cast
    sign_in(client, cast.chair)
    address = "/en/responses/templates/safety-plan/"

    def steps() -> list[str]:
        return [each.step for each in selectors.template_steps(cast.table, "safety-plan")]

    shipped = steps()
    sent: list[dict[str, Any]] = [
        {"do": "out safety-plan-held"},
        {"do": "up helpline-given"},
        {"step": "who-stays", "hours": "12"},
    ]
    for each in sent:
        assert client.post(address, each).status_code == 302
    assert steps() == ["helpline-given", "safety-plan-made", "safety-plan-reviewed", "who-stays"]
    assert client.post(address, {"step": "", "hours": "12"}).status_code == 422
    assert client.post(address, {"do": "burn it"}).status_code == 404
    client.post(address, {"do": "reset"})
    assert steps() == shipped
    on_call = {"weekend": "on_call", "on_call": cast.agency("hospital").reference}
    assert client.post("/en/responses/clock/", {"weekend": "on_call"}).status_code == 422
    assert client.post("/en/responses/clock/", on_call).status_code == 302
    response = at_the_clock.open()
    page = client.get(f"/en/responses/{response.reference}/phone/").content.decode()
    assert "Riverbend Hospital is on call" in page
