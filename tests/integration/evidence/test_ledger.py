"""The ledger: what leaves covers a closed quarter, once, and agrees with all that left before."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from headwater.core.zones import Quarter
from headwater.evidence.disclosure import ReleasedRow, ReleasedTable, Status
from headwater.evidence.disclosure.ledger import Released, ReleaseRefused, release
from headwater.evidence.engine import Extract
from headwater.evidence.models import Release
from tests.extracts import TABLE, accepted, rejected, write_extract

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2026, 1)
# The last of March is over in Toronto at four in the morning, UTC.
LAST_MINUTE = datetime(2026, 4, 1, 3, 59, tzinfo=UTC)
OVER = datetime(2026, 4, 1, 4, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 20, 15, 0, tzinfo=UTC)
QUESTIONS = ("decisions", "factors")


def _rows(*, of_rejected: int = 3, of_accepted: int = 30) -> list[dict[str, Any]]:
    rows = [
        accepted(
            f"2026-{number % 3 + 1:02}-05",
            factors=["housing.no-access"] if number < 20 else ["mental-health.grief"],
        )
        for number in range(of_accepted)
    ]
    rows += [rejected("2026-01-06") for _ in range(of_rejected)]
    # Of another quarter and of another table: none of this quarter's.
    return [*rows, *[accepted("2026-04-01")] * 9, *[accepted("2026-01-05", table="a/b")] * 7]


class Desk:
    """Releases from builds of chosen rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        rows: list[dict[str, Any]] | None = None,
        questions: tuple[str, ...] = QUESTIONS,
        *,
        built: datetime = LATER,
        at: datetime = LATER,
        quarter: Quarter = QUARTER,
        **given: Any,
    ) -> Released:
        build = write_extract(self.folder, rows if rows is not None else _rows(), at=built)
        with Extract.open(build) as extract:
            return release(
                extract, questions, table=TABLE, quarter=quarter, by="s-desk", at=at, **given
            )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    yield Desk(tmp_path)


def _cells(made: Released) -> list[dict[str, Any]]:
    return [row.as_dict() for table in made.tables for row in table.rows]


def test_a_release_says_what_it_is_and_stands_in_the_ledger(desk: Desk) -> None:
    made = desk()
    entry = Release.objects.get()
    assert made.reference == entry.reference == made.tables[0].release
    assert [table.question for table in made.tables] == list(QUESTIONS)
    assert {table.statement for table in made.tables} == {
        "checked against everything released before"
    }
    assert (entry.table_code, entry.quarter, entry.threshold) == (TABLE, "2026-Q1", 5)
    assert (entry.by, entry.at) == ("s-desk", LATER)
    assert entry.questions == list(QUESTIONS)
    assert str(entry) == f"{TABLE} 2026-Q1"


def test_only_the_table_and_the_quarter_are_counted(desk: Desk) -> None:
    made = desk(_rows(of_rejected=12))
    assert {row.of for row in made.tables[0].rows} == {42}


def test_the_ledger_holds_no_hidden_number(desk: Desk) -> None:
    made = desk()
    entry = Release.objects.get()
    assert not set(entry.shown) & set(entry.hidden)
    assert entry.hidden
    rejected_rows = [row for row in made.tables[0].rows if row.keys["decision"] == "rejected"]
    assert rejected_rows[0].status is Status.PROTECTED
    assert all(number == 0 or number >= 5 for number in entry.shown.values())


@pytest.mark.parametrize(
    ("built", "at", "told"),
    [
        (LATER, LAST_MINUTE, "The quarter is not over yet"),
        (LAST_MINUTE, LATER, "built before the quarter ended"),
    ],
)
def test_a_quarter_that_runs_and_a_build_from_before_its_end_are_refused(
    desk: Desk, built: datetime, at: datetime, told: str
) -> None:
    with pytest.raises(ReleaseRefused, match=told):
        desk(built=built, at=at)
    assert not Release.objects.exists()


def test_the_quarter_ends_in_the_tables_own_time(desk: Desk) -> None:
    assert desk(built=OVER, at=OVER).tables


def test_the_same_quarter_again_gives_the_same_cells(desk: Desk) -> None:
    first = desk()
    again = desk(built=LATER + timedelta(days=1), at=LATER + timedelta(days=1))
    assert _cells(first) == _cells(again)
    assert Release.objects.count() == 2
    assert len(set(Release.objects.values_list("reference", flat=True))) == 2


def test_data_that_changed_since_are_refused(desk: Desk) -> None:
    desk(_rows(of_rejected=12))
    with pytest.raises(ReleaseRefused, match="have changed since they were released on 2026-04-20"):
        desk(_rows(of_rejected=13))
    assert Release.objects.count() == 1


def test_rows_that_are_gone_since_are_a_change(desk: Desk) -> None:
    desk(_rows(of_rejected=12))
    with pytest.raises(ReleaseRefused, match="have changed"):
        desk(_rows(of_rejected=0))


def test_what_changed_outside_the_quarter_is_no_change(desk: Desk) -> None:
    first = desk()
    again = desk([*_rows(), accepted("2026-04-02"), rejected("2025-12-31")])
    assert _cells(first) == _cells(again)


def test_what_was_hidden_stays_hidden_whatever_else_is_asked(desk: Desk) -> None:
    first = desk()
    hidden = set(Release.objects.get().hidden)
    for questions in (("decisions",), ("trend", "decisions"), ("factors", "conclusions")):
        try:
            desk(questions=questions)
        except ReleaseRefused:
            continue  # nothing safe can be added: that is an answer too
    for entry in Release.objects.all():
        assert not hidden & set(entry.shown)
    assert _cells(desk()) == _cells(first)


def test_what_earlier_releases_show_together_never_gives_the_few_away(desk: Desk) -> None:
    # Three were rejected of 33; accepted are the 30 that shares of factors are taken of.
    desk(questions=("factors",))
    numbers = {row.of for row in desk(questions=("factors",)).tables[0].rows}
    assert numbers == {30}
    for question in ("trend", "decisions"):
        try:
            made = desk(questions=(question,))
        except ReleaseRefused as refused:
            assert "give someone away" in refused.message
            continue
        for row in made.tables[0].rows:
            assert row.of is None
            assert row.n != 33


def test_a_larger_threshold_hides_more(desk: Desk) -> None:
    rows = _rows(of_rejected=7, of_accepted=40)
    shown = [row.status for row in desk(rows, ("decisions",), threshold=5).tables[0].rows]
    assert set(shown) == {Status.SHOWN}
    Release.objects.all().delete()
    hidden = [row.status for row in desk(rows, ("decisions",), threshold=10).tables[0].rows]
    assert Status.PROTECTED in hidden


def test_nothing_but_disclosure_makes_a_released_value(desk: Desk) -> None:
    table = desk().tables[0]
    row = table.rows[0]
    facts = {"keys": {}, "n": 1, "of": 2, "value": 0.5, "low": 0.1, "high": 0.9}
    with pytest.raises(TypeError, match="Only headwater"):
        ReleasedRow(**facts, status=Status.SHOWN, token=object())
    with pytest.raises(TypeError):
        ReleasedRow(**facts, status=Status.SHOWN)  # type: ignore[call-arg]
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(row, n=3)
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(table, rows=())
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.statement = "for everyone"  # type: ignore[misc]
    for value in (row, table):
        for make in (copy.copy, copy.deepcopy, pickle.dumps):
            with pytest.raises(TypeError, match="is not copied"):
                make(value)
    assert isinstance(table, ReleasedTable)
