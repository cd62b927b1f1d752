"""How often each agency came, from attendance: the coordinator sees all, an agency its own."""

from __future__ import annotations

from datetime import date

import pytest

from headwater.core.errors import NotFoundHere
from headwater.table.participation import presenters, selectors
from headwater.table.participation.selectors import Came
from tests.cast import make_seat
from tests.integration.visits import Clock, Visit
from tests.situations import Situations

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


def met(situations: Situations, *present: str) -> None:
    """A meeting some came to, closed."""
    situations.meeting = None
    situations.open_meeting([situations.cast.seat(name) for name in present])
    situations.closed_meeting()


def test_an_agency_came_when_one_of_its_people_was_there(situations: Situations) -> None:
    cast = situations.cast
    second = make_seat(
        cast.community,
        "alternate",
        agency=cast.agency("police"),
        table=cast.table,
        name="second_officer",
    )
    situations.open_meeting([cast.representative, second])
    situations.closed_meeting()
    met(situations, "representative", "alternate")
    met(situations, "alternate")
    agencies = [cast.agency("police"), cast.agency("schools"), cast.agency("housing")]
    found = selectors.participation(agencies, cast.table, situations.at)
    assert [each.months[MARCH] for each in found] == [Came(3, 2, 0), Came(3, 2, 0), Came(3, 0, 0)]


def test_meetings_that_are_open_or_before_the_agency_joined_do_not_count(
    situations: Situations,
) -> None:
    cast = situations.cast
    met(situations, "representative")
    situations.meeting = None
    situations.open_meeting([cast.representative])
    [police] = selectors.participation([cast.agency("police")], cast.table, situations.at)
    assert police.months[MARCH] == Came(1, 1, 0)
    newcomer = cast.agency("schools")
    newcomer.joined = date(2026, 3, 4)
    [schools] = selectors.participation([newcomer], cast.table, situations.at)
    assert not schools.months


def test_an_agency_sees_its_own_figures_only(situations: Situations) -> None:
    cast = situations.cast
    assert len(selectors.agencies_seen(cast.chair, cast.table)) == 8
    for seat in (cast.representative, cast.agency_lead):
        assert selectors.agency_seen(seat, cast.agency("police").reference)
        with pytest.raises(NotFoundHere):
            selectors.agency_seen(seat, cast.agency("schools").reference)
    with pytest.raises(NotFoundHere):
        selectors.agency_seen(cast.analyst, cast.agency("police").reference)


def test_the_pages_tell_it_in_a_sentence(
    situations: Situations, visit: Visit, still_clock: Clock
) -> None:
    cast = situations.cast
    met(situations, "representative")
    met(situations)
    still_clock.at = situations.tick()
    row = presenters.overview(cast.chair, cast.table, still_clock.at).rows
    assert ["Riverbend Police", "1 of 2", "1 of 2", 0] in row
    assert b"Riverbend Police" in visit(cast.chair).get("/en/participation/table").content
    own = visit(cast.agency_lead).get("/en/participation/", follow=True).content.decode()
    assert "Riverbend Police came to 1 of 2 meetings" in own
