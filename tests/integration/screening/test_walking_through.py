"""One worker, page by page through HTTP, from the first question to the table's agenda."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.formats import date_format

from headwater.network.models import Seat
from headwater.table.discussions.models import Discussion
from headwater.table.meetings.models import AgendaItem
from headwater.table.screening.models import Screening
from tests.integration.screening.room import CHILD, HOLDS, S1_FACTORS, S2, Room

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Seat | None], Client]
QUESTIONS = {f"question-{code}": answer for code, answer in HOLDS.items()}


def form_key(client: Client) -> str:
    page = client.get("/en/screening/new/").content.decode()
    found = re.search(r'name="form_key" value="([^"]+)"', page)
    assert found
    return found[1]


def begin(client: Client, **sent: Any) -> Any:
    return client.post("/en/screening/new/", {"form_key": form_key(client), **sent})


def test_a_situation_without_children_reaches_the_agenda(room: Room, signed_in: SignedIn) -> None:
    client, meeting = signed_in(room.cast.representative), room.meeting()
    answer = begin(client, danger="no", young="nobody")
    screening = Screening.objects.get()
    base = f"/en/screening/{screening.reference}/"
    assert answer.url == f"{base}questions/"
    answer = client.post(f"{base}questions/", QUESTIONS)
    assert answer.url == f"{base}facts/"
    answer = client.post(f"{base}facts/", S2)
    assert answer.url == f"{base}review/"
    page = client.get(f"{base}review/").content.decode()
    assert "Physical disability" in page
    assert "40 to 59" in page
    answer = client.post(f"{base}review/", {"meeting": meeting.reference})
    assert answer.url == base
    item = AgendaItem.objects.get(meeting=meeting)
    discussion = Discussion.objects.get(reference=item.subject)
    assert discussion.originating_agency == room.cast.agency("police")
    assert sorted(discussion.factors.values_list("code", flat=True)) == S2["factors"]
    screening.refresh_from_db()
    assert screening.state == "brought"
    assert screening.discussion_reference == discussion.reference


def test_a_child_of_eleven_cannot_be_brought_before_the_duty_is_answered(
    room: Room, signed_in: SignedIn
) -> None:
    client = signed_in(room.cast.representative)
    page = begin(client, danger="no", young="under-12").content.decode()
    assert "Answer this before you go on. It comes first." in page
    assert not Screening.objects.exists()
    answer = begin(client, danger="no", young="under-12", **{f"{CHILD}-answer": "not-sure"})
    screening = Screening.objects.get()
    base = f"/en/screening/{screening.reference}/"
    assert answer.url == base
    assert "Call and ask, then answer again." in client.get(base).content.decode()
    client.post(f"{base}questions/", QUESTIONS)
    client.post(f"{base}facts/", {"type": "family", "factors": S1_FACTORS})
    assert client.post(f"{base}review/", {}).status_code == 403
    assert not Discussion.objects.exists()


def test_reported_with_its_time_opens_the_way_to_the_table(room: Room, signed_in: SignedIn) -> None:
    client = signed_in(room.cast.representative)
    sent = {
        "danger": "no",
        "young": "under-12",
        f"{CHILD}-answer": "reported",
        f"{CHILD}-reported_on_day": "3",
        f"{CHILD}-reported_on_month": "3",
        f"{CHILD}-reported_on_year": "2026",
        f"{CHILD}-reported_time": "08:15",
    }
    begin(client, **sent)
    screening = Screening.objects.get()
    base = f"/en/screening/{screening.reference}/"
    client.post(f"{base}questions/", QUESTIONS)
    client.post(f"{base}facts/", {"type": "family", "factors": S1_FACTORS})
    page = client.get(base).content.decode()
    assert "Did you tell them this too?" in page
    assert client.post(f"{base}review/", {}).url == base
    assert Discussion.objects.get().type == "family"


def test_danger_now_interrupts_everything_and_saves_what_was_said(
    room: Room, signed_in: SignedIn
) -> None:
    client = signed_in(room.cast.representative)
    answer = begin(client, danger="yes", young="under-12")
    screening = Screening.objects.get()
    base = f"/en/screening/{screening.reference}/"
    assert answer.url == f"{base}act-now/"
    page = client.get(answer.url).content.decode()
    assert "tel:911" in page
    assert "tel:988" in page
    assert screening.subject_ages == ["under-12"]
    answer = client.post(f"{base}act-now/")
    assert answer.url == f"{base}before-anything/"
    screening.refresh_from_db()
    assert screening.danger_now == "help-called"


def test_the_same_first_page_sent_twice_begins_one_screening(
    room: Room, signed_in: SignedIn
) -> None:
    client = signed_in(room.cast.representative)
    sent = {"form_key": form_key(client), "danger": "no", "young": "nobody"}
    first, second = (client.post("/en/screening/new/", sent) for _ in range(2))
    assert first.url == second.url
    assert Screening.objects.count() == 1


def test_bringing_it_twice_says_so_and_makes_one_discussion(
    room: Room, signed_in: SignedIn
) -> None:
    screening, client = room.coded(), signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    sent = {"revision": screening.revision}
    client.post(f"{base}review/", sent)
    answer = client.post(f"{base}review/", sent, follow=True)
    assert "This situation was already brought to the table." in answer.content.decode()
    assert Discussion.objects.count() == 1


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(
    room: Room, signed_in: SignedIn
) -> None:
    screening, client = room.questioned(), signed_in(room.cast.representative)
    address = f"/en/screening/{screening.reference}/facts/"
    page = client.post(address, {"type": "person", "factors": S2["factors"]}).content.decode()
    assert "Choose the age group, or “not known”." in page
    assert re.search(r'value="housing.no-access" checked', page)
    page = client.post(
        address, {"type": "family", "factors": ["housing.no-access", "made.up"]}
    ).content.decode()
    assert "Choose from the list: this code is not part of it." in page
    assert "made.up" not in page


def test_two_people_at_once_lose_nothing_of_either(room: Room, signed_in: SignedIn) -> None:
    screening, client = room.coded(), signed_in(room.cast.representative)
    address = f"/en/screening/{screening.reference}/facts/"
    stale = {"revision": screening.revision - 1, "type": "place", "factors": ["housing.transient"]}
    page = client.post(address, stale).content.decode()
    assert "Someone else in your agency changed this screening" in page
    assert re.search(r'value="housing.transient" checked', page)
    assert room.fresh(screening).factors == S2["factors"]


def test_keep_and_refer_leave_nothing_at_the_table(room: Room, signed_in: SignedIn) -> None:
    client = signed_in(room.cast.representative)
    kept, referred = room.coded(), room.coded()
    client.post(f"/en/screening/{kept.reference}/keep/", {"outcomes": ["own-service"]})
    client.post(f"/en/screening/{referred.reference}/refer/", {"referred_to": "housing"})
    assert room.fresh(kept).state == "kept"
    assert room.fresh(referred).state == "referred"
    assert not Discussion.objects.exists()
    page = client.get(f"/en/screening/{kept.reference}/").content.decode()
    assert "Our own service or worker took it on" in page
    client.post(f"/en/screening/{kept.reference}/take-up-again/")
    assert room.fresh(kept).state == "ready"


def test_what_is_missing_to_keep_or_refer_is_said_at_the_field(
    room: Room, signed_in: SignedIn
) -> None:
    screening, client = room.coded(), signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    assert "Choose what your agency did." in client.post(f"{base}keep/", {}).content.decode()
    assert "Choose where you referred" in client.post(f"{base}refer/", {}).content.decode()


def test_the_note_is_sealed_and_shown_only_on_demand(room: Room, signed_in: SignedIn) -> None:
    screening, client = room.begun(), signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    assert "Write something" in client.post(f"{base}note/", {"note": " "}).content.decode()
    client.post(f"{base}note/", {"file_number": "RB-2026-0042", "note": "Spoke with the aunt."})
    page = client.get(f"{base}note/").content.decode()
    assert "RB-2026-0042" not in page
    answer = client.post(f"{base}note/open/")
    assert "RB-2026-0042" in answer.content.decode()
    assert "Spoke with the aunt." in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_the_list_says_state_age_next_step_and_last_day(room: Room, signed_in: SignedIn) -> None:
    room.coded()
    room.begun(young=("under-12",))
    room.brought()
    room.kept()
    room.returned()
    page = signed_in(room.cast.representative).get("/en/screening/").content.decode()
    for words in (
        "A person, 40 to 59; 2 risk factors",
        "Ready to bring",
        "In progress",
        "With the table",
        "Kept with us",
        "Returned by the table",
        "Review and decide",
        "Started today",
        f"Destroyed on {date_format(room.at.date() + timedelta(days=90))}",
    ):
        assert words in page, words


def test_without_a_planned_meeting_it_waits_for_the_next(room: Room, signed_in: SignedIn) -> None:
    screening, client = room.coded(), signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    assert "No meeting is planned yet" in client.get(f"{base}review/").content.decode()
    client.post(f"{base}review/", {})
    assert Discussion.objects.count() == 1
    assert not AgendaItem.objects.exists()


def test_an_agency_without_agreement_is_told_why_it_cannot_bring(
    room: Room, signed_in: SignedIn
) -> None:
    screening = room.coded(by=room.cast.lapsed)
    client = signed_in(room.cast.lapsed)
    page = client.get(f"/en/screening/{screening.reference}/review/").content.decode()
    assert "no agreement in force" in page
    assert client.post(f"/en/screening/{screening.reference}/review/", {}).status_code == 403


@pytest.mark.parametrize("state", ["draft", "ready", "kept", "referred", "brought", "returned"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_opens_in_every_state(
    room: Room, signed_in: SignedIn, state: str, language: str
) -> None:
    screening, client = room.in_state(state), signed_in(room.cast.representative)
    base = f"/{language}/screening/{screening.reference}/"
    for name in (
        "",
        "before-anything/",
        "act-now/",
        "questions/",
        "facts/",
        "note/",
        "review/",
        "keep/",
        "refer/",
    ):
        assert client.get(base + name).status_code == 200, name
