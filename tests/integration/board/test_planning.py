"""Planning meetings: one, a series, a day left out, and one that was held on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.table.meetings.models import Meeting, Series
from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db


def test_a_meeting_is_planned_in_the_zone_of_the_table(pages: Pages) -> None:
    page = pages.post("chair", "/meetings/plan", {"starts_at": "2026-03-05T09:00"})
    assert "The meeting is planned." in pages.text(page)
    assert "Thursday 5 March 2026 at 09:00" in pages.text(page)
    assert Meeting.objects.get().starts_at.isoformat() == "2026-03-05T14:00:00+00:00"


def test_the_same_plan_sent_twice_is_one_meeting(pages: Pages) -> None:
    for _again in range(2):
        page = pages.post("chair", "/meetings/plan", {"starts_at": "2026-03-05T09:00"})
    assert "A meeting is planned for this time already." in pages.text(page)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2020-03-05T09:00", "This time has passed."),
        ("", "Enter the day and the hour it begins."),
        ("soon", "Enter a day and an hour that exist."),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_field(pages: Pages, typed: str, said: str) -> None:
    answer = pages.post("chair", "/meetings/plan", {"starts_at": typed})
    assert answer.status_code == 422
    assert said in pages.text(answer) and 'href="#id_starts_at"' in answer.content.decode()
    assert not Meeting.objects.exists()


def series_form(**more: object) -> dict[str, object]:
    return {
        "weekdays": ["TU", "TH"],
        "hour": "09:00",
        "starts_on_day": "3",
        "starts_on_month": "3",
        "starts_on_year": "2026",
        "venue": "both",
        **more,
    }


def day(name: str, number: int, month: int = 3) -> dict[str, str]:
    return {f"{name}_day": str(number), f"{name}_month": str(month), f"{name}_year": "2026"}


def test_a_series_is_set_down_and_its_meetings_are_planned(pages: Pages) -> None:
    page = pages.post("chair", "/meetings/series", series_form())
    assert "Tuesday, Thursday at 09:00" in pages.text(page)
    series = Series.objects.get()
    page = pages.post("chair", f"/meetings/series/{series.reference}", day("until", 19))
    assert "5 meetings are planned." in pages.text(page)
    page = pages.post("chair", f"/meetings/series/{series.reference}/skip", day("day", 12))
    assert "The day is left out." in pages.text(page)
    assert Meeting.objects.count() == 4
    listed = pages.see("counsellor", "/meetings")
    assert "In person and by video" in listed and "Plan a meeting" not in listed
    assert "mardi, jeudi à 9 h 00" in pages.see("chair", "/meetings", "fr").replace(
        "\u00a0", " "
    ).replace("Mardi", "mardi")


def test_a_slip_in_a_series_is_refused_at_its_field(pages: Pages) -> None:
    answer = pages.post("chair", "/meetings/series", series_form(weekdays=[], hour="25:00"))
    assert answer.status_code == 422
    assert "Choose one or more days of the week." in pages.text(answer)
    assert "Enter the hour as 09:00." in pages.text(answer)
    answer = pages.post("chair", "/meetings/series", series_form(**day("ends_on", 1)))
    assert "The last day is before the first." in pages.text(answer)
    pages.post("chair", "/meetings/series", series_form())
    reference = Series.objects.get().reference
    answer = pages.post(
        "chair", f"/meetings/series/{reference}", day("until", 1) | {"until_year": "2031"}
    )
    assert "Plan not more than 400 days ahead." in pages.text(answer)
    answer = pages.post("chair", f"/meetings/series/{reference}/skip", day("day", 1, 2))
    assert "This day has passed." in pages.text(answer)


def afterwards(pages: Pages, **more: object) -> dict[str, object]:
    return {
        "held_at": "2026-03-02T09:00",
        "chair": pages.cast.second_chair.reference,
        "reason": "held-on-paper",
        **more,
    }


def test_a_meeting_held_on_paper_is_entered_with_who_and_why(pages: Pages) -> None:
    page = pages.post("chair", "/meetings/afterwards", afterwards(pages))
    meeting = Meeting.objects.get()
    assert "Recorded afterwards by Chair. Reason: Held on paper." in pages.text(page)
    board = f"/meetings/{meeting.reference}"
    seat = pages.cast.counsellor.reference
    page = pages.post("chair", f"{board}/roll", {seat: "present"})
    assert "Here" in pages.text(page)
    page = pages.get("chair", f"{board}/close").content.decode()
    assert "2026-03-02T09:00" in page
    answer = pages.post("chair", f"{board}/close", {"closed_at": ""})
    assert answer.status_code == 422 and "Enter when it ended." in pages.text(answer)
    pages.post("chair", f"{board}/close", {"closed_at": "2026-03-02T11:00"})
    meeting.refresh_from_db()
    assert meeting.closed_at is not None
    assert meeting.closed_at - meeting.starts_at == timedelta(hours=2)
    minutes = pages.see("counsellor", f"{board}/minutes")
    assert "Recorded afterwards by Chair. Reason: Held on paper." in minutes
    assert "From 09:00 to 11:00" in minutes


def test_the_same_paper_meeting_entered_twice_is_one_meeting(pages: Pages) -> None:
    for _again in range(2):
        page = pages.post("chair", "/meetings/afterwards", afterwards(pages))
    assert "A meeting is entered for this day and hour already." in pages.text(page)
    assert Meeting.objects.count() == 1


def test_a_paper_meeting_of_tomorrow_is_refused_at_its_field(pages: Pages) -> None:
    form = afterwards(pages, held_at="2030-03-02T09:00", reason="no-such")
    answer = pages.post("chair", "/meetings/afterwards", form)
    assert answer.status_code == 422 and "this entry is not in it" in pages.text(answer)
    answer = pages.post(
        "chair", "/meetings/afterwards", afterwards(pages, held_at="2030-03-02T09:00")
    )
    assert answer.status_code == 422
    assert "This time has not come yet." in pages.text(answer)
    assert not Meeting.objects.exists()


def test_the_list_tells_what_is_ahead_and_what_was_held(pages: Pages) -> None:
    assert "No meeting is planned." in pages.see("counsellor", "/meetings")
    pages.situations.closed_meeting()
    pages.situations.planned_meeting()
    page = pages.see("counsellor", "/meetings")
    assert page.index("Ahead") < page.index("Planned") < page.index("Held") < page.index("Closed")
    assert "Ended at" in page and "Minutes" in page
