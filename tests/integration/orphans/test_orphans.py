"""When a seat ends, what it held stands on a list until someone holds it again."""

from __future__ import annotations

from datetime import date

import pytest

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.network.models import Seat
from headwater.stewardship import services as desk
from headwater.table.actions import services as actions
from headwater.table.interventions import services as responses
from headwater.table.orphans import presenters, selectors, services
from headwater.table.screening import services as screenings
from tests.cast import Cast, make_seat
from tests.integration.screening.room import Room
from tests.integration.visits import Clock, Visit
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def end(situations: Situations, seat: Seat) -> None:
    """The administrator ends a seat."""
    desk.end_seat(seat=seat, by=situations.cast.administrator, at=situations.tick())


def colleague(cast: Cast, agency: str, name: str = "colleague") -> Seat:
    """One more representative of an agency at the table."""
    return make_seat(
        cast.community, "representative", agency=cast.agency(agency), table=cast.table, name=name
    )


def screened(situations: Situations) -> None:
    """The police's representative has a screening under way."""
    room = Room(situations.cast, situations.at)
    room.coded()
    situations.at = room.at


def test_nothing_is_unheld_while_everyone_sits(situations: Situations) -> None:
    screened(situations)
    assert len(selectors.unheld(situations.cast.chair, situations.at)) == 0


def test_an_action_of_an_ended_seat_waits_for_the_chair(situations: Situations) -> None:
    cast = situations.cast
    action = actions.give(
        kind="name-alternate",
        due=date(2026, 3, 10),
        seat=cast.counsellor,
        by=cast.chair,
        at=situations.tick(),
        form_key="one",
    )
    other = colleague(cast, "counselling")
    end(situations, cast.counsellor)
    found = selectors.unheld(cast.chair, situations.at)
    assert [row[0] for row in found.actions] == [action]
    actions.hand_on(action=action, seat=other, by=cast.chair, at=situations.tick())
    assert len(selectors.unheld(cast.chair, situations.at)) == 0


def test_a_response_whose_lead_has_nobody_waits_for_the_chair(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_four()
    response = responses.start_response(discussion=discussion, by=cast.chair, at=situations.tick())
    end(situations, cast.counsellor)
    found = selectors.unheld(cast.second_chair, situations.at)
    assert [row[0] for row in found.responses] == [response]
    responses.pass_lead(
        response=response, agency=cast.agency("families"), by=cast.chair, at=situations.tick()
    )
    assert len(selectors.unheld(cast.chair, situations.at)) == 0


def test_own_work_passes_inside_the_agency_and_the_chair_sees_only_that_there_is_some(
    situations: Situations,
) -> None:
    cast = situations.cast
    screened(situations)
    end(situations, cast.representative)
    assert len(selectors.unheld(cast.chair, situations.at)) == 1
    line = presenters.lines(selectors.unheld(cast.chair, situations.at), situations.at)[0]
    assert line.text.startswith("Screenings under way.")
    left, at = cast.representative, situations.at
    with pytest.raises(Refused):
        services.hand_on(left=left, to=cast.counsellor, by=cast.chair, at=at)
    with pytest.raises(NotFoundHere):
        services.hand_on(left=left, to=cast.agency_lead, by=cast.bystander, at=at)
    services.hand_on(left=left, to=cast.agency_lead, by=cast.agency_lead, at=at)
    assert len(selectors.unheld(cast.chair, at)) == 0
    assert selectors.taken_over(cast.agency_lead, at) == [left]
    with pytest.raises(AlreadyDone):
        services.hand_on(left=left, to=cast.agency_lead, by=cast.chair, at=at)


def test_what_was_taken_over_is_unheld_again_when_that_seat_ends_too(
    situations: Situations,
) -> None:
    cast = situations.cast
    screened(situations)
    second, third = (colleague(cast, "police", name) for name in ("second", "third"))
    end(situations, cast.representative)
    deed = {"left": cast.representative, "by": cast.chair}
    services.hand_on(**deed, to=second, at=situations.tick())
    end(situations, second)
    assert len(selectors.unheld(cast.chair, situations.at)) == 1
    services.hand_on(**deed, to=third, at=situations.tick())
    assert selectors.taken_over(third, situations.at) == [cast.representative]
    assert len(selectors.unheld(cast.chair, situations.at)) == 0


def test_a_draft_of_the_protocol_is_not_lost_with_its_author(situations: Situations) -> None:
    cast = situations.cast
    screenings.start_draft(by=cast.agency_lead, at=situations.tick())
    end(situations, cast.agency_lead)
    [left] = selectors.unheld(cast.chair, situations.at).own_work
    assert (left.draft, left.screenings) == (True, False)


def test_today_tells_the_chair_how_much_and_the_page_empties_it(
    situations: Situations, visit: Visit, still_clock: Clock
) -> None:
    cast = situations.cast
    screened(situations)
    other = colleague(cast, "police")
    end(situations, cast.representative)
    still_clock.at = situations.tick()
    chair = visit(cast.chair)
    today = chair.get("/en/today").context["today"]
    assert any(task.title == "1 thing is held by nobody" for task in today.first + today.more)
    page = f"/en/held-by-nobody/{cast.representative.reference}"
    assert chair.post(page, {}).status_code == 422
    assert chair.post(page, {"to": other.reference}).status_code == 302
    assert b"Everything is in someone" in chair.get("/en/held-by-nobody/").content
    mine = visit(other).get("/en/today").context["today"]
    assert any("You go on with" in task.title for task in mine.first + mine.more)
    assert visit(cast.bystander).get("/en/held-by-nobody/").status_code == 403
