"""The retention schedules are data, with source and reviewer, and strictly read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headwater.vault.rules import Purpose, period_ended, period_of
from headwater.vault.schedules import SCHEDULES, schedules


def test_every_purpose_has_a_schedule_with_a_source() -> None:
    assert set(schedules()) == set(Purpose)
    assert all(schedule.source for schedule in schedules().values())


def test_a_schedule_nobody_confirmed_is_drafted() -> None:
    assert all(schedule.drafted == (not schedule.reviewer) for schedule in schedules().values())


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("longest_days = 180", 'longest_days = "180"', "whole days"),
        ("longest_days = 180", "longest_days = 0", "whole days"),
        ("longest_days = 180", "days = 180", "A schedule has"),
        ('purpose = "own_file"', 'purpose = "screening"', "each purpose needs one"),
        ('purpose = "own_file"', 'purpose = "curiosity"', "curiosity"),
        ('source = "Drafted. The same', 'source = "" # "Drafted. The same', "needs a source"),
        ("[[schedule]]", "version = 1\n[[schedule]]", "unknown version"),
    ],
)
def test_a_mistake_in_the_file_is_named(was: str, becomes: str, said: str, tmp_path: Path) -> None:
    changed = tmp_path / "schedules.toml"
    changed.write_text(SCHEDULES.read_text(encoding="utf-8").replace(was, becomes, 1))

    with pytest.raises(ValueError, match=said):
        schedules(changed)


def test_a_period_is_the_quarter_of_the_last_day() -> None:
    assert period_of(date(2026, 7, 4)) == "2026Q3"
    assert not period_ended("2026Q3", date(2026, 9, 30))
    assert period_ended("2026Q3", date(2026, 10, 1))
