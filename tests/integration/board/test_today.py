"""Today: overdue first, three things at most before the fold, each with one deed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.table.interventions import services as interventions
from headwater.table.meetings import services as meetings
from headwater.table.screening import services as screening
from tests.integration.board.conftest import Pages
from tests.integration.screening.room import CHILD, S1_FACTORS, Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(pages: Pages) -> Room:
    """Screenings over the same cast."""
    return Room(pages.cast)


def begin_response(pages: Pages) -> object:
    return interventions.start_response(
        discussion=pages.situations.at_filter_four(),
        by=pages.cast.chair,
        at=pages.situations.tick(),
    )


def test_an_empty_day_is_calm(pages: Pages) -> None:
    page = pages.see("bystander", "/today")
    assert "Nothing is due." in page and "Nothing waits for you." in page
    assert "No meeting is planned." in page


def test_the_clock_of_a_response_is_told_to_those_in_it(pages: Pages) -> None:
    begin_response(pages)
    page = pages.see("counsellor", "/today")
    assert "Reach them, or try again" in page and "hours left for the first contact" in page
    assert "Record a contact" in page
    assert "Reach them" not in pages.see("representative", "/today")
    assert "first contact" not in pages.see("chair", "/today")


def test_what_is_overdue_comes_first_and_is_told_to_the_chair_too(pages: Pages) -> None:
    begin_response(pages)
    pages.situations.closed_meeting()
    pages.situations.at += timedelta(hours=50)
    pages.situations.open_meeting(present=[])
    page = pages.get("counsellor", "/today").content.decode()
    assert page.index("hw-card--overdue") < page.index("hw-card--waiting")
    assert "First contact overdue by" in page
    assert "Ask how the first contact goes" in pages.see("chair", "/today")


def test_whoever_was_reached_is_no_longer_due(pages: Pages) -> None:
    response = begin_response(pages)
    interventions.record_contact(
        response=response,  # type: ignore[arg-type]
        outcome="met",
        by=pages.cast.counsellor,
        at=pages.situations.tick(),
    )
    assert "Reach them" not in pages.see("counsellor", "/today")
    interventions.close_response(
        response=response,  # type: ignore[arg-type]
        by=pages.cast.chair,
        at=pages.situations.tick(),
    )
    assert "Reach them" not in pages.see("counsellor", "/today")


@pytest.mark.parametrize(("days", "note"), [(0, "Due today"), (-0, "Due today")])
def test_a_person_to_be_told_is_told_of_on_the_day(pages: Pages, days: int, note: str) -> None:
    response = begin_response(pages)
    due = (pages.situations.at + timedelta(days=days)).date()
    interventions.add_to_be_told(
        response=response,  # type: ignore[arg-type]
        person_number=1,
        owner=pages.cast.agency("families"),
        due=due,
        by=pages.cast.counsellor,
        at=pages.situations.tick(),
    )
    page = pages.see("child_worker", "/today")
    assert "Tell a person that they were named" in page and note in page
    assert "Tell a person" not in pages.see("counsellor", "/today")
    assert "Tell a person" not in pages.see("chair", "/today")
    pages.situations.at += timedelta(days=2)
    page = pages.get("child_worker", "/today").content.decode()
    assert "Overdue" in page and "hw-card--overdue" in page


def test_an_open_meeting_calls_and_then_asks_for_the_answer(pages: Pages) -> None:
    pages.situations.at_filter_three()
    pages.post("counsellor", f"{pages.board()}/leave")
    page = pages.see("counsellor", "/today")
    assert "The meeting is open" in page and "Join the meeting" in page
    pages.post("counsellor", f"{pages.board()}/here")
    page = pages.see("counsellor", "/today")
    assert "Say whether your agency can help" in page and "A family" in page
    item = pages.situations.fresh_meeting().items.get()
    pages.post("counsellor", pages.of(item, "answer"), {"answer": "can_help"})
    assert "Say whether" not in pages.see("counsellor", "/today")
    assert "Go to the meeting" in pages.see("counsellor", "/today")


def test_what_comes_before_anything_stands_first(pages: Pages, room: Room) -> None:
    room.begun(danger="yes")
    screening.begin(
        form_key="unsure",
        danger="no",
        young=("under-12",),
        duties={CHILD: screening.DutyGiven("not-sure")},
        by=pages.cast.representative,
        at=room.tick(),
    )
    page = pages.get("representative", "/today").content.decode()
    assert page.count("hw-card--overdue") == 2
    assert "/act-now/" in page
    assert "Before anything" in page


def test_three_things_stand_before_the_fold(pages: Pages, room: Room) -> None:
    for _each in range(5):
        room.returned()
    page = pages.get("representative", "/today").content.decode()
    first, more = page.split('id="more"', 1)
    assert first.count("The table gave a situation back") == 3
    assert more.count("The table gave a situation back") == 2
    assert first.count('class="govuk-button"') == 3


def test_screenings_to_finish_and_to_bring_wait(pages: Pages, room: Room) -> None:
    room.coded()
    room.questioned()
    page = pages.see("representative", "/today")
    assert "Bring a situation to the table" in page and "Finish a screening" in page
    assert "screening" not in pages.see("counsellor", "/today").lower()


def test_a_report_waits_for_the_lead_and_a_conclusion_for_the_chair(pages: Pages) -> None:
    discussion = pages.situations.at_filter_four()
    assert "Report back at the next meeting" in pages.see("counsellor", "/today")
    pages.situations.take_up(discussion)
    pages.post("chair", pages.item(discussion, "report"))
    assert "Report back" not in pages.see("counsellor", "/today")
    assert "Conclude at the next meeting" in pages.see("chair", "/today")


def test_the_chair_hears_of_situations_on_no_agenda(pages: Pages) -> None:
    hidden, _other = pages.situations.brought(), pages.situations.brought()
    assert "no agenda" not in pages.see("chair", "/today")
    pages.situations.planned_meeting()
    page = pages.see("chair", "/today")
    assert "2 situations stand on no agenda yet." in page
    pages.situations.open_meeting()
    pages.post("chair", f"{pages.board()}/agenda")
    assert "no agenda" not in pages.see("chair", "/today")
    pages.situations.step_aside(hidden, pages.cast.second_chair)
    meetings.close_meeting(
        meeting=pages.situations.fresh_meeting(), by=pages.cast.chair, at=pages.situations.tick()
    )
    assert "1 situation stands on no agenda yet." in pages.see("second_chair", "/today")


def test_a_meeting_that_was_never_opened_is_overdue_for_the_chair(pages: Pages) -> None:
    pages.situations.planned_meeting()
    pages.situations.at += timedelta(days=1)
    page = pages.get("chair", "/today").content.decode()
    assert "A meeting was never opened" in page and "hw-card--overdue" in page
    assert "never opened" not in pages.see("counsellor", "/today")


def test_the_next_meeting_stands_beside(pages: Pages) -> None:
    series = meetings.plan_series(
        table=pages.cast.table,
        weekdays=["TH"],
        hour=(pages.situations.at).time(),
        starts_on=pages.situations.at.date(),
        by=pages.cast.chair,
        at=pages.situations.at,
    )
    meetings.plan_from_series(
        series=series,
        until=(pages.situations.at + timedelta(days=9)).date(),
        by=pages.cast.chair,
        at=pages.situations.at,
    )
    page = pages.see("counsellor", "/today")
    assert "Thursday 5 March 2026" in page and "In person" in page and "See the meeting" in page


def test_facts_of_a_child_reach_today_as_codes_only(pages: Pages, room: Room) -> None:
    room.coded(
        facts={"type": "family", "age_group": "", "sex": "", "factors": S1_FACTORS},
        young=("under-12",),
        duties={CHILD: room.reported()},
    )
    page = pages.see("representative", "/today")
    assert "A family; 4 risk factors" in page
