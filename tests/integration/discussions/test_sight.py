"""How much of a discussion a seat sees while meetings open and close."""

from __future__ import annotations

import pytest

from headwater.core.errors import Denied, NotFoundHere
from headwater.table.discussions import permissions, selectors
from headwater.table.discussions.rules import Sight
from headwater.table.meetings import services as meetings
from tests.cast import CAST
from tests.situations import Situations

pytestmark = pytest.mark.django_db

NEVER = (
    "agency_lead",
    "analyst",
    "evaluator",
    "steering",
    "data_steward",
    "privacy_officer",
    "administrator",
    "other_table",
)


@pytest.mark.parametrize("name", NEVER)
def test_roles_that_do_not_sit_there_find_no_discussion(situations: Situations, name: str) -> None:
    discussion = situations.at_filter_two()
    seat = situations.cast.seat(name)
    assert seat is not None
    assert selectors.sight(seat, discussion) == Sight.NOTHING
    assert not selectors.for_seat(seat).exists()
    for question in (permissions.may_read, permissions.may_run, permissions.may_correct):
        with pytest.raises(NotFoundHere):
            question(seat, discussion)


def test_when_the_meeting_closes_the_record_closes_to_the_others(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two()
    permissions.may_read(cast.bystander, discussion)
    situations.closed_meeting()
    with pytest.raises(Denied, match="when the table takes it up"):
        permissions.may_read(cast.bystander, discussion)
    permissions.may_read(cast.representative, discussion)
    permissions.may_read(cast.second_chair, discussion)


def test_who_comes_late_sees_it_after_acknowledging(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting(present=[])
    discussion = situations.at_filter_two()
    with pytest.raises(Denied, match="First say that you are here"):
        permissions.may_read(cast.counsellor, discussion)
    meetings.acknowledge(meeting=meeting, by=cast.counsellor, at=situations.tick())
    permissions.may_read(cast.counsellor, discussion)


def test_at_filter_three_the_agency_that_brought_it_still_reads_it(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_three()
    situations.closed_meeting()
    permissions.may_read(cast.representative, discussion)
    with pytest.raises(Denied):
        permissions.may_read(cast.counsellor, discussion)


def test_the_recused_find_nothing_in_any_state(situations: Situations) -> None:
    recused = situations.cast.recused
    discussion = situations.at_filter_two()
    situations.step_aside(discussion)
    assert selectors.sight(recused, discussion) == Sight.NOTHING
    assert discussion not in selectors.for_seat(recused)
    assert selectors.states_of(recused, [discussion.reference]) == {}
    with pytest.raises(NotFoundHere):
        selectors.discussion_for(recused, discussion.reference)


def test_a_rejection_is_read_by_the_chair_alone(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.rejected()
    permissions.may_read(cast.chair, discussion)
    for name in ("representative", "counsellor", "bystander"):
        seat = cast.seat(name)
        assert seat is not None
        with pytest.raises(Denied, match="gone for good"):
            permissions.may_read(seat, discussion)


def test_the_cast_is_the_one_the_tables_speak_of() -> None:
    assert set(NEVER) < set(CAST)
