"""How a table meets: opening, training, places, holidays, meetings called at once, guests."""

from __future__ import annotations

from datetime import date

import pytest

from headwater.core.errors import Denied
from headwater.table.meetings import permissions, selectors, services
from headwater.table.meetings.models import Guest, Meeting
from tests.integration.board.conftest import Pages
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def customs(situations: Situations, **more: object) -> None:
    given = {"region": "ON", "training_months": None, "opening": ["land-acknowledgement"]} | more
    services.set_customs(
        table=situations.cast.table,
        by=situations.cast.chair,
        at=situations.tick(),
        **given,  # type: ignore[arg-type]
    )


def test_the_opening_stands_as_a_reminder_until_the_first_item(pages: Pages) -> None:
    answer = pages.post(
        "chair",
        "/meetings/customs",
        {"region": "ON", "opening": ["land-acknowledgement", "moment-of-silence"]},
    )
    assert "Saved." in pages.text(answer)
    pages.situations.open_meeting()
    page = pages.see("counsellor", pages.board())
    assert "We open with" in page and "A moment of silence" in page
    assert "never recorded" in page
    pages.situations.at_filter_two()
    assert "We open with" not in pages.see("counsellor", pages.board())


def test_a_training_that_is_out_of_date_has_no_place_and_is_told_what_to_do(
    situations: Situations,
) -> None:
    cast = situations.cast
    customs(situations, training_months=12)
    day = situations.at.date()
    with pytest.raises(Denied, match="the coordinator records the day"):
        permissions.may_take_seat(cast.counsellor, cast.table, day)
    record = {"seat": cast.counsellor, "by": cast.chair}
    services.record_training(**record, day=date(2025, 3, 3), at=situations.tick())
    assert not selectors.training_stands(cast.counsellor, cast.table, date(2026, 3, 3))
    services.record_training(**record, day=date(2025, 3, 4), at=situations.tick())
    permissions.may_take_seat(cast.counsellor, cast.table, day)


def test_the_page_of_trainings_says_who_has_no_place(pages: Pages) -> None:
    customs(pages.situations, training_months=12)
    form = {
        "seat": pages.cast.counsellor.reference,
        "day_day": "2",
        "day_month": "3",
        "day_year": "2026",
    }
    page = pages.text(pages.post("chair", "/meetings/customs/training", form))
    assert "The training is recorded." in page and "out of date: no place" in page


def test_a_meeting_says_where_it_is_and_a_call_is_a_web_address(pages: Pages) -> None:
    bad = {"name": "Library", "link": "javascript:alert(1)"}
    assert pages.post("chair", "/meetings/customs/places", bad).status_code == 422
    good = {"name": "Library, room 2", "link": "https://calls.example/riverbend"}
    pages.post("chair", "/meetings/customs/places", good)
    place = selectors.places_of(pages.cast.table)[0]
    pages.situations.meeting = services.plan_meeting(
        table=pages.cast.table,
        starts_at=pages.situations.tick(60),
        place=place,
        by=pages.cast.chair,
        at=pages.situations.at,
    )
    page = pages.get("counsellor", pages.board()).content.decode()
    assert "Library, room 2" in page and 'href="https://calls.example/riverbend"' in page
    pages.post("chair", f"/meetings/customs/places/{place.reference}/end")
    assert selectors.places_of(pages.cast.table) == []


def test_a_meeting_on_a_holiday_is_left_out_unless_the_chair_says_otherwise(pages: Pages) -> None:
    cast, situations = pages.cast, pages.situations
    series = services.plan_series(
        table=cast.table,
        weekdays=["WE", "FR"],
        hour=situations.at.time(),
        starts_on=date(2026, 3, 20),
        by=cast.chair,
        at=situations.tick(),
    )
    form = {"until_day": "10", "until_month": "4", "until_year": "2026"}
    address = f"/meetings/series/{series.reference}"
    page = pages.text(pages.post("chair", address, form))
    assert "Good Friday" in page and "meet all the same?" in page
    assert not Meeting.objects.filter(series=series).exists()
    pages.post("chair", address, form | {"asked": "2026-04-10"})
    days = {meeting.starts_at.date() for meeting in Meeting.objects.filter(series=series)}
    assert date(2026, 4, 3) not in days and date(2026, 4, 1) in days
    assert date(2026, 4, 3) in set(series.skipped.values_list("day", flat=True))


def test_a_meeting_is_called_for_now_with_a_coded_reason(pages: Pages) -> None:
    page = pages.text(pages.post("chair", "/meetings/at-once", {"reason": "risk-rose"}))
    assert "Called at once. Reason: The risk rose since the last meeting." in page
    meeting = Meeting.objects.get()
    assert "Called at once." in pages.see("counsellor", "/today")
    assert "A meeting was never opened" not in pages.see("chair", "/today")
    assert (meeting.urgent_reason, meeting.state) == ("risk-rose", "planned")
    pages.post("chair", f"/meetings/{meeting.reference}/open")
    again = pages.post("chair", "/meetings/at-once", {"reason": "risk-rose"})
    assert again.status_code == 422 and Meeting.objects.count() == 1


def test_a_guest_is_there_for_one_item_by_sector_and_gone_with_it(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    assert "A guest joins" in pages.see("chair", pages.board())
    assert pages.post("counsellor", pages.item(discussion, "guest")).status_code == 403
    pages.post("chair", pages.item(discussion, "guest"), {"sector": "housing"})
    assert "A guest is here: Housing" in pages.see("counsellor", pages.board())
    pages.post("chair", pages.item(discussion, "park"))
    assert Guest.objects.get().left_at is not None
    minutes = pages.see("counsellor", f"{pages.board()}/minutes")
    assert "With a guest from: Housing" in minutes


def test_no_guest_joins_once_names_may_be_said(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    pages.post("chair", pages.item(discussion, "guest"), {"sector": "housing"})
    Guest.objects.update(left_at=None)
    second = pages.situations.at_filter_three()
    answer = pages.post("chair", pages.item(second, "guest"), {"sector": "housing"})
    assert "No guest stays for that." in pages.text(answer)


def test_too_few_agencies_are_warned_of_and_nothing_is_held_up(pages: Pages) -> None:
    pages.cast.table.quorum = 20
    pages.cast.table.save()
    discussion = pages.situations.proposed()
    page = pages.see("chair", pages.board())
    assert "Not enough agencies are here yet" in page and "You may confirm all the same" in page
    pages.post("chair", pages.item(discussion, "confirm"), {"revision": discussion.revision})
    discussion.refresh_from_db()
    assert discussion.state == "at_filter_three"
