"""“I recognise this”: one key, and it no longer exists for that person, anywhere."""

from __future__ import annotations

import pytest

from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db


def test_one_button_steps_out_and_nothing_of_it_is_left(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    board = pages.get("recused", pages.board()).content.decode()
    assert "I recognise this" in board and 'data-shortcut="x"' in board
    item = pages.item(discussion)
    page = pages.text(pages.post("recused", pages.item(discussion, "step-out")))
    assert "You stepped out." in page and "A family" not in page
    assert "Nothing is on the agenda yet." in page
    for address in (item, f"{item}/facts", f"/discussions/{discussion.reference}"):
        assert pages.get("recused", address).status_code == 404
    assert pages.post("recused", f"{item}/step-out").status_code == 404
    assert "A family" not in pages.see("recused", "/discussions?all=1")
    assert "A family" not in pages.see("recused", f"{pages.board()}/wall")
    assert "A family" in pages.see("counsellor", pages.board())


def test_the_minutes_show_a_neutral_absence(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    pages.situations.step_aside(discussion)
    meeting = pages.situations.closed_meeting()
    minutes = f"/meetings/{meeting.reference}/minutes"
    assert "Accepted" not in pages.see("recused", minutes)
    for name in ("chair", "counsellor"):
        page = pages.see(name, minutes)
        assert "Accepted" in page and "Riverbend Hospital" in page
        assert "step" not in page.lower() and "recus" not in page.lower()


def test_who_stepped_out_is_seen_by_nobody(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    before = pages.see("chair", pages.board())
    pages.post("recused", pages.item(discussion, "step-out"))
    after = pages.see("chair", pages.board())
    assert after.split("Who is here")[1] == before.split("Who is here")[1]


def test_whoever_chairs_hands_over_before_stepping_out(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    page = pages.post("chair", pages.item(discussion, "step-out"))
    assert "Hand the chair over, then step out." in pages.text(page)
    assert "I recognise this" not in pages.see("chair", pages.board())


def test_the_meeting_goes_on_past_an_item_the_chair_stepped_out_of(pages: Pages) -> None:
    first, second = pages.situations.brought(), pages.situations.brought()
    pages.situations.open_meeting()
    pages.post("chair", f"{pages.board()}/agenda")
    pages.situations.step_aside(first, pages.cast.second_chair)
    pages.post("chair", f"{pages.board()}/chair", {"to": pages.cast.second_chair.reference})
    pages.post("second_chair", f"{pages.board()}/next")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("brought", "at_filter_two")
    page = pages.post("second_chair", f"{pages.board()}/next")
    assert "Nothing more waits on this agenda." in pages.text(page)
