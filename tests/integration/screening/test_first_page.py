"""The first page through HTTP: danger, ages and duties, when they are asked and come back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from headwater.network.models import Seat
from headwater.table.screening import services
from headwater.table.screening.models import Screening
from headwater.table.screening.services import DutyGiven
from tests.integration.screening.room import CHILD, S1, S2, Room

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Seat | None], Client]
NEW = "/en/screening/new/"


def main_of(answer: Any) -> str:
    page: str = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Say whether someone is in danger now."),
        ({"danger": "no"}, "Say whether a child or young person is part of this situation."),
        ({"danger": "no", "young": ["nobody", "12-15"]}, "or nobody under 18."),
        (
            {"danger": "no", "young": "under-12", f"{CHILD}-answer": "reported"},
            "Enter the time you reported it.",
        ),
        (
            {"danger": "no", "young": "under-12", f"{CHILD}-answer": "not-needed"},
            "Choose the reason why no report is needed.",
        ),
        (
            {"danger": "no", "young": "under-12", f"{CHILD}-answer": "perhaps"},
            "Select a valid choice.",
        ),
        (
            {
                "danger": "no",
                "young": "under-12",
                f"{CHILD}-answer": "reported",
                f"{CHILD}-reported_on_day": "31",
                f"{CHILD}-reported_on_month": "2",
                f"{CHILD}-reported_on_year": "2026",
                f"{CHILD}-reported_time": "half past",
            },
            "Enter the time as 14:30.",
        ),
        (
            {
                "danger": "no",
                "young": "under-12",
                f"{CHILD}-answer": "reported",
                f"{CHILD}-reported_on_day": "3",
                f"{CHILD}-reported_on_month": "3",
                f"{CHILD}-reported_on_year": "2031",
                f"{CHILD}-reported_time": "10:00",
            },
            "A report cannot lie in the future.",
        ),
    ],
)
def test_each_mistake_is_said_and_begins_nothing(
    room: Room, signed_in: SignedIn, sent: dict[str, Any], words: str
) -> None:
    answer = signed_in(room.cast.representative).post(NEW, sent)
    assert answer.status_code == 200
    assert words in main_of(answer)
    assert "There is a problem" in main_of(answer)
    assert not Screening.objects.exists()


def test_what_a_choice_hides_is_not_judged(room: Room, signed_in: SignedIn) -> None:
    sent = {
        "danger": "no",
        "young": "under-12",
        f"{CHILD}-answer": "not-needed",
        f"{CHILD}-reason": "advised",
        f"{CHILD}-reported_on_day": "31",
        f"{CHILD}-reported_time": "nonsense",
    }
    assert signed_in(room.cast.representative).post(NEW, sent).status_code == 302
    assert Screening.objects.get().duties.get().reported_at is None


def test_danger_is_saved_even_when_the_rest_contradicts_itself(
    room: Room, signed_in: SignedIn
) -> None:
    sent = {
        "danger": "yes",
        "young": ["nobody", "under-12"],
        f"{CHILD}-answer": "reported",
    }
    answer = signed_in(room.cast.representative).post(NEW, sent)
    screening = Screening.objects.get()
    assert answer.url.endswith("/act-now/")
    assert (screening.danger_now, screening.subject_ages) == ("yes", [])
    assert not screening.duties.exists()


def test_the_first_page_of_a_danger_stays_open_to_change(room: Room, signed_in: SignedIn) -> None:
    screening, client = room.begun(danger="yes"), signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    assert "See what to do now" in client.get("/en/screening/").content.decode()
    sent = {"danger": "no", "young": "nobody", "revision": screening.revision}
    assert client.post(f"{base}before-anything/", sent).url == f"{base}questions/"
    assert room.fresh(screening).danger_now == "no"


def test_the_question_that_came_back_says_which_facts_raised_it(
    room: Room, signed_in: SignedIn
) -> None:
    screening = room.questioned(
        young=("12-15",), duties={CHILD: DutyGiven("not-needed", "no-grounds")}
    )
    services.record_facts(
        screening=screening,
        facts=S1 | {"flags": ["child-involved"]},
        by=room.cast.representative,
        at=room.tick(),
    )
    client = signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    assert "raises your duty to report again" in client.get("/en/screening/").content.decode()
    page = main_of(client.get(f"{base}before-anything/"))
    assert "This question is back." in page
    assert "Suicide: Person current suicide risk" in page
    assert "Child involved" in page
    assert "9-8-8 answers day and night" in page
    assert client.post(f"{base}review/", {}).status_code == 403


def test_a_person_of_eleven_raises_the_question_by_the_age_group(
    room: Room, signed_in: SignedIn
) -> None:
    screening = room.coded(S2 | {"age_group": "6-11"})
    client = signed_in(room.cast.representative)
    page = main_of(client.get(f"/en/screening/{screening.reference}/"))
    assert "Answer now" in page
    sent = {"danger": "no", "young": "nobody", "revision": screening.revision}
    answer = client.post(f"/en/screening/{screening.reference}/before-anything/", sent)
    assert "Answer this before you go on." in main_of(answer)
    services.answer_danger_and_duty(
        screening=screening,
        danger="no",
        young=["under-12"],
        duties={CHILD: DutyGiven("not-needed", "advised")},
        by=room.cast.representative,
        at=room.tick(),
    )
    services.record_facts(
        screening=screening,
        facts=S2 | {"age_group": "12-17"},
        by=room.cast.representative,
        at=room.tick(),
    )
    page = main_of(client.get(f"/en/screening/{screening.reference}/before-anything/"))
    assert "You recorded since: 12 to 17." in page


def test_a_change_of_ages_is_named_when_the_question_comes_back(
    room: Room, signed_in: SignedIn
) -> None:
    screening = room.begun(young=("12-15",), duties={CHILD: DutyGiven("not-needed", "no-grounds")})
    services.answer_danger_and_duty(
        screening=screening,
        danger="no",
        young=["under-12", "12-15"],
        duties={},
        by=room.cast.representative,
        at=room.tick(),
    )
    client = signed_in(room.cast.representative)
    page = main_of(client.get(f"/en/screening/{screening.reference}/before-anything/"))
    assert "You recorded since: A child under 12." in page


def test_the_page_starts_from_the_answer_that_was_given(room: Room, signed_in: SignedIn) -> None:
    reported = room.begun(young=("under-12",), duties={CHILD: room.reported()})
    unsure = room.begun(young=("under-12",), duties={CHILD: DutyGiven("not-sure")})
    client = signed_in(room.cast.representative)
    page = main_of(client.get(f"/en/screening/{reported.reference}/before-anything/"))
    # Reported at 8:01 in Riverbend, whose clock is five hours behind UTC.
    assert re.search(r'name="child-protection-reported_time" value="08:\d\d', page)
    page = main_of(client.get(f"/en/screening/{unsure.reference}/before-anything/"))
    assert re.search(r'value="not-sure"[^>]* checked', page)
    assert "Until then this screening waits here" in page


def test_a_health_agency_is_asked_about_residents_of_homes(room: Room, signed_in: SignedIn) -> None:
    elder = S2 | {"age_group": "60-plus", "factors": ["elder-abuse.victim"]}
    screening = room.coded(elder, by=room.cast.recused)
    client = signed_in(room.cast.recused)
    page = main_of(client.get(f"/en/screening/{screening.reference}/before-anything/"))
    assert "Might a resident of a long-term care home be harmed?" in page
    assert "Raised by the facts you recorded." in page
    assert "Nobody with the authority has reviewed this wording yet." in page


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("before-anything/", {"danger": "no", "young": "nobody"}),
        ("keep/", {"outcomes": ["declined"]}),
        ("refer/", {"referred_to": "health"}),
        ("review/", {}),
    ],
)
def test_a_stale_page_is_shown_again_and_nothing_is_saved(
    room: Room, signed_in: SignedIn, page: str, sent: dict[str, Any]
) -> None:
    screening, client = room.coded(), signed_in(room.cast.representative)
    answer = client.post(f"/en/screening/{screening.reference}/{page}", sent | {"revision": 0})
    assert "Someone else in your agency changed this screening" in main_of(answer)
    assert room.fresh(screening).revision == screening.revision


def test_stale_answers_to_the_questions_are_kept_on_the_page(
    room: Room, signed_in: SignedIn
) -> None:
    screening, client = room.coded(), signed_in(room.cast.representative)
    sent = {f"question-{question['code']}": "no" for question in screening.protocol.questions}
    answer = client.post(f"/en/screening/{screening.reference}/questions/", sent | {"revision": 0})
    assert "Someone else in your agency changed this screening" in main_of(answer)
    assert len(re.findall(r'value="no"[^>]* checked', main_of(answer))) == len(sent)


def test_a_closed_meeting_is_refused_at_its_field(room: Room, signed_in: SignedIn) -> None:
    screening, client = room.coded(), signed_in(room.cast.representative)
    meeting = room.meeting()
    room.at += (meeting.starts_at - room.at) * 2
    other = room.meeting()
    sent = {"meeting": meeting.reference, "revision": screening.revision}
    answer = client.post(f"/en/screening/{screening.reference}/review/", sent)
    assert "This meeting is no longer planned." in main_of(answer)
    assert other.reference in main_of(answer)


def test_an_open_meeting_is_offered_as_open_now(room: Room, signed_in: SignedIn) -> None:
    from headwater.table.meetings import services as meetings

    screening, meeting = room.coded(), room.meeting()
    room.at = meeting.starts_at
    meetings.open_meeting(meeting=meeting, by=room.cast.chair, at=room.at)
    client = signed_in(room.cast.representative)
    page = main_of(client.get(f"/en/screening/{screening.reference}/review/"))
    assert "(open now)" in page


def test_a_text_that_is_too_long_is_refused_without_being_repeated(
    room: Room, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from headwater.vault import api as vault

    monkeypatch.setattr(vault, "LONGEST_TEXT", 10)
    screening, client = room.begun(), signed_in(room.cast.representative)
    answer = client.post(
        f"/en/screening/{screening.reference}/note/", {"note": "Longer than ten signs."}
    )
    assert "This text is too long." in main_of(answer)
