"""The tables in the docs say what the CSVs say, and hide nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.config.launch import permission_tables

HEAD = "action,state,chair,recused,anonymous\n"


def _file(folder: Path, text: str) -> Path:
    file = folder / "some.csv"
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def test_states_and_deeds_with_the_same_answers_stand_in_one_row(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        "a,x,yes,404,sign in\na,y,yes,404,sign in\nb,x,yes,404,sign in\n"
        "b,y,yes,404,sign in\na,z,403,404,sign in\n",
    )
    rows = list(permission_tables.read(file))
    assert [(row.deeds, row.states) for row in rows] == [(("a", "b"), ("x", "y")), (("a",), ("z",))]


def test_what_opens_without_signing_in_is_shown(tmp_path: Path) -> None:
    [row] = permission_tables.read(_file(tmp_path, "read,,200,200,200\n"))
    assert ("anonymous", "200") in row.answers


def test_an_answer_that_no_column_shows_is_refused(tmp_path: Path) -> None:
    for name in permission_tables.TABLES:
        (tmp_path / f"{name}.csv").write_text(HEAD + "a,x,500,404,sign in\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no column"):
        permission_tables.tables(tmp_path)


def test_what_is_written_by_hand_around_the_tables_stays() -> None:
    folder = Path(__file__).parents[2] / "permissions"
    text = f"Before.\n{permission_tables.BEGIN}\nstale words\n{permission_tables.END}\nAfter.\n"
    made = permission_tables.page(text, folder)
    assert (
        made.startswith("Before.\n") and made.endswith("\nAfter.\n") and "stale words" not in made
    )
    assert permission_tables.page(made, folder) == made
    with pytest.raises(ValueError, match="marks"):
        permission_tables.page("Nothing.", folder)
