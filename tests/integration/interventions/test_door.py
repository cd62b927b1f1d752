"""Who kind of goes to the door: police only with a reason, help without them on request."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.core.errors import Denied, Refused
from headwater.table.discussions import services as discussions
from headwater.table.interventions import selectors, services
from headwater.table.interventions.models import Response

from .conftest import Responses

pytestmark = pytest.mark.django_db


def _decide(responses: Responses, response: Response, **answers: Any) -> Any:
    cast = responses.cast
    deed = {
        "going": [cast.agency("counselling")],
        "police": False,
        "reason": "",
        "without_police": "told",
    }
    return services.set_door(
        response=response, by=cast.counsellor, at=responses.at, **(deed | answers)
    )


def test_a_decision_says_who_goes_and_whether_police_do(responses: Responses) -> None:
    response = responses.open()
    assert response.plan_police_at_door is None
    decision = _decide(responses, response)
    response.refresh_from_db()
    assert response.plan_police_at_door is False
    assert [row.agency.code for row in decision.going.all()] == ["counselling"]


def test_a_later_decision_stands_above_an_earlier_one(responses: Responses) -> None:
    response = responses.open()
    _decide(responses, response)
    responses.later(minutes=5)
    later = _decide(responses, response, police=True, reason="worker-safety")
    response.refresh_from_db()
    assert response.plan_police_at_door is True
    assert selectors.door_of(response) == later
    assert response.door_decisions.count() == 2


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"police": True}, "reason"),
        ({"police": True, "reason": "habit"}, "reason"),
        ({"police": True, "reason": "person-asked", "without_police": "asked_without"}, "police"),
        ({"without_police": "perhaps"}, "without_police"),
        ({"going": []}, "going"),
    ],
)
def test_answers_that_contradict_each_other_are_refused(
    answers: dict[str, Any], field: str, responses: Responses
) -> None:
    response = responses.open()
    with pytest.raises(Refused) as refusal:
        _decide(responses, response, **answers)
    assert refusal.value.field == field
    assert not response.door_decisions.exists()


def test_an_agency_outside_the_response_does_not_go(responses: Responses) -> None:
    response = responses.open()
    with pytest.raises(Refused) as refusal:
        _decide(responses, response, going=[responses.cast.agency("housing")])
    assert refusal.value.field == "going"


def test_a_police_service_that_goes_means_that_police_go(responses: Responses) -> None:
    cast = responses.cast
    discussion = discussions.choose_agencies(
        discussion=responses.situations.named(),
        lead=cast.agency("counselling"),
        assisting=[cast.agency("police")],
        by=cast.chair,
        at=responses.at,
    )
    response = services.start_response(discussion=discussion, by=cast.chair, at=responses.at)
    going = [cast.agency("counselling"), cast.agency("police")]
    with pytest.raises(Refused) as refusal:
        _decide(responses, response, going=going)
    assert refusal.value.field == "police"
    assert _decide(responses, response, going=going, police=True, reason="trusted-officer")


def test_the_chair_does_not_decide_who_goes(responses: Responses) -> None:
    response = responses.open()
    with pytest.raises(Denied):
        services.set_door(
            response=response,
            going=[responses.cast.agency("counselling")],
            police=False,
            reason="",
            without_police="told",
            by=responses.cast.chair,
            at=responses.at,
        )
