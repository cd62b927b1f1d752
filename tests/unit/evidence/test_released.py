"""A released value is made by disclosure control and by nothing else."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from typing import Any

import pytest

from headwater.evidence.disclosure import ReleasedRow, ReleasedTable, Status, protect, released
from headwater.evidence.errors import NotInternal
from headwater.evidence.exact import STATEMENT, ExactTable, exact
from headwater.evidence.questions import ask

from . import extracts
from .conftest import Make


@pytest.fixture
def table(opened: Make) -> ReleasedTable:
    rows = [extracts.accepted(factors=[0])] * 20 + [extracts.accepted()] * 20
    return protect(ask(opened(rows), "factors"))


def test_nobody_else_makes_a_row() -> None:
    numbers: dict[str, Any] = {"n": 7, "of": 9, "value": 0.7, "low": 0.1, "high": 0.9}
    with pytest.raises(TypeError, match="Only"):
        ReleasedRow({}, **numbers, status=Status.SHOWN, token=object())
    with pytest.raises(TypeError):
        ReleasedRow({}, **numbers, status=Status.SHOWN)  # type: ignore[call-arg]


def test_a_row_is_not_changed_or_copied(table: ReleasedTable) -> None:
    row = table.rows[0]
    with pytest.raises((TypeError, ValueError)):
        replace(row, n=1)
    with pytest.raises(TypeError):
        copy.copy(row)
    with pytest.raises(TypeError):
        copy.deepcopy(table)
    with pytest.raises(TypeError):
        pickle.dumps(table)
    with pytest.raises(AttributeError):
        row.n = 3  # type: ignore[misc]


def test_a_row_that_is_not_shown_holds_no_number() -> None:
    with pytest.raises(TypeError, match="no number"):
        ReleasedRow({}, 3, None, None, None, None, Status.PROTECTED, token=released._TOKEN)


def test_an_exact_answer_is_no_released_value(opened: Make) -> None:
    answer = ask(opened([extracts.accepted()] * 3), "trend")
    found = exact(answer, ours=False)
    assert isinstance(found, ExactTable)
    assert not isinstance(found, ReleasedTable)
    assert found.as_dict()["disclosure"] == STATEMENT
    assert [row["n"] for row in found.rows] == [3]


def test_exact_answers_of_a_strange_extract_are_refused(opened: Make) -> None:
    answer = ask(opened([extracts.accepted()] * 3, synthetic=False), "trend")
    with pytest.raises(NotInternal):
        exact(answer, ours=False)
    assert exact(answer, ours=True).rows
