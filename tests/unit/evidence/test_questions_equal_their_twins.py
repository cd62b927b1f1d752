"""Every question gives what its plain-Python twin gives, on random small extracts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.evidence.engine import Extract
from headwater.evidence.questions import QUESTIONS, ask

from . import extracts, strategies, twins

BREAKDOWNS = (
    (),
    ("type",),
    ("sex",),
    ("table_code",),
    ("originating_sector",),
    ("flags",),
    ("category",),
    ("police_at_door",),
    ("quarter",),
    ("sex", "flags"),
    ("type", "assisting_sectors"),
)
FILTERS: tuple[list[tuple[str, str]], ...] = (
    [],
    [("type", "person")],
    [("factor", twins.FACTORS.at_position(53).code)],
    [("category", "alcohol"), ("table_code", "north")],
    [("sex", "")],
    [("services", "counselling")],
    [("police_at_door", "true")],
    [("month", "2026-01")],
)
KNOWN_OF_REJECTED = {"type", "table_code", "originating_sector", "month", "quarter"}


def _fits(question: str, by: tuple[str, ...], where: list[tuple[str, str]]) -> bool:
    """Whether the pair is one the contract allows (checked by hand, not by asking)."""
    columns = {*by, *(name for name, _ in where)}
    if question == "decisions":
        return columns <= KNOWN_OF_REJECTED
    if question == "trend":
        return "quarter" not in by and "month" not in {name for name, _ in where}
    own = {
        "factors": {"category"},
        "categories": {"category"},
        "pairs": {"category"},
        "demographics": {"sex"},
        "sectors": {"originating_sector", "assisting_sectors"},
    }.get(question, set())
    return not own & set(by)


@contextmanager
def _extract_of(rows: list[dict[str, Any]]) -> Iterator[Extract]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Extract.open(extracts.write(Path(folder) / "extract", rows)) as extract,
    ):
        yield extract


def _numbers(extract: Extract, question: str, **asked: Any) -> twins.Found:
    answer = ask(extract, question, **asked)
    return {
        tuple(row.keys[name] for name in answer.keys): (row.n, row.of)
        for row in answer.rows
        if row.n
    }


# Every question is asked of every example: a third of the examples are as many questions again.
@settings(max_examples=max(8, settings.default.max_examples // 3))
@given(strategies.rows, st.sampled_from(BREAKDOWNS), st.sampled_from(FILTERS))
def test_counts_equal_the_twin(
    rows: list[dict[str, Any]], by: tuple[str, ...], where: list[tuple[str, str]]
) -> None:
    with _extract_of(rows) as extract:
        for question, twin in twins.TWINS.items():
            if _fits(question, by, where):
                expected = twin(_kept(question, rows, where), by)
                found = _numbers(extract, question, by=by, where=where)
                assert found == {key: (n, of) for key, (n, of) in expected.items() if n}, question


def _kept(
    question: str, rows: list[dict[str, Any]], where: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    kept = twins.kept(rows, where)
    beyond = {name for name, _ in where} - KNOWN_OF_REJECTED
    return twins.accepted(kept) if question in {"trend", "sectors"} and beyond else kept


@given(strategies.rows)
def test_triples_equal_the_twin_above_their_support(rows: list[dict[str, Any]]) -> None:
    # Five times over, so that threes reach the least number they are shown from.
    with _extract_of(rows * 5) as extract:
        found = _numbers(extract, "triples")
    total = len(twins.accepted(rows)) * 5
    expected = twins.together(3)(rows * 5, ())
    least = max(5, -(-total // 100))
    assert found == {key: (n, of) for key, (n, of) in expected.items() if n >= least}


@given(strategies.rows)
def test_median_hours_equal_the_plain_median_where_all_were_reached(
    rows: list[dict[str, Any]],
) -> None:
    reached = [row for row in rows if row.get("contact_hours") is not None]
    with _extract_of(reached) as extract:
        found = ask(extract, "contact-time").rows
    if reached:
        assert found[0].estimate.value == pytest.approx(twins.median_without_censoring(reached))
    else:
        assert (found[0].n, found[0].of, found[0].estimate.value) == (0, 0, None)


def test_every_question_has_a_twin() -> None:
    assert set(twins.TWINS) | {"triples"} == set(QUESTIONS)
