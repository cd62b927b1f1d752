"""No small number can be worked out of what is shown: generated tables, extracts, known cases."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.evidence.disclosure import Status, attacker, protect
from headwater.evidence.disclosure.protect import Tables, hidden_cells
from headwater.evidence.disclosure.released import ReleasedTable
from headwater.evidence.engine import Extract
from headwater.evidence.questions import QUESTIONS, ask
from headwater.evidence.questions.counting import Cell, Counts, Sum

from . import extracts, strategies
from .conftest import Make

T = 5
Grid = list[list[int]]
grids = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=2, max_size=5
    )
)


def _cell(row: int | None, column: int | None) -> Cell:
    facts = [("row", "is", row)] * (row is not None) + [("column", "is", column)] * (
        column is not None
    )
    return frozenset(facts)


def _tables(grid: Grid) -> Tables:
    """A two-way table with all its margins printed."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    counts = Counts()
    for row, column in itertools.product([*rows, None], [*columns, None]):
        counts.cells[_cell(row, column)] = sum(
            grid[r][c]
            for r in (rows if row is None else [row])
            for c in (columns if column is None else [column])
        )
    for row in [*rows, None]:
        counts.sums.append(Sum(_cell(row, None), tuple(_cell(row, c) for c in columns)))
    for column in [*columns, None]:
        counts.sums.append(Sum(_cell(None, column), tuple(_cell(r, column) for r in rows)))
    return Tables(counts, T, printed=set(counts.cells), locked={frozenset()})


def _bounds(tables: Tables, hidden: set[Cell]) -> dict[Cell, attacker.Bounds]:
    shown = {cell: n for cell, n in tables.counts.cells.items() if cell not in hidden}
    sums = [(each.total, each.parts) for each in tables.counts.sums]
    leasts = dict.fromkeys(tables.veiled, 0)
    return attacker.attack(attacker.View(shown, frozenset(hidden), sums, leasts=leasts))


@given(grids)
def test_every_small_cell_of_a_two_way_table_might_be_large(grid: Grid) -> None:
    tables = _tables(grid)
    hidden = hidden_cells(tables)
    bounds = _bounds(tables, hidden)
    whole = all(cell in hidden for cell, n in tables.counts.cells.items() if n)
    for cell, number in tables.counts.cells.items():
        if 0 < number < T:
            assert cell in hidden
            assert bounds[cell].high >= T or whole
    # What is hidden for others' sake is not known either.
    assert whole or not any(bounds[cell].exact for cell in hidden)


@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2))
def test_among_all_tables_written_out_each_small_cell_is_sometimes_large(grid: Grid) -> None:
    tables = _tables(grid)
    hidden = hidden_cells(tables)
    # Every table of numbers to twelve, each cell as one long column.
    inner = np.indices((13,) * 4).reshape(2, 2, -1)
    every = {
        cell: inner[
            np.ix_(
                [n for n in range(2) if facts.get("row", n) == n],
                [n for n in range(2) if facts.get("column", n) == n],
            )
        ].sum(axis=(0, 1))
        for cell, facts in ((c, {name: v for name, _, v in c}) for c in tables.counts.cells)
    }
    # Those a reader cannot tell from the true one: same shown numbers, no hidden cell zero.
    alike = np.ones(inner.shape[-1], dtype=bool)
    for cell, number in tables.counts.cells.items():
        alike &= every[cell] > 0 if cell in hidden else every[cell] == number
    for cell, number in tables.counts.cells.items():
        if 0 < number < T:
            assert every[cell][alike].max() >= T


BREAKDOWNS: tuple[tuple[str, ...], ...] = ((), ("type",), ("table_code",), ("flags",))
PARTITIONS = ("decisions", "conclusions", "demographics")


@given(
    strategies.rows,
    st.sampled_from(BREAKDOWNS),
    st.sets(st.sampled_from(sorted(QUESTIONS)), min_size=3, max_size=3),
)
def test_no_small_number_is_shown_or_left_over(
    rows: list[dict[str, Any]], by: tuple[str, ...], questions: set[str]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Extract.open(extracts.write(Path(folder) / "extract", rows * 2)) as extract,
    ):
        for name in sorted(questions):
            if name == "triples" or (name == "decisions" and by == ("flags",)):
                continue
            answer = ask(extract, name, by=by)
            table = protect(answer)
            _nothing_small(table)
            if name in PARTITIONS:
                _nothing_left_over(table, by)


def _nothing_small(table: ReleasedTable) -> None:
    for row in table.rows:
        assert row.of is None or not 0 < row.of < T
        if row.shown:
            assert row.n is not None
            assert row.of is not None
            assert not 0 < row.n < T
            if table.measure in {"share", "hours"}:
                assert not 0 < row.of - row.n < T or table.question in {*PARTITIONS, "trend"}
        else:
            assert (row.n, row.value, row.low, row.high) == (None, None, None, None)


def _nothing_left_over(table: ReleasedTable, by: tuple[str, ...]) -> None:
    """What is missing to the denominator, shared by the hidden, leaves room for a large one."""
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in table.rows:
        groups.setdefault(tuple(row.keys[name] for name in by), []).append(row)
    for found in groups.values():
        hidden = [row for row in found if row.status is Status.PROTECTED]
        of = found[0].of
        if hidden and of is not None:
            rest = of - sum(row.n or 0 for row in found if row.shown)
            assert rest - (len(hidden) - 1) >= T
            assert len(hidden) > 1


def test_a_small_complement_is_hidden_too(opened: Make) -> None:
    factor = extracts.positions("housing.no-access")
    rows = [extracts.accepted(factors=factor) for _ in range(48)]
    rows += [extracts.accepted() for _ in range(2)]
    table = protect(ask(opened(rows), "factors"))
    row = next(row for row in table.rows if row.keys["factor"] == "housing.no-access")
    assert row.status is Status.PROTECTED
    assert row.n is None


def test_all_or_none_is_shown(opened: Make) -> None:
    factor = extracts.positions("housing.no-access")
    table = protect(ask(opened([extracts.accepted(factors=factor)] * 50), "factors"))
    shown = {row.keys["factor"]: row.n for row in table.rows}
    assert shown["housing.no-access"] == 50
    assert shown["alcohol.use-by-person"] == 0


def test_an_answer_about_four_discussions_says_nothing(opened: Make) -> None:
    rows = [extracts.accepted()] * 4
    for name in QUESTIONS:
        for row in protect(ask(opened(rows), name)).rows:
            assert row.n is None or row.n == 0, name
            assert not row.of, name


def test_five_discussions_of_known_people_are_a_small_count(opened: Make) -> None:
    factor = extracts.positions("housing.no-access")
    rows = [extracts.accepted(factors=factor, returning=n > 1) for n in range(9)]
    rows += [extracts.accepted(returning=False) for _ in range(40)]
    table = protect(ask(opened(rows), "factors"))
    assert table.people
    row = next(row for row in table.rows if row.keys["factor"] == "housing.no-access")
    assert row.status is Status.PROTECTED


def test_a_hidden_pair_has_no_rank(opened: Make) -> None:
    a, b, c = "housing.no-access", "drugs.use-by-person", "alcohol.use-by-person"
    rows = [extracts.accepted(factors=extracts.positions(a, b))] * 20
    rows += [extracts.accepted(factors=extracts.positions(a, c))] * 2
    rows += [extracts.accepted(factors=extracts.positions(b))] * 12
    rows += [extracts.accepted(factors=extracts.positions(a))] * 12
    rows += [extracts.accepted()] * 30
    answer = ask(opened(rows), "pairs")
    table = protect(answer)
    assert [row.status for row in table.rows] == [Status.SHOWN, Status.PROTECTED]
    assert {table.rows[1].keys["factor_a"], table.rows[1].keys["factor_b"]} == {a, c}


def test_a_median_of_few_is_not_shown_and_others_are_in_whole_hours(opened: Make) -> None:
    few = protect(ask(opened([extracts.accepted(contact_hours=20.4)] * 9), "contact-time"))
    assert [row.status for row in few.rows] == [Status.TOO_FEW]
    many = protect(ask(opened([extracts.accepted(contact_hours=20.4)] * 10), "contact-time"))
    assert (many.rows[0].n, many.rows[0].value) == (10, 20.0)


def test_a_question_without_a_release_rule_shows_nothing(opened: Make) -> None:
    answer = ask(opened([extracts.accepted()] * 50), "factors")
    silent = replace(answer, question=replace(answer.question, rule=None))
    assert {row.status for row in protect(silent).rows} == {Status.PROTECTED}


def test_many_hidden_cells_suggest_a_coarser_question(opened: Make) -> None:
    rows = [extracts.accepted(factors=[position]) for position in range(40)]
    assert protect(ask(opened(rows), "factors")).coarsen


@pytest.mark.parametrize("threshold", [5, 10])
def test_the_threshold_offered_is_kept(opened: Make, threshold: int) -> None:
    rows = [extracts.accepted(factors=[n % 12]) for n in range(100)]
    table = protect(ask(opened(rows), "factors"), threshold=threshold)
    shown = Counter(row.n for row in table.rows if row.shown and row.n)
    assert all(number >= threshold for number in shown)
    assert bool(shown) == (threshold == 5)


def test_a_very_fine_answer_is_still_protected(synthetic_folder: Path) -> None:
    with Extract.open(synthetic_folder) as extract:
        table = protect(ask(extract, "factors", by=["flags"], last="2025-03"))
    _nothing_small(table)
    assert table.hidden
