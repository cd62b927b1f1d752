"""A count inside gives no few away: not by itself, and not as the rest of a total."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from headwater.table.system_gaps.presenters import over_time
from headwater.table.system_gaps.rules import THRESHOLD, may_be_split, may_be_told

TODAY = date(2026, 3, 3)
MONTHS = [date(2025, month, 1) for month in range(1, 13)] + [date(2026, 2, 1)]


def test_one_to_four_are_not_told() -> None:
    assert [n for n in range(8) if not may_be_told(n)] == [1, 2, 3, 4]


def test_a_total_is_not_split_where_a_part_is_small() -> None:
    assert may_be_split([5, 0, 9])
    assert not may_be_split([5, 1, 9])


@given(st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 12)))
def test_what_is_shown_over_time_hides_no_small_part(months: dict[date, int]) -> None:
    shown = over_time(Counter(months), TODAY)
    if not shown:
        return
    parts = [int(part.rsplit(": ", 1)[1]) for part in shown.split(" · ")]
    rest = sum(months.values()) - sum(parts)
    assert all(part == 0 or part >= THRESHOLD for part in [*parts, rest])
