"""A chair who vanishes, as the screens of the table show it."""

from __future__ import annotations

import pytest

from headwater.core import clock
from tests.integration.board.conftest import Pages
from tests.integration.board.test_following import poll_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_clock_that_stands_still(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds matter here: time passes only where a test says so."""
    monkeypatch.setattr(clock, "now", lambda: pages.situations.at)


def test_a_coordinator_is_offered_the_chair_once_it_is_lost(pages: Pages) -> None:
    pages.situations.open_meeting()
    pages.post("second_chair", f"{pages.board()}/here")
    board = pages.get("second_chair", pages.board()).content.decode()
    assert "Take the chair" not in board
    address = poll_of(board)
    pages.situations.tick(3)
    answer = pages.get("second_chair", address)
    assert answer.status_code == 200 and "Take the chair" in answer.content.decode()
    lost = answer["X-Poll-Url"].removeprefix("/en")
    assert pages.get("second_chair", lost).status_code == 204
    assert "Take the chair" not in pages.see("counsellor", pages.board())
    pages.get("chair", pages.board())  # back before anyone took it: the offer goes
    assert "Take the chair" not in pages.get("second_chair", lost).content.decode()


def test_who_comes_back_sees_who_chairs_now(pages: Pages) -> None:
    pages.situations.at_filter_two()
    pages.post("second_chair", f"{pages.board()}/here")
    pages.situations.tick(3)
    page = pages.text(pages.post("second_chair", f"{pages.board()}/chair/take"))
    assert "You chair this meeting now." in page and "Next item" in page
    page = pages.see("chair", pages.board())
    assert "Your screen was away for two minutes, so Second chair took the chair at" in page
    assert "Next item" not in page
    assert pages.post("chair", f"{pages.board()}/next").status_code == 403


def test_a_page_with_a_form_keeps_the_chair_known_as_there(pages: Pages) -> None:
    pages.situations.open_meeting()
    pages.post("second_chair", f"{pages.board()}/here")
    for _minute in range(3):
        pages.situations.tick()
        assert pages.get("chair", f"{pages.board()}/moved?beat=1").status_code == 204
    assert "Take the chair" not in pages.see("second_chair", pages.board())
