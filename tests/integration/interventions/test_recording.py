"""Consent, attempts, services, gaps: dated, coded, taken once, never in the future."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.table.interventions import selectors, services
from headwater.table.interventions.models import Consent, Contact, Response, SystemGap
from headwater.vault import api as vault

from .conftest import Responses

pytestmark = pytest.mark.django_db


def _consent(responses: Responses, response: Response, **answers: Any) -> Consent:
    deed = {"person_number": 1, "state": "given", "how": "spoken", "giver": "person"}
    return services.record_consent(
        response=response, by=responses.cast.counsellor, at=responses.at, **(deed | answers)
    )


def _contact(responses: Responses, response: Response, outcome: str, **more: Any) -> Contact:
    return services.record_contact(
        response=response,
        outcome=outcome,
        by=responses.cast.counsellor,
        at=responses.at,
        **more,
    )


# --- Reaching them -------------------------------------------------------------------------------


def test_the_first_contact_that_reached_them_stops_the_clock(responses: Responses) -> None:
    response = responses.open()
    _contact(responses, response, "not-home")
    assert selectors.reached_at(response) is None
    met = responses.later(hours=3)
    _contact(responses, response, "declined-at-door")
    responses.later(hours=1)
    _contact(responses, response, "met")
    assert selectors.reached_at(response) == met


def test_the_clock_runs_over_after_its_real_hours(responses: Responses) -> None:
    response = responses.open()
    assert not selectors.is_overdue(response, response.due_at)
    assert selectors.is_overdue(response, response.due_at + timedelta(seconds=1))
    _contact(responses, response, "met")
    assert not selectors.is_overdue(response, response.due_at + timedelta(days=1))


def test_a_contact_to_come_is_refused_at_its_field(responses: Responses) -> None:
    response = responses.open()
    with pytest.raises(Refused, match="still to come") as refusal:
        _contact(responses, response, "met", happened_at=responses.at + timedelta(minutes=1))
    assert refusal.value.field == "happened_at"


def test_a_contact_before_the_acceptance_is_refused_at_its_field(responses: Responses) -> None:
    response = responses.open()
    with pytest.raises(Refused, match="before the table accepted") as refusal:
        _contact(responses, response, "met", happened_at=response.started_at - timedelta(hours=1))
    assert refusal.value.field == "happened_at"


def test_a_time_in_the_minute_of_the_acceptance_is_taken(responses: Responses) -> None:
    response = responses.open()
    response.started_at += timedelta(seconds=30)
    response.save()
    contact = _contact(
        responses, response, "met", happened_at=response.started_at.replace(second=0)
    )
    assert contact.at == response.started_at


def test_an_unknown_outcome_is_refused_and_not_echoed(responses: Responses) -> None:
    response = responses.open()
    with pytest.raises(Refused) as refusal:
        _contact(responses, response, "jane-was-there")
    assert refusal.value.field == "outcome"
    assert "jane" not in refusal.value.message
    assert not Contact.objects.exists()


def test_the_same_contact_sent_twice_is_taken_once(responses: Responses) -> None:
    response = responses.open()
    _contact(responses, response, "met", form_key="once")
    with pytest.raises(AlreadyDone):
        _contact(responses, response, "met", form_key="once")
    assert response.contacts.count() == 1


def test_a_refused_form_can_be_sent_again_with_its_key(responses: Responses) -> None:
    response = responses.open()
    with pytest.raises(Refused):
        _contact(responses, response, "nothing", form_key="again")
    assert _contact(responses, response, "met", form_key="again")


# --- Consent -------------------------------------------------------------------------------------


def test_a_spoken_answer_of_one_person_to_one_agency_is_enough(responses: Responses) -> None:
    response = responses.open()
    consent = _consent(responses, response, agency=responses.cast.agency("families"))
    assert (consent.person_number, consent.how, consent.giver) == (1, "spoken", "person")


def test_not_asked_has_neither_way_nor_giver(responses: Responses) -> None:
    consent = _consent(responses, responses.open(), state="not-asked")
    assert (consent.how, consent.giver) == ("", "")


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"state": "perhaps"}, "state"),
        ({"how": ""}, "how"),
        ({"how": "sung"}, "how"),
        ({"giver": "neighbour"}, "giver"),
        ({"person_number": 0}, "person_number"),
        ({"person_number": 13}, "person_number"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(
    answers: dict[str, Any], field: str, responses: Responses
) -> None:
    with pytest.raises(Refused) as refusal:
        _consent(responses, responses.open(), **answers)
    assert refusal.value.field == field


def test_consent_is_asked_for_agencies_of_the_response_only(responses: Responses) -> None:
    with pytest.raises(Refused) as refusal:
        _consent(responses, responses.open(), agency=responses.cast.agency("housing"))
    assert refusal.value.field == "agency"


def test_the_last_answer_of_each_person_to_each_agency_holds(responses: Responses) -> None:
    response, families = responses.open(), responses.cast.agency("families")
    _consent(responses, response)
    _consent(responses, response, agency=families, state="refused")
    responses.later(minutes=1)
    _consent(responses, response, agency=families, state="part", how="written")
    _consent(responses, response, person_number=2)
    assert [
        (each.person_number, each.agency, each.state)
        for each in selectors.current_consents(response)
    ] == [(1, None, "given"), (1, families, "part"), (2, None, "given")]


def test_a_withdrawal_ends_the_agencys_part_and_access(responses: Responses) -> None:
    response, cast = responses.planned(), responses.cast
    _consent(responses, response, agency=cast.agency("families"))
    responses.later(minutes=1)
    _consent(responses, response, agency=cast.agency("families"), state="withdrawn")
    assert [part.agency.code for part in selectors.participants(response)] == ["counselling"]
    assert not vault.has_grant(response.reference, cast.child_worker, responses.at)


def test_a_withdrawal_leaves_an_agency_that_another_person_wants(responses: Responses) -> None:
    response, families = responses.open(), responses.cast.agency("families")
    _consent(responses, response, agency=families)
    _consent(responses, response, person_number=2, agency=families)
    responses.later(minutes=1)
    _consent(responses, response, person_number=2, agency=families, state="withdrawn")
    assert len(selectors.participants(response)) == 2


def test_a_withdrawal_leaves_agencies_someone_agreed_to_as_a_whole(responses: Responses) -> None:
    response, families = responses.open(), responses.cast.agency("families")
    _consent(responses, response)
    responses.later(minutes=1)
    _consent(responses, response, person_number=2, agency=families, state="withdrawn")
    assert len(selectors.participants(response)) == 2


def test_the_lead_passes_when_consent_to_the_leading_agency_ends(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    _consent(responses, response, agency=cast.agency("counselling"), state="withdrawn")
    assert selectors.lead_of(response).agency.code == "families"
    assert len(selectors.participants(response)) == 1
    assert not vault.has_grant(response.reference, cast.counsellor, responses.at)


def test_when_all_consent_ends_the_last_agency_keeps_only_the_closing(
    responses: Responses,
) -> None:
    response, cast = responses.planned(), responses.cast
    _consent(responses, response, state="withdrawn")
    left = selectors.participants(response)
    assert len(left) == 1 and left[0].role == "lead"
    for seat in (cast.counsellor, cast.child_worker):
        assert not vault.has_grant(response.reference, seat, responses.at)
    services.close_response(response=response, by=cast.chair, at=responses.at)
    assert vault.grants(response.reference, responses.at) == []


# --- Services and gaps ---------------------------------------------------------------------------


def test_a_step_of_an_agency_has_the_agencys_sector(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    step = services.record_mobilization(
        response=response,
        service="parenting-support",
        agency=cast.agency("families"),
        state="offered",
        by=cast.child_worker,
        at=responses.at,
    )
    assert step.sector == "child-welfare"


def test_a_service_from_outside_has_its_own_sector_or_the_one_given(
    responses: Responses,
) -> None:
    response, cast = responses.open(), responses.cast
    deed = {"response": response, "state": "no-capacity", "by": cast.counsellor}
    own = services.record_mobilization(service="emergency-shelter", at=responses.at, **deed)
    given = services.record_mobilization(
        service="emergency-shelter", sector="health", at=responses.at, **deed
    )
    assert (own.sector, given.sector) == ("housing", "health")


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"service": "magic"}, "service"), ({"state": "cured"}, "state"), ({"sector": "x"}, "sector")],
)
def test_an_unknown_code_of_a_service_is_refused(
    answers: dict[str, str], field: str, responses: Responses
) -> None:
    deed = {"service": "home-care", "state": "offered"} | answers
    with pytest.raises(Refused) as refusal:
        services.record_mobilization(
            response=responses.open(), by=responses.cast.counsellor, at=responses.at, **deed
        )
    assert refusal.value.field == field


def test_the_last_step_with_a_service_is_its_state(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    for state in ("offered", "connected"):
        responses.later(hours=1)
        services.record_mobilization(
            response=response,
            service="counselling",
            agency=cast.agency("counselling"),
            state=state,
            by=cast.counsellor,
            at=responses.at,
        )
    assert [each.state for each in selectors.current_services(response)] == ["connected"]


def test_a_gap_says_which_service_and_what_kind_of_lack(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    gap = services.record_gap(
        response=response,
        service="emergency-shelter",
        kind="not-accessible",
        by=cast.child_worker,
        at=responses.at,
    )
    assert (gap.service, gap.kind) == ("emergency-shelter", "not-accessible")
    for deed, field in (({"service": "x"}, "service"), ({"kind": "x"}, "kind")):
        with pytest.raises(Refused) as refusal:
            services.record_gap(
                response=response,
                by=cast.counsellor,
                at=responses.at,
                **({"service": "home-care", "kind": "cost"} | deed),
            )
        assert refusal.value.field == field
    assert SystemGap.objects.count() == 1


def test_nothing_is_recorded_in_a_closed_response(responses: Responses) -> None:
    response = responses.closed()
    with pytest.raises(Denied, match="closed"):
        _contact(responses, response, "met")


def test_what_cannot_be_audited_does_not_happen(
    responses: Responses, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = responses.open()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("headwater.audit.trail.record", broken)
    with pytest.raises(RuntimeError):
        _contact(responses, response, "met")
    assert not Contact.objects.exists()
