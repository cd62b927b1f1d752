"""A wrong entry is struck out with a reason and stays readable; nothing is overwritten."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.interventions import selectors, services
from headwater.table.interventions.models import Contact, Correction, Response

from .conftest import Responses

pytestmark = pytest.mark.django_db


def _contact(responses: Responses, response: Response, by: str = "counsellor") -> Contact:
    return services.record_contact(
        response=response, outcome="met", by=responses.cast.seat(by), at=responses.at
    )


def _correct(responses: Responses, response: Response, entry: Any, **more: Any) -> Correction:
    deed = {"reason": "entered-wrongly", "by": responses.cast.counsellor} | more
    return services.correct(
        response=response, entry=entry.reference, at=responses.later(minutes=1), **deed
    )


def test_a_struck_out_contact_stays_and_the_clock_runs_again(responses: Responses) -> None:
    response = responses.open()
    contact = _contact(responses, response)
    correction = _correct(responses, response, contact)
    assert selectors.reached_at(response) is None
    assert Contact.objects.filter(pk=contact.pk, outcome="met").exists()
    assert (correction.kind, correction.reason) == ("contact", "entered-wrongly")


def test_an_entry_is_struck_out_once_and_for_a_known_reason(responses: Responses) -> None:
    response = responses.open()
    contact = _contact(responses, response)
    with pytest.raises(Refused) as refusal:
        _correct(responses, response, contact, reason="because")
    assert refusal.value.field == "reason"
    _correct(responses, response, contact)
    with pytest.raises(AlreadyDone):
        _correct(responses, response, contact)


def test_only_the_writing_agency_or_the_lead_corrects(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    by_lead = _contact(responses, response)
    by_assisting = _contact(responses, response, "child_worker")
    with pytest.raises(Denied, match="agency that wrote this"):
        _correct(responses, response, by_lead, by=cast.child_worker)
    with pytest.raises(Denied):
        _correct(responses, response, by_lead, by=cast.chair)
    assert _correct(responses, response, by_assisting, by=cast.child_worker)
    assert _correct(responses, response, by_lead)


def test_an_entry_of_another_response_is_not_there(responses: Responses) -> None:
    response = responses.open()
    other = responses.open()
    with pytest.raises(NotFoundHere):
        _correct(responses, response, _contact(responses, other))


def test_striking_out_a_decision_lets_the_one_before_stand(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    decisions = [
        services.set_door(
            response=response,
            going=[cast.agency("counselling")],
            police=police,
            reason="worker-safety" if police else "",
            without_police="told",
            by=cast.counsellor,
            at=responses.later(minutes=1),
        )
        for police in (False, True)
    ]
    for struck, left in ((1, False), (0, None)):
        _correct(responses, response, decisions[struck])
        response.refresh_from_db()
        assert response.plan_police_at_door is left


def test_striking_out_a_report_brings_the_state_back(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    reports = [
        services.report_back(
            response=response, standing=standing, by=cast.counsellor, at=responses.later(minutes=1)
        )
        for standing in ("risk_remains", "can_close")
    ]
    for report, state in zip(reversed(reports), ("reported", "open"), strict=True):
        _correct(responses, response, report)
        response.refresh_from_db()
        assert response.state == state
    assert response.reported_at is None
