"""Answers on one page are one system: none gives away what another hides."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.evidence.disclosure import ReleasedTable, Status, attacker, rules
from headwater.evidence.disclosure.together import protect_together, system_of
from headwater.evidence.engine import Extract
from headwater.evidence.questions import Answer, ask
from tests.extracts import accepted, rejected, write_extract

FRONT = ("trend", "decisions", "factors", "conclusions")
RARE, COMMON = "suicide.current-risk", "housing.no-access"


def _asked(folder: Path, questions: Sequence[str] = FRONT) -> list[Answer]:
    with Extract.open(folder) as extract:
        return [ask(extract, question) for question in questions]


def _table(*, of_accepted: int, of_rejected: int) -> list[dict[str, Any]]:
    rows = [
        accepted("2026-01-05", factors=[COMMON], conclusion_group="risk-lowered")
        for _ in range(of_accepted)
    ]
    return rows + [rejected("2026-01-06") for _ in range(of_rejected)]


def _by_name(tables: Sequence[ReleasedTable]) -> dict[str, ReleasedTable]:
    return {table.question: table for table in tables}


@pytest.mark.parametrize("order", [FRONT, tuple(reversed(FRONT))])
def test_the_few_rejected_cannot_be_told_from_decided_less_accepted(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    folder = write_extract(tmp_path, _table(of_accepted=30, of_rejected=3))
    found = _by_name(protect_together(_asked(folder, order)))
    decisions = {row.keys["decision"]: row for row in found["decisions"].rows}
    assert decisions["rejected"].status is Status.PROTECTED
    decided = {row.of for row in (*found["trend"].rows, *found["decisions"].rows)}
    of_accepted = {row.of for row in found["factors"].rows} | {decisions["accepted"].n}
    assert decided == {None} or of_accepted == {None}


def test_each_alone_would_have_shown_them(tmp_path: Path) -> None:
    folder = write_extract(tmp_path, _table(of_accepted=30, of_rejected=3))
    (trend,) = protect_together(_asked(folder, ["trend"]))
    (factors,) = protect_together(_asked(folder, ["factors"]))
    assert (trend.rows[0].of, factors.rows[0].of) == (33, 30)


def test_the_few_not_yet_concluded_cannot_be_told(tmp_path: Path) -> None:
    rows = _table(of_accepted=30, of_rejected=10) + [accepted("2026-01-07", factors=[COMMON])] * 2
    folder = write_extract(tmp_path, rows)
    found = _by_name(protect_together(_asked(folder)))
    concluded = {row.of for row in found["conclusions"].rows}
    of_accepted = {row.of for row in found["factors"].rows}
    assert concluded == {None} or of_accepted == {None}


def test_the_few_never_followed_cannot_be_told(tmp_path: Path) -> None:
    rows = [
        accepted("2026-01-05", factors=[COMMON], contact_hours=4.0, observed_hours=9.0)
    ] * 30 + [accepted("2026-01-05", factors=[COMMON])] * 3
    folder = write_extract(tmp_path, rows)
    answers = _asked(folder, ["factors", "contact-time"])
    found = _by_name(protect_together(answers))
    assert None in {found["contact-time"].rows[0].of, found["factors"].rows[0].of}


def test_a_trend_of_what_only_accepted_discussions_keep_counts_those(tmp_path: Path) -> None:
    folder = write_extract(tmp_path, _table(of_accepted=30, of_rejected=3))
    with Extract.open(folder) as extract:
        answers = [ask(extract, "trend", by=["sex"]), ask(extract, "factors")]
        _placed, tables = system_of(answers, rules.THRESHOLD)
    assert all(("decision", "is", "accepted") in cell for cell in tables.counts.cells)


def test_large_numbers_are_shown(tmp_path: Path) -> None:
    folder = write_extract(tmp_path, _table(of_accepted=30, of_rejected=12))
    found = _by_name(protect_together(_asked(folder)))
    assert {row.n for row in found["decisions"].rows} == {30, 12}
    assert found["trend"].rows[0].n == 42
    assert found["decisions"].hidden == 0


_groups = st.sampled_from(("risk-lowered", "refused", None))
_factors = st.sets(st.sampled_from((RARE, COMMON, "alcohol.abuse-in-home")), max_size=3)
_days = st.dates(date(2026, 1, 1), date(2026, 3, 31)).map(str)
_rows = st.lists(
    st.one_of(
        st.builds(
            lambda day, factors, group: accepted(day, factors=factors, conclusion_group=group),
            _days,
            _factors,
            _groups,
        ),
        st.builds(rejected, _days),
    ),
    min_size=1,
    max_size=60,
)


def seen(answers: Sequence[Answer], tables: Sequence[ReleasedTable]) -> attacker.View[Any]:
    """What a reader holds: the numbers of every row, and how all that was counted adds up."""
    placed, system = system_of(answers, rules.THRESHOLD)
    counts = system.counts
    shown = {}
    for answer, table in zip(placed, tables, strict=True):
        by_keys = {tuple(row.keys.items()): row for row in answer.rows}
        for row in table.rows:
            exact = by_keys[tuple(row.keys.items())]
            for cell, number in ((exact.cell, row.n), (exact.of_cell, row.of)):
                if number is not None:
                    assert number == counts.cells[cell]
                    shown[cell] = number
    sums = [(each.total, each.parts) for each in counts.sums]
    bound = {cell for total, parts in sums for cell in (total, *parts)}
    zeros = {cell: 0 for cell in bound - shown.keys() if counts.cells[cell] == 0}
    return attacker.View(shown | zeros, frozenset(bound - shown.keys() - zeros.keys()), sums)


@given(_rows)
def test_no_small_number_is_worked_out_from_a_whole_page(rows: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        answers = _asked(write_extract(Path(folder), rows))
    tables = protect_together(answers)
    _placed, system = system_of(answers, rules.THRESHOLD)
    for table in tables:
        for row in table.rows:
            assert row.n is None or row.n == 0 or row.n >= rules.THRESHOLD
    bounds = attacker.attack(seen(answers, tables))
    for cell, found in bounds.items():
        number = system.counts.cells[cell]
        if 0 < number < rules.THRESHOLD:
            assert found.high >= rules.THRESHOLD, (cell, number, found)
            assert not found.exact
