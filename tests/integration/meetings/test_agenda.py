"""The agenda: its order, one item open at a time, and a revision that never goes back."""

from __future__ import annotations

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.meetings import selectors, services
from headwater.table.meetings.models import AgendaItem, Meeting
from headwater.table.meetings.rules import ItemKind, ItemState
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def _add(meeting: Meeting, subject: str, kind: ItemKind = ItemKind.NEW) -> AgendaItem:
    return services.add_item(meeting=meeting, subject=subject, kind=kind, at=meeting.starts_at)


def _order(meeting: Meeting) -> list[str]:
    return list(meeting.items.values_list("subject", flat=True))


def test_follow_ups_stand_before_what_is_new(situations: Situations) -> None:
    meeting = situations.planned_meeting()
    _add(meeting, "d-1")
    _add(meeting, "d-2", ItemKind.FOLLOW_UP)
    _add(meeting, "d-3", ItemKind.FOLLOW_UP)
    _add(meeting, "d-4")
    assert _order(meeting) == ["d-2", "d-3", "d-1", "d-4"]
    assert [item.position for item in meeting.items.all()] == [1, 2, 3, 4]


def test_a_subject_is_on_an_agenda_once(situations: Situations) -> None:
    meeting = situations.planned_meeting()
    _add(meeting, "d-1")
    with pytest.raises(AlreadyDone):
        _add(meeting, "d-1")


def test_the_trail_says_that_the_agenda_grew_and_not_who_brought_what(
    situations: Situations,
) -> None:
    meeting = situations.planned_meeting()
    _add(meeting, "d-1")
    entry = Entry.objects.get(action="agenda.item_added")
    assert (entry.seat, entry.subject, entry.detail) == ("", meeting.reference, "")


def test_the_chair_gives_the_order(situations: Situations) -> None:
    meeting = situations.planned_meeting()
    items = [_add(meeting, f"d-{number}") for number in range(3)]
    chair = situations.cast.chair
    services.move_item(item=items[2], position=1, by=chair, at=situations.tick())
    assert _order(meeting) == ["d-2", "d-0", "d-1"]
    services.move_item(item=items[2], position=99, by=chair, at=situations.tick())
    assert _order(meeting) == ["d-0", "d-1", "d-2"]
    with pytest.raises(Denied):
        services.move_item(
            item=items[0], position=2, by=situations.cast.counsellor, at=situations.tick()
        )


def test_one_item_is_open_at_a_time(situations: Situations) -> None:
    meeting = situations.open_meeting()
    first, second = _add(meeting, "d-1"), _add(meeting, "d-2")
    who = {"by": situations.cast.chair, "at": situations.tick()}
    services.open_item(item=first, **who)
    with pytest.raises(AlreadyDone):
        services.open_item(item=first, **who)
    with pytest.raises(Refused, match="Another item is open"):
        services.open_item(item=second, **who)
    with pytest.raises(Refused, match="is not open"):
        services.finish_item(item=second, **who)
    done = services.finish_item(item=first, **who)
    assert (done.state, done.opened_at, done.closed_at) == (
        ItemState.DONE,
        situations.at,
        situations.at,
    )
    assert services.open_item(item=second, **who).state == ItemState.OPEN


def test_a_finished_item_can_be_taken_up_again_and_an_item_put_off(situations: Situations) -> None:
    meeting = situations.open_meeting()
    item = _add(meeting, "d-1")
    who = {"by": situations.cast.chair, "at": situations.tick()}
    parked = services.park_item(item=item, **who)
    assert (parked.state, parked.closed_at) == (ItemState.PARKED, None)
    services.open_item(item=item, **who)
    services.finish_item(item=item, **who)
    opened = services.open_item(item=item, **who)
    assert (opened.state, opened.closed_at) == (ItemState.OPEN, None)
    assert services.park_item(item=item, **who).closed_at == situations.at


def test_next_finishes_the_open_item_and_takes_up_the_one_that_waits(
    situations: Situations,
) -> None:
    meeting = situations.open_meeting()
    for number in range(2):
        _add(meeting, f"d-{number}")
    who = {"meeting": meeting, "by": situations.cast.chair, "at": situations.tick()}
    for subject in ("d-0", "d-1"):
        opened = services.next_item(**who)
        assert opened is not None
        assert opened.subject == subject
    assert services.next_item(**who) is None
    assert set(meeting.items.values_list("state", flat=True)) == {ItemState.DONE}
    assert selectors.open_item_of(meeting) is None


def test_items_are_taken_up_only_at_an_open_meeting_by_its_chair(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.planned_meeting()
    item = _add(meeting, "d-1")
    with pytest.raises(Refused, match="is not open"):
        services.open_item(item=item, by=cast.chair, at=situations.tick())
    services.open_meeting(meeting=meeting, by=cast.chair, at=situations.tick())
    for seat in (cast.representative, cast.second_chair):
        with pytest.raises(Denied):
            services.open_item(item=item, by=seat, at=situations.tick())
    with pytest.raises(NotFoundHere):
        services.open_item(item=item, by=cast.other_table, at=situations.tick())


def test_a_chair_who_stepped_aside_cannot_take_the_item_up(situations: Situations) -> None:
    cast = situations.cast
    planned = situations.planned_meeting()
    item = _add(planned, "d-1")
    services.recuse(subject="d-1", by=cast.chair, at=situations.tick())
    meeting = services.open_meeting(meeting=planned, by=cast.chair, at=situations.tick())
    with pytest.raises(NotFoundHere):
        services.open_item(item=item, by=cast.chair, at=situations.tick())
    assert services.next_item(meeting=meeting, by=cast.chair, at=situations.tick()) is None


def test_a_closed_meeting_takes_nothing_more(situations: Situations) -> None:
    meeting = situations.open_meeting()
    item = _add(meeting, "d-1")
    meeting = situations.closed_meeting()
    with pytest.raises(Refused) as refusal:
        _add(meeting, "d-2")
    assert refusal.value.field == "meeting"
    with pytest.raises(Refused, match="stays as it is"):
        services.move_item(item=item, position=1, by=situations.cast.chair, at=situations.tick())


def test_every_change_counts_up_so_that_screens_notice(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    seen = [meeting.revision]

    def grown() -> bool:
        seen.append(Meeting.objects.get(pk=meeting.pk).revision)
        return seen[-1] > seen[-2]

    item = _add(meeting, "d-1")
    assert grown()
    who = {"by": cast.chair, "at": situations.tick()}
    for change in (
        lambda: services.open_item(item=item, **who),
        lambda: services.park_item(item=item, **who),
        lambda: services.move_item(item=item, position=1, **who),
        lambda: services.leave(meeting=meeting, seat=cast.bystander, **who),
        lambda: services.recuse(subject="d-1", by=cast.recused, at=situations.at),
        lambda: services.touch(subject="d-1"),
        lambda: services.hand_over_chair(meeting=meeting, to=cast.second_chair, **who),
    ):
        change()
        assert grown()


def test_a_stripped_subject_leaves_no_guest_behind(situations: Situations) -> None:
    discussion, chair = situations.at_filter_two(), situations.cast.chair
    item = situations.item_of(discussion)
    services.welcome_guest(item=item, sector="housing", by=chair, at=situations.tick())
    services.replace_subject(old=discussion.reference, new="d-fresh0000000")
    item.refresh_from_db()
    assert item.subject == "d-fresh0000000" and not item.guests.exists()
