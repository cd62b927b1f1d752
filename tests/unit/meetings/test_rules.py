"""The states of a meeting and of its items, as data."""

from __future__ import annotations

import pytest

from headwater.table.meetings import presenters
from headwater.table.meetings.rules import (
    ITEM_MOVES,
    KIND_ORDER,
    MEETING_MOVES,
    OWNERS,
    WEEKDAYS,
    ItemKind,
    ItemState,
    MeetingState,
    Status,
    Venue,
)


def test_every_state_of_a_meeting_has_an_owner_and_leads_to_its_end() -> None:
    assert set(OWNERS) == set(MeetingState)
    reached = {MeetingState.PLANNED}
    for move in MEETING_MOVES.values():
        if move.sources & reached:
            reached.add(move.target)
    assert reached == set(MeetingState)


def test_a_closed_meeting_stays_closed() -> None:
    assert not any(MeetingState.CLOSED in move.sources for move in MEETING_MOVES.values())


def test_every_item_can_still_be_taken_up_unless_it_is() -> None:
    takes_up = next(move for move in ITEM_MOVES.values() if move.target == ItemState.OPEN)
    assert takes_up.sources == set(ItemState) - {ItemState.OPEN}


def test_follow_ups_come_first() -> None:
    assert KIND_ORDER[ItemKind.FOLLOW_UP] < KIND_ORDER[ItemKind.NEW]


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        (presenters.meeting_state_label, list(MeetingState)),
        (presenters.item_state_label, list(ItemState)),
        (presenters.item_kind_label, list(ItemKind)),
        (presenters.status_label, list(Status)),
        (presenters.venue_label, list(Venue)),
        (presenters.weekday_label, list(WEEKDAYS)),
    ],
)
def test_every_code_has_a_word_of_its_own(label, codes: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert len({label(code) for code in codes}) == len(codes)
