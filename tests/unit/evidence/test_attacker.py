"""The attacker finds exactly what every possible table of whole numbers allows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from headwater.evidence.disclosure import attacker
from headwater.evidence.disclosure.attacker import Bounds, View

Table = dict[str, int]
MOST = 6  # cells are 0 to this in the tables that are enumerated

# Shapes small enough to write out every table: parts, and what they add up to.
ROW = [("t", ("a", "b", "c"))]
SQUARE = [
    ("r1", ("a", "b")),
    ("r2", ("c", "d")),
    ("c1", ("a", "c")),
    ("c2", ("b", "d")),
    ("t", ("r1", "r2")),
    ("t", ("c1", "c2")),
]
HIERARCHY = [("t", ("x", "y")), ("x", ("a", "b")), ("y", ("c", "d"))]
# Three facts two of which hold together: the smallest system whose corners are not whole.
ODD = [("p", ("a", "b")), ("q", ("b", "c")), ("s", ("a", "c"))]
SHAPES = {"row": ROW, "square": SQUARE, "hierarchy": HIERARCHY, "odd": ODD}
Sums = list[tuple[str, tuple[str, ...]]]


def _complete(inner: dict[str, int], sums: Sums) -> Table:
    """All cells of a shape from its innermost ones."""
    table = dict(inner)
    waiting = list(sums)
    while waiting:
        total, parts = waiting.pop(0)
        if all(part in table for part in parts):
            table[total] = sum(table[part] for part in parts)
        else:
            waiting.append((total, parts))
    return table


def _inner(sums: Sums) -> list[str]:
    totals = {total for total, _ in sums}
    return sorted({part for _, parts in sums for part in parts} - totals)


def _possible(sums: Sums, view: View[str]) -> Iterator[Table]:
    """Every table that agrees with what is shown, hidden cells being at least `least`."""
    names = _inner(sums)
    for numbers in itertools.product(range(MOST + 1), repeat=len(names)):
        table = _complete(dict(zip(names, numbers, strict=True)), sums)
        if all(table[cell] == number for cell, number in view.shown.items()) and all(
            table[cell] >= view.least for cell in view.hidden
        ):
            yield table


@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_bounds_equal_those_of_every_possible_table(name: str, data: st.DataObject) -> None:
    sums = SHAPES[name]
    inner = {cell: data.draw(st.integers(0, 3), label=cell) for cell in _inner(sums)}
    table = _complete(inner, sums)
    able = sorted(cell for cell, number in table.items() if number)
    assume(able)
    hidden = frozenset(data.draw(st.sets(st.sampled_from(able), min_size=1), label="hidden"))
    view = View({c: n for c, n in table.items() if c not in hidden}, hidden, sums)
    found = attacker.attack(view)
    tables = list(_possible(sums, view))
    for cell in hidden:
        values = {each[cell] for each in tables}
        # Beyond what was written out nothing can be said of the upper end.
        if max(table.values()) + max(values) <= MOST and found[cell].high < MOST:
            assert found[cell] == Bounds(min(values), max(values)), cell
        assert found[cell].low <= min(values)
        assert found[cell].high >= max(values)


@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_the_quick_verdict_agrees_with_the_bounds(name: str, data: st.DataObject) -> None:
    sums = SHAPES[name]
    inner = {cell: data.draw(st.integers(0, 9), label=cell) for cell in _inner(sums)}
    table = _complete(inner, sums)
    able = sorted(cell for cell, number in table.items() if number)
    assume(able)
    hidden = frozenset(data.draw(st.sets(st.sampled_from(able), min_size=1), label="hidden"))
    view = View({c: n for c, n in table.items() if c not in hidden}, hidden, sums)
    needs = {cell: (1, 5) for cell in hidden if table[cell] < 5}
    bounds = attacker.attack(view)
    expected = {
        cell
        for cell in hidden
        if (not bounds[cell].reaches(*needs[cell]) if cell in needs else bounds[cell].exact)
    }
    assert attacker.unsafe(view, needs, hidden) == expected


def test_a_corner_that_is_not_whole_is_asked_for_in_whole_numbers() -> None:
    # a+b = b+c = a+c = 3 has no whole solution at all, though one in halves.
    view = View({"p": 3, "q": 3, "s": 3}, frozenset("abc"), ODD, least=0)
    with pytest.raises(attacker.Contradiction):
        attacker.attack(view)


def test_one_hidden_cell_of_a_sum_is_known() -> None:
    view = View({"t": 10, "b": 3, "c": 4}, frozenset({"a"}), ROW)
    assert attacker.attack(view) == {"a": Bounds(3, 3)}


def test_a_hidden_cell_without_a_sum_may_be_anything() -> None:
    assert attacker.attack(View({}, frozenset({"a"}))) == {"a": Bounds(1, attacker.INFINITE)}


def test_a_cell_and_a_larger_one_that_holds_it() -> None:
    view = View({"category": 7}, frozenset({"factor"}), orders=[("factor", "category")])
    assert attacker.attack(view)["factor"] == Bounds(1, 7)


def test_an_unbounded_sum_of_two_hidden_cells_stays_open() -> None:
    view = View({}, frozenset("ab"), [("b", ("a",))])
    assert attacker.attack(view) == {cell: Bounds(1, attacker.INFINITE) for cell in "ab"}


def test_an_unbounded_part_of_several_sums_stays_open() -> None:
    sums = [("t", ("a", "b")), ("u", ("b", "c"))]
    found = attacker.attack(View({}, frozenset("tuabc"), sums))
    assert found["a"] == Bounds(1, attacker.INFINITE)
    assert found["t"] == Bounds(2, attacker.INFINITE)


def test_shown_numbers_that_disagree_are_told() -> None:
    with pytest.raises(attacker.Contradiction):
        attacker.attack(View({"t": 9, "a": 1, "b": 1, "c": 1}, frozenset(), ROW))
    with pytest.raises(attacker.Contradiction):
        attacker.attack(View({"t": 3, "b": 2, "c": 2}, frozenset({"a"}), ROW))


def test_a_cell_nobody_published_breaks_its_sum() -> None:
    view = View({"b": 3, "c": 4}, frozenset({"a"}), ROW)
    assert attacker.attack(view)["a"].high == attacker.INFINITE


def test_what_a_reader_knows_of_single_cells_counts() -> None:
    view = View({"t": 5}, frozenset("abc"), ROW, leasts={"a": 0, "b": 0})
    assert attacker.attack(view) == {"a": Bounds(0, 4), "b": Bounds(0, 4), "c": Bounds(1, 5)}
