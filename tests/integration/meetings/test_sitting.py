"""Planning, opening, chairing and closing a meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.meetings import presenters, selectors, services
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import MeetingState, Status
from tests.cast import AT, make_seat
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def test_a_planned_meeting_is_opened_by_a_chair_who_then_chairs_it(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.planned_meeting()
    assert selectors.next_meeting(cast.table, AT) == meeting
    opened = services.open_meeting(meeting=meeting, by=cast.second_chair, at=situations.tick())
    assert (opened.state, opened.chair) == (MeetingState.OPEN, cast.second_chair)
    assert selectors.is_admitted(opened, cast.second_chair)
    assert selectors.next_meeting(cast.table, situations.at) == meeting


def test_a_meeting_in_the_past_is_not_planned(situations: Situations) -> None:
    with pytest.raises(Refused) as refusal:
        services.plan_meeting(
            table=situations.cast.table,
            starts_at=AT - timedelta(minutes=1),
            by=situations.cast.chair,
            at=AT,
        )
    assert refusal.value.field == "starts_at"


def test_the_same_plan_sent_twice_is_already_done(situations: Situations) -> None:
    situations.planned_meeting()
    with pytest.raises(AlreadyDone):
        services.plan_meeting(
            table=situations.cast.table,
            starts_at=situations.at,
            by=situations.cast.chair,
            at=situations.at,
        )


def test_who_does_not_chair_plans_nothing(situations: Situations) -> None:
    cast = situations.cast
    with pytest.raises(Denied, match="Only a chair or coordinator"):
        services.plan_meeting(table=cast.table, starts_at=AT, by=cast.representative, at=AT)
    for seat in (cast.other_table, cast.agency_lead, cast.administrator):
        with pytest.raises(NotFoundHere):
            services.plan_meeting(table=cast.table, starts_at=AT, by=seat, at=AT)
    refused = Entry.objects.get(outcome="refused")
    assert (refused.action, refused.seat) == ("meeting.planned", cast.representative.reference)


def test_a_meeting_opens_on_its_day_and_once(situations: Situations) -> None:
    cast = situations.cast
    meeting = services.plan_meeting(
        table=cast.table, starts_at=AT + timedelta(days=2), by=cast.chair, at=AT
    )
    with pytest.raises(Refused, match="on its own day"):
        services.open_meeting(meeting=meeting, by=cast.chair, at=AT)
    day = AT + timedelta(days=2)
    services.open_meeting(meeting=meeting, by=cast.chair, at=day)
    with pytest.raises(AlreadyDone):
        services.open_meeting(meeting=meeting, by=cast.chair, at=day)
    services.close_meeting(meeting=meeting, by=cast.chair, at=day)
    with pytest.raises(Refused, match="is not opened again"):
        services.open_meeting(meeting=meeting, by=cast.chair, at=day)


def test_a_meeting_in_the_future_cannot_be_closed(situations: Situations) -> None:
    cast = situations.cast
    soon = AT + timedelta(hours=2)
    meeting = services.plan_meeting(table=cast.table, starts_at=soon, by=cast.chair, at=AT)
    services.open_meeting(meeting=meeting, by=cast.chair, at=AT)
    with pytest.raises(Refused, match="in the future cannot be closed") as refusal:
        services.close_meeting(meeting=meeting, by=cast.chair, at=AT)
    assert refusal.value.field == "closed_at"
    with pytest.raises(Refused) as refusal:
        services.close_meeting(
            meeting=meeting, by=cast.chair, at=soon, closed_at=soon + timedelta(minutes=1)
        )
    assert refusal.value.field == "closed_at"
    meeting.refresh_from_db()
    assert (meeting.state, meeting.closed_at) == (MeetingState.OPEN, None)


def test_the_end_is_not_before_the_opening(situations: Situations) -> None:
    meeting = situations.open_meeting()
    with pytest.raises(Refused) as refusal:
        services.close_meeting(
            meeting=meeting,
            by=situations.cast.chair,
            at=situations.tick(),
            closed_at=AT - timedelta(hours=1),
        )
    assert refusal.value.field == "closed_at"


def test_a_meeting_is_not_closed_while_an_item_is_open(situations: Situations) -> None:
    situations.at_filter_two()
    with pytest.raises(Refused, match="An item is still open"):
        services.close_meeting(
            meeting=situations.fresh_meeting(), by=situations.cast.chair, at=situations.tick()
        )
    closed = situations.closed_meeting()
    assert (closed.state, closed.closed_at) == (MeetingState.CLOSED, situations.at)
    with pytest.raises(AlreadyDone):
        services.close_meeting(meeting=closed, by=situations.cast.chair, at=situations.tick())


def test_a_meeting_that_was_not_opened_is_not_closed(situations: Situations) -> None:
    meeting = situations.planned_meeting()
    with pytest.raises(Refused, match="has not been opened"):
        services.close_meeting(meeting=meeting, by=situations.cast.chair, at=situations.tick())


def test_the_chair_is_handed_over_live(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    with pytest.raises(Denied, match="Someone else chairs"):
        services.close_meeting(meeting=meeting, by=cast.second_chair, at=situations.tick())
    meeting = services.hand_over_chair(
        meeting=meeting, to=cast.second_chair, by=cast.chair, at=situations.tick()
    )
    assert meeting.chair == cast.second_chair
    with pytest.raises(Denied, match="Someone else chairs"):
        services.close_meeting(meeting=meeting, by=cast.chair, at=situations.tick())
    services.close_meeting(meeting=meeting, by=cast.second_chair, at=situations.tick())


def test_the_chair_goes_only_to_a_chair_of_the_table_in_an_open_meeting(
    situations: Situations,
) -> None:
    cast = situations.cast
    planned = situations.planned_meeting()
    who = {"by": cast.chair, "at": situations.at}
    with pytest.raises(Refused, match="while the meeting is open"):
        services.hand_over_chair(meeting=planned, to=cast.second_chair, **who)
    meeting = services.open_meeting(meeting=planned, **who)
    with pytest.raises(NotFoundHere):
        services.hand_over_chair(meeting=meeting, to=cast.other_table, **who)
    with pytest.raises(Denied, match="can take the chair"):
        services.hand_over_chair(meeting=meeting, to=cast.counsellor, **who)
    with pytest.raises(AlreadyDone):
        services.hand_over_chair(meeting=meeting, to=cast.chair, **who)
    left = make_seat(cast.community, "chair", table=cast.table, name="former_chair", ends=AT.date())
    with pytest.raises(Denied, match="This seat has ended"):
        services.hand_over_chair(meeting=meeting, to=left, by=cast.chair, at=AT + timedelta(days=1))


def test_a_meeting_held_on_paper_is_entered_afterwards_with_who_and_why(
    situations: Situations,
) -> None:
    cast = situations.cast
    held = AT - timedelta(days=1)
    meeting = services.enter_afterwards(
        table=cast.table,
        held_at=held,
        reason="held-on-paper",
        chair=cast.second_chair,
        by=cast.chair,
        at=AT,
    )
    assert (meeting.recorded_by, meeting.recorded_reason) == (cast.chair, "held-on-paper")
    assert presenters.afterwards_mark(meeting).startswith("Recorded afterwards by Chair.")
    row = services.record_attendance(
        meeting=meeting, seat=cast.representative, status=Status.PRESENT, by=cast.chair, at=AT
    )
    assert (row.arrived_at, row.acknowledged_at) == (held, held)
    closed = services.close_meeting(
        meeting=meeting, by=cast.chair, at=AT, closed_at=held + timedelta(hours=1)
    )
    assert closed.closed_at == held + timedelta(hours=1)
    assert presenters.afterwards_mark(situations.planned_meeting()) == ""


def test_what_is_entered_afterwards_is_past_and_says_why_and_who_chaired(
    situations: Situations,
) -> None:
    cast = situations.cast
    usual = {
        "table": cast.table,
        "held_at": AT,
        "reason": "held-on-paper",
        "chair": cast.chair,
        "by": cast.chair,
        "at": AT,
    }
    for wrong, field in (
        ({"held_at": AT + timedelta(hours=1)}, "held_at"),
        ({"reason": "the dog ate it"}, "reason"),
        ({"chair": cast.counsellor}, "chair"),
    ):
        with pytest.raises(Refused) as refusal:
            services.enter_afterwards(**(usual | wrong))
        assert refusal.value.field == field
    with pytest.raises(NotFoundHere):
        services.enter_afterwards(**(usual | {"chair": cast.other_table}))
    assert not Meeting.objects.exists()


def test_a_meeting_of_another_table_does_not_exist(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.planned_meeting()
    assert selectors.meeting_for(cast.representative, meeting.reference) == meeting
    assert list(selectors.meetings_of(cast.chair)) == [meeting]
    for seat in (cast.other_table, cast.agency_lead, cast.steering, cast.privacy_officer):
        assert not selectors.meetings_of(seat).exists()
        with pytest.raises(NotFoundHere):
            selectors.meeting_for(seat, meeting.reference)


def test_quorum_counts_agencies_present_where_the_table_set_one(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting(present=[cast.representative, cast.counsellor])
    assert selectors.quorum_met(meeting) is None
    meeting.table.quorum = 2
    assert selectors.quorum_met(meeting) is True
    meeting.table.quorum = 3
    assert selectors.quorum_met(meeting) is False
