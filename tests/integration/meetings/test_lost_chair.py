"""A chair who vanishes: known by the screens that follow, and taken over by who is there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.meetings import selectors, services
from headwater.table.meetings.models import Presence
from headwater.table.meetings.rules import ItemState
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def test_a_chair_who_is_followed_is_not_lost(situations: Situations) -> None:
    cast, meeting = situations.cast, situations.open_meeting()
    begun = situations.at
    assert not selectors.chair_is_lost(meeting, begun + timedelta(seconds=120))
    assert selectors.chair_is_lost(meeting, begun + timedelta(seconds=121))
    later = begun + timedelta(seconds=100)
    services.seen(meeting=meeting, by=cast.chair, at=later)
    assert not selectors.chair_is_lost(meeting, begun + timedelta(seconds=200))
    with pytest.raises(Denied, match="two minutes"):
        services.acknowledge(meeting=meeting, by=cast.second_chair, at=later)
        services.take_chair(meeting=meeting, by=cast.second_chair, at=later)


def test_only_those_who_may_chair_are_noted_and_not_at_every_question(
    situations: Situations,
) -> None:
    cast, meeting = situations.cast, situations.open_meeting()
    services.seen(meeting=meeting, by=cast.counsellor, at=situations.at)
    assert not Presence.objects.exists()
    for seconds in (0, 5, 19):
        at = situations.at + timedelta(seconds=seconds)
        services.seen(meeting=meeting, by=cast.chair, at=at)
    assert Presence.objects.get().seen_at == situations.at
    services.close_meeting(meeting=meeting, by=cast.chair, at=situations.tick())
    assert not Presence.objects.exists()


def test_a_lost_chair_is_taken_by_a_coordinator_who_is_there(situations: Situations) -> None:
    cast, meeting = situations.cast, situations.open_meeting()
    at = situations.tick(3)
    with pytest.raises(Denied, match="say that you are here"):
        services.take_chair(meeting=meeting, by=cast.second_chair, at=at)
    services.acknowledge(meeting=meeting, by=cast.second_chair, at=at)
    for other, error in ((cast.counsellor, Denied), (cast.other_table, NotFoundHere)):
        with pytest.raises(error):
            services.take_chair(meeting=meeting, by=other, at=at)
    taken = services.take_chair(meeting=meeting, by=cast.second_chair, at=at)
    assert (taken.chair, taken.chair_before) == (cast.second_chair, cast.chair)
    assert taken.chair_taken and taken.chair_since == at
    assert Entry.objects.filter(action="meeting.chair_taken", outcome="done").count() == 1
    with pytest.raises(AlreadyDone):
        services.take_chair(meeting=meeting, by=cast.second_chair, at=at)
    with pytest.raises(Denied, match="Someone else chairs"):
        services.next_item(meeting=meeting, by=cast.chair, at=situations.tick())


def test_an_open_item_the_new_chair_has_no_part_in_is_put_off(situations: Situations) -> None:
    cast, discussion = situations.cast, situations.at_filter_two()
    situations.step_aside(discussion, cast.second_chair)
    meeting = situations.fresh_meeting()
    services.hand_over_chair(
        meeting=meeting, to=cast.second_chair, by=cast.chair, at=situations.tick()
    )
    assert situations.item_of(discussion).state == ItemState.PARKED
    assert selectors.agenda(situations.fresh_meeting(), cast.second_chair) == []


def test_no_chair_is_taken_of_a_meeting_that_is_not_open(situations: Situations) -> None:
    meeting = situations.planned_meeting()
    with pytest.raises(Refused):
        services.take_chair(meeting=meeting, by=situations.cast.chair, at=situations.tick(3))
