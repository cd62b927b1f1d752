"""Filter three on the board: names said and never written, who leaves, who stays."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.table.discussions.models import Disclosure
from headwater.table.interventions.models import Response
from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db
CONSENT = {"consent_state": "given", "basis": "consent.person"}


def basis(pages: Pages, discussion: Any, agency: str) -> str:
    return pages.item(discussion, f"basis/{pages.cast.agency(agency).reference}")


def test_an_agency_records_its_own_basis_and_no_name(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    address = basis(pages, discussion, "police")
    page = pages.see("representative", address)
    assert "What did the person answer when asked for consent?" in page
    assert page.index("asked for consent") < page.index("What allows Riverbend Police")
    assert "MFIPPA" in page and "PHIPA" not in page
    assert "textarea" not in pages.get("representative", address).content.decode()
    page = pages.text(pages.post("representative", address, CONSENT))
    assert "The name may be said; it is written nowhere." in page
    assert "Your basis is recorded: The person agreed" in page
    assert Disclosure.objects.get().recorded_by == pages.cast.representative


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Consent comes first: say what was answered."),
        ({"consent_state": "not-asked", "basis": "act.mfippa-32-h"}, "Say why consent was not"),
        ({"consent_state": "refused", "basis": "consent.person"}, "Consent was not given."),
        ({"consent_state": "given"}, "Without a basis the name stays closed."),
        ({"consent_state": "given", "basis": "act.phipa-40-1"}, "this entry is not in it"),
    ],
)
def test_a_basis_that_does_not_hold_is_refused_at_its_field(
    pages: Pages, form: dict[str, str], said: str
) -> None:
    discussion = pages.situations.at_filter_three()
    answer = pages.post("representative", basis(pages, discussion, "police"), form)
    assert answer.status_code == 422
    assert said in pages.text(answer)
    assert not Disclosure.objects.exists()


def test_no_agency_records_the_basis_of_another(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    answer = pages.post("counsellor", basis(pages, discussion, "police"), CONSENT)
    assert answer.status_code == 403
    assert "Each agency answers for itself." in pages.text(answer)
    assert pages.post("chair", basis(pages, discussion, "police"), CONSENT).status_code == 200
    page = pages.post("chair", basis(pages, discussion, "police"), CONSENT)
    assert "recorded already" in pages.text(page)
    unknown = pages.item(discussion, "basis/a-000000000000")
    assert pages.get("chair", unknown).status_code == 404


def test_a_table_without_names_offers_no_basis(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    pages.cast.table.filter_three = "no_names"
    pages.cast.table.save()
    page = pages.see("representative", pages.board())
    assert "This table says no names." in page and "record our basis" not in page
    answer = pages.post("representative", basis(pages, discussion, "police"), CONSENT)
    assert answer.status_code == 422
    form = pages.get("chair", pages.item(discussion, "agencies")).content.decode()
    assert "No name was said" not in form


def test_each_agency_answers_with_one_key_and_may_change_its_mind(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    address = pages.item(discussion, "answer")
    board = pages.get("counsellor", pages.board()).content.decode()
    assert all(f'data-shortcut="{key}"' in board for key in "123")
    page = pages.text(pages.post("counsellor", address, {"answer": "involved"}))
    assert "You answered: Involved already" in page
    page = pages.text(pages.post("counsellor", address, {"answer": "not_needed"}))
    assert "Your agency has left this one." in page and "Alcohol" not in page
    page = pages.text(pages.post("counsellor", address, {"answer": "can_help"}))
    assert "You answered: Can help" in page and "Alcohol" in page
    page = pages.text(pages.post("counsellor", address, {"answer": "can_help"}))
    assert "This answer is recorded already." in page
    pages.post("counsellor", address, {"answer": "perhaps"})
    pages.post("chair", address, {"answer": "involved"})
    assert discussion.answers.count() == 1


def test_the_chair_enters_what_was_said_aloud(pages: Pages) -> None:
    discussion, cast = pages.situations.at_filter_three(), pages.cast
    address = pages.item(discussion, "answers")
    form = {
        cast.agency("counselling").reference: "involved",
        cast.agency("housing").reference: "not_needed",
    }
    page = pages.text(pages.post("chair", address, form))
    assert "Must leave the room or the call now Riverbend Housing" in page
    page = pages.text(pages.post("chair", address, form))
    assert "This answer is recorded already." in page
    form[cast.agency("families").reference] = "perhaps"
    answer = pages.post("chair", address, form)
    assert answer.status_code == 422
    assert discussion.answers.count() == 2


def test_choosing_agencies_begins_their_response(pages: Pages) -> None:
    discussion, cast = pages.situations.named(), pages.cast
    form = {
        "lead": cast.agency("counselling").reference,
        "assisting": [cast.agency("families").reference],
    }
    listed = pages.get("chair", pages.item(discussion, "agencies")).content.decode()
    # The open form offers those who said something first, and nobody who left.
    offered = listed.split('id="agencies"', 1)[1].split("</form>", 1)[0]
    assert "Riverbend Housing" not in offered
    assert offered.index("Riverbend Counselling") < offered.index("Riverbend Francophone")
    page = pages.text(pages.post("chair", pages.item(discussion, "agencies"), form))
    assert "Filter four is open." in page
    assert "Must leave the room or the call now Riverbend Francophone Centre" in page
    assert Response.objects.get().discussion == discussion
    assert "Only the lead agency" in pages.see("housing_worker", pages.board())
    page = pages.text(pages.post("chair", pages.item(discussion, "agencies"), form))
    assert "already" in page


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "Choose the agency that leads."),
        ({"assisting": ["counselling"]}, "The lead agency does not also assist."),
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_its_field(
    pages: Pages, chosen: dict[str, list[str]], said: str
) -> None:
    discussion, cast = pages.situations.named(), pages.cast
    form: dict[str, Any] = {
        name: [cast.agency(code).reference for code in codes] for name, codes in chosen.items()
    }
    if chosen:
        form["lead"] = cast.agency("counselling").reference
    answer = pages.post("chair", pages.item(discussion, "agencies"), form)
    assert answer.status_code == 422 and said in pages.text(answer)
    assert not Response.objects.exists()


def test_without_a_basis_the_chair_says_that_no_name_was_said(pages: Pages) -> None:
    discussion, cast = pages.situations.at_filter_three(), pages.cast
    form = {"lead": cast.agency("counselling").reference}
    answer = pages.post("chair", pages.item(discussion, "agencies"), form)
    assert answer.status_code == 422
    assert "No agency has recorded on what basis" in pages.text(answer)
    assert not Response.objects.exists()
    page = pages.post("chair", pages.item(discussion, "agencies"), form | {"no_name": "on"})
    assert "Filter four is open." in pages.text(page)


def test_what_the_lead_agency_reported_stands_before_the_conclusion(pages: Pages) -> None:
    from headwater.table.interventions import services as interventions

    discussion = pages.situations.at_filter_four()
    cast, situations = pages.cast, pages.situations
    response = interventions.start_response(
        discussion=discussion, by=cast.chair, at=situations.tick()
    )
    situations.closed_meeting()
    situations.take_up(discussion)
    assert "The lead agency reports:" not in pages.see("chair", pages.board())
    interventions.report_back(
        response=response, standing="risk_remains", by=cast.counsellor, at=situations.tick()
    )
    page = pages.see("chair", pages.board())
    assert "The lead agency reports: The risk remains" in page
    pages.post("chair", pages.item(discussion, "report"))
    answer = pages.post("chair", pages.item(discussion, "conclusion"))
    assert answer.status_code == 422 and "Choose how it ended." in pages.text(answer)
    interventions.close_response(response=response, by=cast.chair, at=situations.tick())
    page = pages.post(
        "chair", pages.item(discussion, "conclusion"), {"conclusion": "still-at-risk.declined"}
    )
    assert "Concluded. What is sealed has its day of destruction." in pages.text(page)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_sealed_name_is_seen_by_who_opens_it_and_on_no_other_page(pages: Pages) -> None:
    name = "Wilhelmina Ostrander"
    pages.cast.table.filter_three = "sealed"
    pages.cast.table.save()
    discussion = pages.situations.at_filter_three()
    sealed = f"/table/names/{discussion.reference}"
    assert "Record your basis at the table first." in pages.see("representative", sealed)
    page = pages.text(pages.post("representative", basis(pages, discussion, "police"), CONSENT))
    assert "Now seal the name on its own page." in page
    form = pages.get("representative", sealed).content.decode()
    assert 'autocomplete="off"' in form and "data-no-draft" in form
    answer = pages.post("representative", f"{sealed}/seal", {"name": name, "born": "29.2.84"})
    assert answer.status_code == 422 and "Write it as year, month, day" in pages.text(answer)
    answer = pages.post("representative", f"{sealed}/seal", {"name": name, "born": "1984-02-29"})
    assert "Sealed. It is destroyed when the table goes on" in pages.text(answer)
    assert pages.post("counsellor", f"{sealed}/open").status_code == 403
    pages.post("counsellor", pages.item(discussion, "answer"), {"answer": "can_help"})
    opened = pages.post("counsellor", f"{sealed}/open")
    assert name in pages.text(opened) and "29 February 1984" in pages.text(opened)
    assert "no-store" in opened["Cache-Control"]
    board = pages.board()
    for member in ("representative", "counsellor", "child_worker", "chair"):
        for address in (board, f"{board}/fragment", f"{board}/wall", f"{board}/minutes", sealed):
            assert name not in pages.get(member, address).content.decode(), (member, address)
    assert "1 person is named" in pages.see("child_worker", board)
    assert "Those who stay open it on their own screen." in pages.see("chair", f"{board}/wall")
    pages.post("housing_worker", pages.item(discussion, "answer"), {"answer": "not_needed"})
    assert pages.get("housing_worker", sealed).status_code == 403
    pages.post("chair", pages.item(discussion, "park"))
    assert "No name is sealed." in pages.see("chair", sealed)
