"""A series keeps its hour on the table's own clock, skips its holidays, and ends on its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.meetings import selectors, services
from headwater.table.meetings.models import Meeting, Series
from headwater.table.meetings.recurrence import occurrences
from headwater.table.meetings.rules import WEEKDAYS
from tests.cast import AT, ZONE, Cast, make_cast

pytestmark = pytest.mark.django_db


def _series(cast: Cast, **facts: Any) -> Series:
    usual: dict[str, Any] = {
        "weekdays": ["TH", "TU"],
        "hour": time(9, 0),
        "starts_on": date(2026, 3, 1),
        "by": cast.chair,
        "at": AT,
    }
    return services.plan_series(table=cast.table, **(usual | facts))


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(cast: Cast) -> None:
    # In Ontario clocks go forward on 8 March 2026.
    found = occurrences(_series(cast), date(2026, 3, 3), date(2026, 3, 12))
    assert found == [
        datetime(2026, 3, 3, 14, tzinfo=UTC),
        datetime(2026, 3, 5, 14, tzinfo=UTC),
        datetime(2026, 3, 10, 13, tzinfo=UTC),
        datetime(2026, 3, 12, 13, tzinfo=UTC),
    ]


def test_meetings_are_planned_from_now_to_a_day_and_only_once(cast: Cast) -> None:
    series = _series(cast)
    assert list(selectors.series_for(cast.chair)) == [series]
    assert not selectors.series_for(cast.steering).exists()
    planned = services.plan_from_series(
        series=series, until=date(2026, 3, 12), by=cast.chair, at=AT + timedelta(hours=1)
    )
    assert [meeting.starts_at.day for meeting in planned] == [5, 10, 12]
    again = services.plan_from_series(
        series=series, until=date(2026, 3, 17), by=cast.chair, at=AT + timedelta(hours=1)
    )
    assert [meeting.starts_at.day for meeting in again] == [17]


def test_a_holiday_is_left_out_and_its_empty_meeting_goes(cast: Cast) -> None:
    series = _series(cast)
    services.plan_from_series(series=series, until=date(2026, 3, 12), by=cast.chair, at=AT)
    filled = Meeting.objects.get(starts_at__day=12)
    services.add_item(meeting=filled, subject="d-1", kind="new", at=AT)
    for day in (date(2026, 3, 10), date(2026, 3, 12)):
        services.skip_day(series=series, day=day, by=cast.chair, at=AT)
    # A meeting that already has an agenda stays until a chair has emptied it.
    days = Meeting.objects.order_by("starts_at").values_list("starts_at__day", flat=True)
    assert list(days) == [3, 5, 12]
    assert occurrences(series, date(2026, 3, 8), date(2026, 3, 14)) == []
    with pytest.raises(AlreadyDone):
        services.skip_day(series=series, day=date(2026, 3, 10), by=cast.chair, at=AT)
    with pytest.raises(Refused) as refusal:
        services.skip_day(series=series, day=date(2026, 3, 2), by=cast.chair, at=AT)
    assert refusal.value.field == "day"


def test_a_series_ends_on_its_last_day_and_begins_on_its_first(cast: Cast) -> None:
    series = _series(cast, starts_on=date(2026, 3, 5), ends_on=date(2026, 3, 10))
    found = occurrences(series, date(2026, 1, 1), date(2026, 12, 31))
    assert [moment.day for moment in found] == [5, 10]
    assert occurrences(series, date(2026, 4, 1), date(2026, 12, 31)) == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": ["TU", "someday"]}, "weekdays"),
        ({"ends_on": date(2026, 2, 1)}, "ends_on"),
    ],
)
def test_a_series_that_could_not_be_kept_is_refused_at_the_field(
    cast: Cast, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _series(cast, **facts)
    assert refusal.value.field == field


def test_planning_years_ahead_is_a_slip(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.plan_from_series(
            series=_series(cast), until=date(2062, 3, 12), by=cast.chair, at=AT
        )
    assert refusal.value.field == "until"


def test_only_a_chair_of_the_table_plans_a_series(cast: Cast) -> None:
    with pytest.raises(Denied):
        _series(cast, by=cast.counsellor)
    with pytest.raises(NotFoundHere):
        _series(cast, by=cast.other_table)


class EverySeries(TestCase):
    """Whatever the weekdays and hour, a meeting begins on them by the clock on the wall."""

    @given(
        weekdays=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
        hour=st.times(min_value=time(4, 0), max_value=time(22, 0)).map(
            lambda found: found.replace(second=0, microsecond=0)
        ),
        first=st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 1, 1)),
        weeks=st.integers(min_value=1, max_value=60),
    )
    def test_it_keeps_its_days_and_hour(
        self, weekdays: set[str], hour: time, first: date, weeks: int
    ) -> None:
        cast = make_cast()
        series = _series(cast, weekdays=sorted(weekdays), hour=hour, starts_on=first)
        found = occurrences(series, first, first + timedelta(weeks=weeks, days=-1))
        local = [moment.astimezone(ZoneInfo(ZONE)) for moment in found]
        assert len(found) == weeks * len(weekdays)
        assert {WEEKDAYS[moment.weekday()] for moment in local} == weekdays
        assert {moment.time() for moment in local} == {hour}
        assert found == sorted(found)
