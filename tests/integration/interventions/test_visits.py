"""The visit, who acts for the lead, debriefs, sheets to print, and the ticks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.table.interventions import presenters, retention, selectors, services
from headwater.table.interventions.models import Debrief, Response
from tests.cast import make_seat, sign_in

from .conftest import SECRET, Responses

pytestmark = pytest.mark.django_db

VISIT = {
    "card": "no",
    "message": "not_known",
    "language": "fr",
    "offer": "taken",
    "interpreter": "not_needed",
    "culture": "asked",
}


def _visit(responses: Responses, response: Response, **answers: str) -> Any:
    return services.set_visit(
        response=response, by=responses.cast.counsellor, at=responses.at, **(VISIT | answers)
    )


def test_the_last_record_of_a_visit_holds(responses: Responses) -> None:
    response = responses.open()
    _visit(responses, response)
    responses.later(minutes=3)
    later = _visit(responses, response, card="yes")
    assert selectors.visit_of(response) == later


def test_the_language_of_a_visit_goes_with_the_plan(responses: Responses) -> None:
    response = responses.reported()
    _visit(responses, response)
    services.close_response(
        response=response, by=responses.cast.counsellor, at=responses.situations.tick()
    )
    assert selectors.visit_of(response) is not None
    retention.destroy_due(responses.later(days=8))
    assert selectors.visit_of(response) is None


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"interpreter": "a_child"}, "interpreter"),
        ({"interpreter": "relative"}, "interpreter"),
        ({"language": "another", "offer": "made"}, "interpreter"),
        ({"language": "another", "interpreter": "trained"}, "offer"),
        ({"card": ""}, "card"),
    ],
)
def test_a_child_or_a_relative_is_no_answer(
    answers: dict[str, str], field: str, responses: Responses
) -> None:
    with pytest.raises(Refused) as refusal:
        _visit(responses, responses.open(), **answers)
    assert refusal.value.field == field


def test_an_alternate_acts_for_the_lead_for_a_time(responses: Responses) -> None:
    cast, response = responses.cast, responses.open()
    stand_in = make_seat(
        cast.community,
        "alternate",
        agency=cast.agency("counselling"),
        table=cast.table,
        name="stand-in",
    )
    deed: dict[str, Any] = {"response": response, "by": cast.counsellor, "at": responses.at}
    until = responses.at + timedelta(days=2)
    services.name_acting_lead(who=stand_in, until=until, **deed)
    acting = selectors.acting_lead(response, responses.at)
    assert acting is not None and acting.seat == stand_in
    assert selectors.acting_lead(response, until) is None
    with pytest.raises(Refused):
        services.name_acting_lead(who=cast.child_worker, until=until, **deed)
    with pytest.raises(Refused):
        services.name_acting_lead(who=stand_in, until=responses.at, **deed)
    services.pass_lead(agency=cast.agency("families"), **deed)
    assert selectors.acting_lead(response, responses.at) is None


def test_a_debrief_is_offered_with_the_report_and_keeps_nobody(responses: Responses) -> None:
    response = responses.planned()
    services.report_back(
        response=response,
        standing="can_close",
        debrief="hard_door",
        by=responses.cast.counsellor,
        at=responses.at,
    )
    assert response.debriefs.get().reason == "hard_door"
    about_people = {"person", "seat", "came", "declined"}
    assert not about_people & {field.name for field in Debrief._meta.get_fields()}


def test_the_phone_sheet_names_workers_and_nobody_served(
    counsellor: Client, responses: Responses
) -> None:
    response = responses.planned()
    page = counsellor.get(f"/en/responses/{response.reference}/phone/").content.decode()
    assert responses.cast.counsellor.person.display_name in page and "9-8-8" in page
    assert "Riverbend Families" in page and SECRET not in page


@pytest.mark.parametrize(("language", "words"), [("en", "You may say no"), ("fr", "dire non")])
def test_the_leaflet_tells_of_organisations_only(
    language: str, words: str, client: Client, at_the_clock: Responses
) -> None:
    at_the_clock.planned()
    sign_in(client, at_the_clock.cast.bystander)
    page = client.get(f"/{language}/responses/leaflet/").content.decode()
    assert words in page and "9-8-8" in page and "<svg" in page
    assert SECRET not in page and "style=" not in page


def test_the_note_waits_until_the_agency_has_it(client: Client, at_the_clock: Responses) -> None:
    responses, cast = at_the_clock, at_the_clock.cast
    response = responses.closed()
    for seat in (cast.representative, cast.counsellor):
        assert selectors.notes_waiting(seat, responses.at) == [response]
    assert selectors.notes_waiting(cast.bystander, responses.at) == []
    sign_in(client, cast.representative)
    page = client.get(f"/en/responses/{response.reference}/note/").content.decode()
    assert "Take your note before then" in page
    assert client.post(f"/en/responses/{response.reference}/note/").status_code == 302
    assert selectors.notes_waiting(cast.representative, responses.at) == []
    with pytest.raises(AlreadyDone):
        services.mark_note_taken(response=response, by=cast.representative, at=responses.at)
    responses.later(days=8)
    assert selectors.notes_waiting(cast.counsellor, responses.at) == []


def test_a_note_taken_before_the_end_is_asked_for_again(responses: Responses) -> None:
    cast, response = responses.cast, responses.reported()
    deed: dict[str, Any] = {"response": response, "by": cast.counsellor}
    services.mark_note_taken(**deed, at=responses.at)
    services.close_response(**deed, at=responses.later(minutes=5))
    assert selectors.notes_waiting(cast.counsellor, responses.at) == [response]
    services.mark_note_taken(**deed, at=responses.later(minutes=5))
    assert selectors.notes_waiting(cast.counsellor, responses.at) == []


def test_a_withdrawal_shows_what_it_did(counsellor: Client, responses: Responses) -> None:
    cast, response = responses.cast, responses.planned()
    services.record_consent(
        response=response,
        person_number=1,
        state="withdrawn",
        agency=cast.agency("families"),
        how="spoken",
        giver="person",
        by=cast.counsellor,
        at=responses.situations.tick(),
    )
    page = counsellor.get(f"/en/responses/{response.reference}/").content.decode()
    assert "Left the response, with no more access to the plan: Riverbend Families." in page


def test_a_missing_service_is_a_gap_with_one_key(counsellor: Client, responses: Responses) -> None:
    cast, response = responses.cast, responses.open()
    services.record_mobilization(
        response=response,
        service="home-care",
        state="no-capacity",
        by=cast.counsellor,
        at=responses.situations.tick(),
    )
    base = f"/en/responses/{response.reference}/"
    page = counsellor.get(base).content.decode()
    assert 'data-shortcut="g"' in page
    prompt = presenters.page(response, cast.counsellor, responses.at).prompts[0]
    sent = {"form_key": prompt.form_key, "service": prompt.service, "kind": prompt.kind}
    for _twice in range(2):
        assert counsellor.post(f"{base}gap/", sent).status_code == 302
    assert response.gaps.count() == 1
    assert 'data-shortcut="g"' not in counsellor.get(base).content.decode()


# --- What is entered into the provincial form ----------------------------------------------------


def test_an_ended_discussion_is_entered_once_by_the_coordinator(
    client: Client, at_the_clock: Responses
) -> None:
    cast, situations = at_the_clock.cast, at_the_clock.situations
    discussion = situations.concluded()
    sign_in(client, cast.chair)
    address = f"/en/responses/entry/{discussion.reference}/"
    page = client.get(address).content.decode()
    for words in ("Riverbend Counselling", "Suicide", "Conclusion", "data-copy"):
        assert words in page
    assert discussion.reference in client.get("/en/responses/entry/").content.decode()
    assert client.post(address).status_code == 302
    assert "Entered on" in client.get(address).content.decode()
    assert discussion.reference not in client.get("/en/responses/entry/").content.decode()
    with pytest.raises(AlreadyDone):
        services.mark_entered(discussion=discussion, by=cast.chair, at=at_the_clock.at)


def test_a_rejected_discussion_is_entered_with_what_is_left(responses: Responses) -> None:
    discussion = responses.situations.rejected()
    found, tick = selectors.to_enter_one(responses.cast.chair, discussion.reference)
    sheet = presenters.entry_sheet(found, None, tick)
    values = {field.label: field.value for field in sheet.fields}
    assert values["Risk factors"] == values["Services mobilized"] == "N/A"
    assert values["Reason not accepted"] and not sheet.entered


def test_only_the_coordinator_enters(responses: Responses) -> None:
    discussion = responses.situations.concluded()
    with pytest.raises(Denied):
        services.mark_entered(discussion=discussion, by=responses.cast.counsellor, at=responses.at)


# --- Doors with police ---------------------------------------------------------------------------


def _doors(response: Response, with_police: int, without: int, at: Any) -> None:
    """Earlier responses of the table: rows as the services leave them, without the talk."""
    from headwater.table.discussions.models import Discussion

    for number in range(with_police + without):
        discussion = Discussion.objects.get(pk=response.discussion_id)
        discussion.pk, discussion.reference = None, f"d-door{number:04d}"
        discussion.save()
        Response.objects.create(
            discussion=discussion,
            table=response.table,
            started_at=at,
            due_at=at + timedelta(hours=48),
            plan_police_at_door=number < with_police,
            sealed_under=f"r-door{number:04d}",
        )


@pytest.mark.parametrize(
    ("with_police", "without", "tenths"), [(5, 15, 2), (4, 16, None), (16, 4, None), (5, 5, 5)]
)
def test_the_share_of_doors_with_police_is_protected_below_five(
    with_police: int, without: int, tenths: int | None, responses: Responses
) -> None:
    response = responses.open()
    _doors(response, with_police, without, responses.at)
    assert selectors.police_share(response.table, responses.at).tenths is None
    in_april = responses.at + timedelta(days=40)
    assert selectors.police_share(response.table, in_april).tenths == tenths
