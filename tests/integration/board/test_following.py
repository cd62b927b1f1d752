"""Screens that follow the board: 204 while nothing changed, the new inside when something did."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from headwater.table.meetings import services as meetings
from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db


def poll_of(page: str) -> str:
    """The address a page asks."""
    found = re.search(r'data-poll="([^"]+)"', page)
    assert found
    return found[1].removeprefix("/en").replace("&amp;", "&")


def test_a_screen_is_told_nothing_while_nothing_changed(pages: Pages) -> None:
    pages.situations.open_meeting()
    address = poll_of(pages.get("counsellor", pages.board()).content.decode())
    answer = pages.get("counsellor", address)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_screen_gets_the_new_inside_and_the_next_address(pages: Pages) -> None:
    pages.situations.open_meeting()
    address = poll_of(pages.get("counsellor", pages.board()).content.decode())
    pages.situations.at_filter_two()
    answer = pages.get("counsellor", address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "A family; brought by policing" in page and "<main" not in page
    following = answer["X-Poll-Url"].removeprefix("/en")
    assert following != address
    assert pages.get("counsellor", following).status_code == 204


def test_a_quiet_question_costs_few_queries(
    pages: Pages, django_assert_max_num_queries: object
) -> None:
    pages.situations.open_meeting()
    address = poll_of(pages.get("counsellor", pages.board()).content.decode())
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        assert pages.get("counsellor", address).status_code == 204


def test_a_page_with_an_open_form_is_told_but_not_replaced(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    page = pages.get("chair", pages.item(discussion, "decision")).content.decode()
    address = poll_of(page)
    assert "/moved?" in address and 'id="board" data-poll' not in page
    assert pages.get("chair", address).status_code == 204
    meetings.acknowledge(
        meeting=pages.situations.fresh_meeting(),
        by=pages.cast.second_chair,
        at=pages.situations.tick(),
    )
    answer = pages.get("chair", address)
    assert "The board moved on while you fill this in." in answer.content.decode()
    assert pages.get("chair", answer["X-Poll-Url"].removeprefix("/en")).status_code == 204


def test_a_screen_sees_the_meeting_close_and_then_rests(pages: Pages) -> None:
    pages.situations.open_meeting()
    address = poll_of(pages.get("counsellor", pages.board()).content.decode())
    pages.situations.closed_meeting()
    answer = pages.get("counsellor", address)
    assert answer.status_code == 200 and "Closed" in answer.content.decode()
    assert pages.get("counsellor", answer["X-Poll-Url"].removeprefix("/en")).status_code == 204
    assert "data-poll=" not in pages.get("counsellor", pages.board()).content.decode()


def test_before_acknowledging_a_screen_sees_what_it_joins_and_no_item(pages: Pages) -> None:
    pages.situations.open_meeting(present=[])
    discussion = pages.situations.at_filter_two()
    page = pages.see("counsellor", pages.board())
    assert "What is said here stays here" in page and "By video or phone" in page
    assert "A family" not in page and "New situation" not in page
    assert pages.get("counsellor", pages.item(discussion)).status_code == 403
    pages.post("counsellor", f"{pages.board()}/here")
    assert "A family" in pages.see("counsellor", pages.board())


def test_the_values_of_the_community_stand_where_one_joins(pages: Pages) -> None:
    from headwater.network.models import ProfileStatement
    from headwater.network.profile.kinds import Kind

    for position, text in enumerate(("Respect", "Courage to ask")):
        ProfileStatement.objects.create(
            community=pages.cast.community, kind=Kind.VALUE, position=position, text=text
        )
    pages.situations.open_meeting(present=[])
    page = pages.see("counsellor", pages.board())
    assert page.index("Respect") < page.index("Courage to ask")


def test_a_seat_without_an_agreement_is_told_why_and_what_to_do(pages: Pages) -> None:
    pages.situations.open_meeting()
    page = pages.see("lapsed", pages.board())
    assert "no agreement in force" in page and "The agency lead can sign or renew it" in page
    assert pages.post("lapsed", f"{pages.board()}/here").status_code == 403


def test_a_screen_of_an_ended_session_is_sent_to_sign_in(pages: Pages) -> None:
    pages.situations.open_meeting()
    answer = Client().get(f"/en{pages.board()}/fragment?revision=1")
    assert answer.status_code == 302


def test_pages_of_the_table_are_kept_by_no_browser(pages: Pages) -> None:
    pages.situations.open_meeting()
    answer = pages.get("counsellor", pages.board())
    assert "no-store" in answer["Cache-Control"]


def test_someone_who_leaves_no_longer_sees_the_items(pages: Pages) -> None:
    pages.situations.at_filter_two()
    page = pages.post("counsellor", f"{pages.board()}/leave")
    assert "You have left the meeting." in pages.text(page)
    assert "Before you join" in pages.text(page)
    pages.post("counsellor", f"{pages.board()}/here")
    assert "A family" in pages.see("counsellor", pages.board())
