"""What is remembered while a page is drawn, and that it is forgotten after it."""

from __future__ import annotations

from headwater.core.remembering import remembered, remembering

asked: list[str] = []


@remembered
def look(what: str, *, again: bool = False) -> str:
    asked.append(what)
    return f"{what} {again}"


def test_outside_a_page_every_question_is_asked() -> None:
    asked.clear()
    assert look("a") == look("a") == "a False"
    assert asked == ["a", "a"]


def test_within_a_page_a_question_is_asked_once_and_forgotten_after_it() -> None:
    asked.clear()
    for _page in range(2):
        with remembering():
            assert look("a") == look("a") == "a False"
            assert look("b", again=True) == "b True"
    assert asked == ["a", "b", "a", "b"]
