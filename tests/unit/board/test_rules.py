"""The keys of the board, and that every state says what it asks."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import headwater.table.board
from headwater.table.board.presenters.wall import Shown, Wall, WallItem
from headwater.table.board.rules import ASKS, DOES, Key, Task
from headwater.table.discussions.rules import State, Verb

TEMPLATES = Path(headwater.table.board.__file__).parent / "templates" / "board"


def test_every_key_is_one_sign_and_means_one_thing() -> None:
    assert all(len(key.value) == 1 for key in Key)
    assert len({key.value for key in Key}) == len(Key)


def test_every_key_is_on_a_page_and_no_other() -> None:
    words = " ".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    used = set(re.findall(r"key\.(\w+)", words))
    assert used == {key.name.lower() for key in Key}


def test_every_state_says_what_it_asks() -> None:
    assert set(ASKS) == set(State)


def test_every_form_stands_for_one_deed() -> None:
    assert set(DOES) == set(Task)
    assert set(DOES.values()) <= set(Verb)


def test_the_wall_has_no_field_that_could_identify() -> None:
    """A new field here is a decision about what a whole room may read: change this on purpose."""
    fields = {
        kind: {field.name for field in dataclasses.fields(kind)} for kind in (Wall, WallItem, Shown)
    }
    assert fields == {
        Wall: {"state", "items", "shown"},
        WallItem: {"number", "kind", "state", "current", "done"},
        Shown: {"who", "factors", "protective", "criteria", "state", "said"},
    }
