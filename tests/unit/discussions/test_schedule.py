"""The retention schedule is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.table.discussions import schedule

GOOD = '[unheard]\ndays = 90\nsource = "Drafted."\nreviewed = ""\n'


def test_the_shipped_schedule_has_a_source() -> None:
    assert schedule.unheard().days == 90
    assert schedule.unheard().source


@pytest.mark.parametrize(
    "content",
    [
        "",
        GOOD + GOOD.replace("unheard", "other"),
        GOOD.replace("90", "0"),
        GOOD.replace("90", "true"),
        GOOD.replace('"Drafted."', '""'),
    ],
)
def test_a_schedule_that_lacks_something_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "schedule.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"schedule\.toml"):
        schedule.read(file)
