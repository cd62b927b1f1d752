"""A day and an hour typed at the table are an instant of the table's zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from headwater.table.interventions.forms import InstantField
from headwater.table.interventions.presenters.lines import lowered, names
from headwater.table.interventions.presenters.plan import OpenedPart


def _field() -> InstantField:
    field = InstantField(required=False)
    field.zone = "America/Toronto"
    return field


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-03-03T09:00", datetime(2026, 3, 3, 14, tzinfo=UTC)),
        ("2026-07-03T09:00", datetime(2026, 7, 3, 13, tzinfo=UTC)),
        # The hour that comes twice in autumn: the first of the two.
        ("2026-11-01T01:30", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (datetime(2026, 3, 3, 14, tzinfo=UTC), datetime(2026, 3, 3, 14, tzinfo=UTC)),
        ("", None),
    ],
)
def test_typed_times_are_of_the_tables_zone(typed: object, instant: datetime | None) -> None:
    assert _field().clean(typed) == instant


@pytest.mark.parametrize("typed", ["soon", "2026-02-30T09:00", "2026-03-03T25:00"])
def test_times_that_do_not_exist_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        _field().clean(typed)


def test_an_opened_part_does_not_show_its_text_in_a_traceback() -> None:
    assert "blue door" not in repr(OpenedPart("Where", "blue door", "today"))


def test_phrases_are_made_of_few_and_of_many() -> None:
    assert names([]) == ""
    assert lowered("Where to reach them") == "where to reach them"
