"""The pages of a response: what they show, what they keep, what they never let out."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from headwater.table.interventions import services
from headwater.table.interventions.models import Contact, Response
from headwater.vault import api as vault
from tests.cast import sign_in
from tests.situations import S2

from .conftest import BASIS, SECRET, Responses

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

PREFIX = "/en/responses/"


def _page(response: Response, *more: str) -> str:
    return "/".join([f"{PREFIX}{response.reference}", *more, ""])


def _form(client: Any, response: Response, slug: str, **answers: Any) -> Any:
    """Open the form of an act, fill it in, send it."""
    opened = client.get(_page(response, slug))
    assert opened.status_code == 200
    form = opened.context["form"]
    return client.post(_page(response, slug), {"form_key": form["form_key"].value(), **answers})


def test_the_list_shows_what_is_overdue_first(counsellor: Any, at_the_clock: Responses) -> None:
    first, second = at_the_clock.open(), at_the_clock.open(**S2)
    services.record_contact(
        response=first, outcome="met", by=at_the_clock.cast.counsellor, at=at_the_clock.at
    )
    at_the_clock.later(hours=53)
    answer = counsellor.get(PREFIX)
    assert [each.reference for each in answer.context["at_work"]] == [
        second.reference,
        first.reference,
    ]
    text = answer.content.decode()
    assert "First contact overdue by 5 h" in text
    assert "hw-card--overdue" in text
    assert "Your agency leads." in text


def test_the_list_of_an_assisting_agency_and_of_the_chair_says_who_leads(
    client: Any, at_the_clock: Responses
) -> None:
    at_the_clock.open()
    cast = at_the_clock.cast
    for seat, words in (
        (cast.child_worker, "Your agency assists; Riverbend Counselling leads."),
        (cast.chair, "Riverbend Counselling leads."),
    ):
        sign_in(client, seat)
        assert words in client.get(PREFIX).content.decode()


def test_a_closed_response_moves_to_the_end_of_the_list(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.closed()
    answer = counsellor.get(PREFIX)
    assert answer.context["at_work"] == []
    assert [each.reference for each in answer.context["ended"]] == [response.reference]


def test_the_page_shows_the_record_in_sentences_and_the_clock(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.planned()
    text = counsellor.get(_page(response)).content.decode()
    assert "A family; brought by policing; 6 risk factors." in text
    assert "hw-path" in text
    assert "47 hours left" in text
    assert "Nobody has tried to reach them yet." in text
    assert "Where to reach them" in text
    assert SECRET not in text


def test_every_act_can_be_done_through_its_form(counsellor: Any, at_the_clock: Responses) -> None:
    response, cast = at_the_clock.open(), at_the_clock.cast
    families = cast.agency("families").reference
    for slug, answers in (
        ("plan", {"where": SECRET, "leaflet": "none is safe"}),
        ("door", {"going": [families], "police": "no", "without_police": "told"}),
        ("contact", {"outcome": "met", "happened_at": ""}),
        (
            "consent",
            {
                "person_number": "1",
                "agency": families,
                "state": "given",
                "how": "spoken",
                "giver": "person",
            },
        ),
        ("service", {"service": "counselling", "state": "connected", "agency": families}),
        ("gap", {"service": "emergency-shelter", "kind": "not-accessible"}),
        (
            "to-be-told",
            {
                "person_number": "2",
                "owner": families,
                "due_day": "10",
                "due_month": "3",
                "due_year": "2026",
            },
        ),
        ("report", {"standing": "can_close"}),
        ("lead", {"agency": families}),
    ):
        answer = _form(counsellor, response, slug, **answers)
        assert answer.status_code == 302, (slug, answer.context and answer.context["form"].errors)
        assert answer["Location"] == _page(response), slug
    text = counsellor.get(_page(response)).content.decode()
    for words in (
        "To the door: Riverbend Families. Police do not go.",
        "Met",
        "Person 1, Riverbend Families: Given, spoken (The person)",
        "Counselling, Riverbend Families: Connected",
        "Emergency shelter: Not accessible",
        "Person 2: Riverbend Families tells them by 10 March 2026",
        "The response is done: the discussion can be closed",
    ):
        assert words in text, words
    answer = _form(counsellor, response, "leave")
    assert answer["Location"] == PREFIX
    assert counsellor.get(_page(response)).status_code == 404


def test_the_plan_opens_by_a_deed_once_and_is_kept_nowhere(
    counsellor: Any, at_the_clock: Responses, caplog: pytest.LogCaptureFixture
) -> None:
    response = at_the_clock.planned()
    caplog.set_level(logging.DEBUG)
    looked = counsellor.get(_page(response, "plan/open"))
    assert (looked.status_code, looked["Location"]) == (302, _page(response) + "#plan")
    answer = counsellor.post(_page(response, "plan/open"), {"form_key": "k", "basis": BASIS})
    assert SECRET in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert SECRET not in counsellor.get(_page(response)).content.decode()
    assert SECRET not in caplog.text
    assert all(SECRET not in str(each.get_decoded()) for each in Session.objects.all())
    assert SECRET not in str(answer.cookies)


def test_without_a_basis_the_plan_stays_closed_and_the_page_says_so(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.planned()
    for basis in ("", "curiosity"):
        answer = counsellor.post(_page(response, "plan/open"), {"form_key": "k", "basis": basis})
        assert answer.status_code == 422
        assert "There is a problem" in answer.content.decode()
        assert SECRET not in answer.content.decode()


def test_the_bases_offered_are_those_of_the_agencys_type(
    counsellor: Any, at_the_clock: Responses
) -> None:
    offered = dict(
        counsellor.get(_page(at_the_clock.planned())).context["opening"].fields["basis"].choices
    )
    assert "consent.person" in offered
    assert "act.phipa-40-1" in offered
    assert "act.ycja-125-6" not in offered


def test_a_plan_that_is_too_long_comes_back_as_it_was_typed(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    answer = _form(counsellor, response, "plan", where=SECRET, safety="x" * 5000)
    assert answer.status_code == 422
    assert SECRET in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert vault.entries(reference=response.reference) == []


def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    for when, words in (
        ("2026-03-09T09:00", "still to come"),
        ("2026-02-01T09:00", "before the table accepted"),
        ("2026-02-31T09:00", "that exist"),
        ("soon", "that exist"),
    ):
        answer = _form(counsellor, response, "contact", outcome="not-home", happened_at=when)
        assert answer.status_code == 422
        text = answer.content.decode()
        assert words in text
        assert 'href="#contact-happened_at"' in text
        assert answer.context["form"]["outcome"].value() == "not-home"
    answer = _form(counsellor, response, "contact", outcome="jane-was-there")
    assert "Choose one of the answers in the list." in answer.content.decode()
    assert "jane" not in answer.content.decode()
    assert not Contact.objects.exists()


def test_a_time_typed_is_one_of_the_tables_zone(counsellor: Any, at_the_clock: Responses) -> None:
    response = at_the_clock.open()
    at_the_clock.later(hours=3)
    local = (response.started_at + timedelta(hours=1)) - timedelta(hours=5)
    _form(
        counsellor,
        response,
        "contact",
        outcome="met",
        happened_at=local.strftime("%Y-%m-%dT%H:%M"),
    )
    found = Contact.objects.get()
    assert found.at - response.started_at == timedelta(hours=1)


def test_a_form_sent_twice_is_taken_once_and_says_so(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    sent = {"form_key": "the-same", "outcome": "met"}
    for _attempt in range(2):
        answer = counsellor.post(_page(response, "contact"), sent, follow=True)
        assert answer.status_code == 200
    assert "Nothing was recorded twice" in answer.content.decode()
    assert Contact.objects.count() == 1


def test_a_missing_service_asks_whether_it_was_a_gap(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    answer = _form(
        counsellor, response, "service", service="emergency-shelter", state="no-capacity"
    )
    assert answer["Location"].endswith("/gap/?service=emergency-shelter&kind=no-capacity#gap")
    form = counsellor.get(answer["Location"]).context["form"]
    assert (form["service"].value(), form["kind"].value()) == ("emergency-shelter", "no-capacity")
    assert "Was this a gap in the system?" in counsellor.get(_page(response)).content.decode()
    _form(counsellor, response, "gap", service="emergency-shelter", kind="no-capacity")
    assert "Was this a gap" not in counsellor.get(_page(response)).content.decode()


def test_a_declined_service_asks_once_and_then_leaves_it(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    answer = _form(counsellor, response, "service", service="home-care", state="declined")
    assert answer["Location"].endswith("/gap/?service=home-care&kind=#gap")
    assert "Was this a gap" not in counsellor.get(_page(response)).content.decode()


def test_withdrawal_of_the_lead_agency_leads_back_to_the_list(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    answer = _form(
        counsellor,
        response,
        "consent",
        person_number="1",
        agency=at_the_clock.cast.agency("counselling").reference,
        state="withdrawn",
        how="spoken",
        giver="person",
    )
    assert answer["Location"] == PREFIX


def test_an_entry_is_corrected_on_its_own_page_and_stays_readable(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    _form(counsellor, response, "contact", outcome="wrong-place")
    entry = Contact.objects.get()
    address = _page(response, "entries", entry.reference, "correct")
    assert "Wrong place" in counsellor.get(address).content.decode()
    wrong = counsellor.post(address, {"form_key": "a", "reason": "whim"})
    assert wrong.status_code == 422
    answer = counsellor.post(address, {"form_key": "a", "reason": "entered-wrongly"}, follow=True)
    text = answer.content.decode()
    assert "<del>Wrong place</del>" in text
    assert "Struck out on" in text
    assert address not in text


def test_a_person_is_marked_as_told_on_their_line(client: Any, at_the_clock: Responses) -> None:
    response, cast = at_the_clock.open(), at_the_clock.cast
    entry = services.add_to_be_told(
        response=response,
        person_number=2,
        owner=cast.agency("families"),
        due=at_the_clock.at.date(),
        by=cast.counsellor,
        at=at_the_clock.at,
    )
    at_the_clock.later(days=2)
    sign_in(client, cast.child_worker)
    text = client.get(_page(response)).content.decode()
    assert "Overdue" in text
    address = _page(response, "entries", entry.reference, "told")
    assert address in text
    assert client.get(address).status_code == 200
    answer = client.post(address, {"form_key": "t"}, follow=True)
    assert "Person 2 was told by Riverbend Families" in answer.content.decode()


def test_an_entry_that_is_no_telling_cannot_be_marked_as_told(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    _form(counsellor, response, "contact", outcome="met")
    address = _page(response, "entries", Contact.objects.get().reference, "told")
    assert counsellor.get(address).status_code == 404


def test_an_act_that_does_not_exist_is_not_found(counsellor: Any, at_the_clock: Responses) -> None:
    response = at_the_clock.open()
    assert counsellor.get(_page(response, "score")).status_code == 404


def test_the_chair_sees_codes_and_clock_and_not_that_a_plan_exists(
    client: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.planned()
    sign_in(client, at_the_clock.cast.chair)
    text = client.get(_page(response)).content.decode()
    assert "Nobody has tried to reach them yet." in text
    assert "The plan" not in text
    assert "Where to reach them" not in text
    assert "hours left" in text


def test_the_first_thing_asked_follows_the_state(counsellor: Any, at_the_clock: Responses) -> None:
    response, cast = at_the_clock.open(), at_the_clock.cast

    def first() -> str:
        offer = counsellor.get(_page(response)).context["first"]
        return offer.act.slug if offer else ""

    assert first() == "plan"
    at_the_clock.write_plan(response)
    assert first() == "contact"
    services.record_contact(
        response=response, outcome="met", by=cast.counsellor, at=at_the_clock.at
    )
    assert first() == "service"
    services.record_mobilization(
        response=response,
        service="counselling",
        state="engaged",
        by=cast.counsellor,
        at=at_the_clock.at,
    )
    assert first() == "report"
    services.report_back(
        response=response, standing="can_close", by=cast.counsellor, at=at_the_clock.at
    )
    assert first() == "close"
    _form(counsellor, response, "close")
    assert first() == ""
    text = counsellor.get(_page(response)).content.decode()
    assert "What was sealed is destroyed on 10 March 2026." in text
    assert "Nothing more is asked of you." in text


def test_an_assisting_agency_is_told_who_reports_and_closes(
    client: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.planned()
    sign_in(client, at_the_clock.cast.child_worker)
    text = client.get(_page(response)).content.decode()
    assert "The lead agency reports back to the table." in text
    assert "The lead agency or the chair closes a response." in text


def test_what_was_destroyed_is_said_to_be(counsellor: Any, at_the_clock: Responses) -> None:
    text = counsellor.get(_page(at_the_clock.destroyed())).content.decode()
    assert "What was sealed has been destroyed." in text
    assert "Open the plan" not in text


def test_after_closing_the_plan_opens_for_the_own_file_without_a_basis(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.closed()
    answer = counsellor.post(_page(response, "plan/open"), {"form_key": "k"})
    assert SECRET in answer.content.decode()
    assert "what your agency wrote" in answer.content.decode()


def test_the_note_says_what_was_said_on_what_basis_to_whom(
    client: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.planned()
    sign_in(client, at_the_clock.cast.representative)
    assert client.get(_page(response)).status_code == 404
    text = client.get(_page(response, "note")).content.decode()
    for words in (
        "Riverbend Police",
        "The names needed, said aloud; nothing was written down.",
        "Given",
        "Riverbend Counselling and Riverbend Families",
        "3 March 2026",
    ):
        assert words in text, words
    assert SECRET not in text


def test_the_note_of_an_agency_inside_holds_the_answers_it_got(
    client: Any, at_the_clock: Responses
) -> None:
    response, cast = at_the_clock.open(), at_the_clock.cast
    for agency, number in (("families", 1), ("counselling", 2)):
        services.record_consent(
            response=response,
            person_number=number,
            agency=cast.agency(agency),
            state="given",
            how="spoken",
            giver="person",
            by=cast.counsellor,
            at=at_the_clock.at,
        )
    sign_in(client, cast.child_worker)
    text = client.get(_page(response, "note")).content.decode()
    assert "No name was said by us." in text
    assert "Person 1, Riverbend Families: Given" in text
    assert "Person 2" not in text


def test_the_note_says_why_consent_was_not_asked(client: Any, at_the_clock: Responses) -> None:
    from headwater.table.discussions import services as discussions

    cast, situations = at_the_clock.cast, at_the_clock.situations
    discussion = situations.at_filter_three()
    discussions.record_disclosure(
        discussion=discussion,
        agency=cast.agency("police"),
        basis="act.mfippa-32-h",
        consent_state="not-asked",
        not_sought_reason="unsafe-for-person",
        by=cast.chair,
        at=situations.tick(),
    )
    discussion.refresh_from_db()
    discussion = discussions.choose_agencies(
        discussion=discussion,
        lead=cast.agency("counselling"),
        assisting=[],
        by=cast.chair,
        at=situations.tick(),
    )
    response = services.start_response(discussion=discussion, by=cast.chair, at=situations.tick())
    sign_in(client, cast.representative)
    text = client.get(_page(response, "note")).content.decode()
    assert "Not asked yet. " in text
    assert "Asking would put the person in danger" in text


@pytest.mark.parametrize("state", ["open", "reported", "closed", "destroyed"])
def test_every_page_stands_in_french_too(state: str, client: Any, at_the_clock: Responses) -> None:
    response = at_the_clock.in_state(state)
    sign_in(client, at_the_clock.cast.counsellor)
    for path in ("/fr/responses/", f"/fr/responses/{response.reference}/"):
        assert client.get(path).status_code == 200
    assert client.get(f"/fr/responses/{response.reference}/note/").status_code == 200


def test_addresses_hold_references_and_codes_only(counsellor: Any, at_the_clock: Responses) -> None:
    response = at_the_clock.open()
    answer = _form(counsellor, response, "plan", where=SECRET)
    assert SECRET not in answer["Location"]
    assert answer["Location"] == reverse("interventions:response", args=[response.reference])


def test_police_at_the_door_and_hours_to_the_first_contact_are_said(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response, cast = at_the_clock.open(), at_the_clock.cast
    services.set_door(
        response=response,
        going=[cast.agency("families")],
        police=True,
        reason="worker-safety",
        without_police="not_told_yet",
        by=cast.counsellor,
        at=at_the_clock.at,
    )
    services.record_contact(
        response=response,
        outcome="spoke-by-phone",
        by=cast.counsellor,
        at=at_the_clock.later(hours=26),
    )
    text = counsellor.get(_page(response)).content.decode()
    assert "To the door: Riverbend Families. Police go: Safety of the workers." in text
    assert "First contact after 26 h." in text


def test_coded_forms_may_be_kept_for_a_lost_session_and_the_plan_never(
    counsellor: Any, at_the_clock: Responses
) -> None:
    text = counsellor.get(_page(at_the_clock.open())).content.decode()
    forms = re.findall(r"<form class=\"hw-act__form\"[^>]*>", text)
    kept = {"plan/" in form: "data-draft" in form for form in forms}
    assert kept == {True: False, False: True}
