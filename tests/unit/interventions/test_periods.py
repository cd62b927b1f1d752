"""The periods are read strictly: a mistake in the file stops the program, not a destruction."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from headwater.table.interventions import periods

GOOD = """
[own_file]
days = 7
source = "Drafted."
reviewed = ""
[to_be_told]
days = 7
source = "Drafted."
reviewed = ""
"""


def test_the_shipped_periods_have_days_and_a_source() -> None:
    assert periods.own_file().length == timedelta(days=periods.own_file().days)
    assert periods.to_be_told().source


@pytest.mark.parametrize(
    "wrong",
    [
        GOOD.replace("[to_be_told]", "[to_be_sold]"),
        GOOD.split("[to_be_told]", maxsplit=1)[0],
        GOOD.replace("days = 7", "days = 0", 1),
        GOOD.replace("days = 7", "days = 366", 1),
        GOOD.replace("days = 7", "days = true", 1),
        GOOD.replace("days = 7", 'days = "7"', 1),
        GOOD.replace('source = "Drafted."', 'source = ""', 1),
    ],
)
def test_a_file_with_a_mistake_is_refused(wrong: str, tmp_path: Path) -> None:
    file = tmp_path / "periods.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(ValueError, match=r"periods\.toml"):
        periods.read(file)
