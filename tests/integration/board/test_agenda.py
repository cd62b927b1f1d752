"""The agenda builds itself: overdue and open responses, then what is new in the order brought."""

from __future__ import annotations

import pytest

from headwater.table.board import selectors, services
from headwater.table.interventions import services as responses
from headwater.table.meetings import selectors as meetings
from tests.integration.board.conftest import Pages
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def subjects(situations: Situations) -> list[str]:
    meeting = situations.fresh_meeting()
    return [item.subject for item in meetings.agenda(meeting, situations.cast.chair)]


def with_a_response(situations: Situations) -> str:
    """A discussion at filter four whose response is at work, away from any agenda."""
    discussion = situations.at_filter_four()
    responses.start_response(discussion=discussion, by=situations.cast.chair, at=situations.tick())
    situations.closed_meeting()
    return discussion.reference


def test_the_agenda_builds_itself_as_the_meeting_opens(situations: Situations) -> None:
    cast = situations.cast
    late = with_a_response(situations)
    situations.tick(72 * 60)
    open_still = with_a_response(situations)
    first, second = situations.brought(), situations.brought()
    meeting = situations.planned_meeting()
    services.open_meeting(meeting=meeting, by=cast.chair, at=situations.tick())
    assert selectors.overdue_subjects(cast.table, situations.at) == {late}
    expected = [late, open_still, first.reference, second.reference]
    assert subjects(situations) == expected


def test_building_it_again_keeps_the_order_that_was_made_by_hand(pages: Pages) -> None:
    first, second = pages.situations.brought(), pages.situations.brought()
    pages.situations.planned_meeting()
    pages.post("chair", f"{pages.board()}/open")
    assert subjects(pages.situations) == [first.reference, second.reference]
    answer = pages.post("chair", pages.item(second, "move"), {"to": "up"}, follow=False)
    # The focus goes back to a button that is there: up at the top is gone, so down.
    assert answer["Location"].endswith(f"#down-{pages.situations.item_of(second).reference}")
    third = pages.situations.brought()
    pages.post("chair", f"{pages.board()}/agenda")
    by_hand = [second.reference, first.reference, third.reference]
    assert subjects(pages.situations) == by_hand
    pages.post("chair", f"{pages.board()}/agenda/order")
    usual = [first.reference, second.reference, third.reference]
    assert subjects(pages.situations) == usual
    page = pages.text(pages.post("chair", f"{pages.board()}/agenda/order"))
    assert "The agenda stands in the usual order already." in page


def test_an_overdue_response_is_marked_for_the_chair(pages: Pages) -> None:
    with_a_response(pages.situations)
    pages.situations.tick(72 * 60)
    pages.situations.planned_meeting()
    pages.post("chair", f"{pages.board()}/open")
    assert "First contact overdue" in pages.see("chair", pages.board())
    pages.post("bystander", f"{pages.board()}/here")
    assert "First contact overdue" not in pages.see("bystander", pages.board())
