"""Who is there, who acknowledged, who left, who stepped aside; and what each then sees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.network.models import Agreement
from headwater.table.meetings import permissions, selectors, services
from headwater.table.meetings.rules import Status
from tests.cast import AT, make_seat
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def test_items_open_once_present_and_acknowledged(situations: Situations) -> None:
    cast = situations.cast
    situations.brought()
    meeting = situations.open_meeting(present=[])
    item = situations.take_up(situations.brought())
    services.record_attendance(
        meeting=meeting,
        seat=cast.bystander,
        status=Status.PRESENT,
        by=cast.chair,
        at=situations.tick(),
    )
    assert selectors.agenda(meeting, cast.bystander) == []
    with pytest.raises(Denied, match="First say that you are here"):
        permissions.may_see_items(cast.bystander, meeting)

    services.acknowledge(meeting=meeting, by=cast.bystander, at=situations.tick())
    permissions.may_see_items(cast.bystander, meeting)
    assert item in selectors.agenda(meeting, cast.bystander)
    assert selectors.present_seats(meeting) == [cast.chair, cast.bystander]
    with pytest.raises(AlreadyDone):
        services.acknowledge(meeting=meeting, by=cast.bystander, at=situations.tick())


def test_before_the_meeting_only_a_chair_sees_the_agenda(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.planned_meeting()
    services.add_item(meeting=meeting, subject="d-0", kind="new", at=situations.at)
    assert len(selectors.agenda(meeting, cast.chair)) == 1
    permissions.may_see_items(cast.second_chair, meeting)
    assert selectors.agenda(meeting, cast.counsellor) == []
    with pytest.raises(Denied, match="opens with the meeting"):
        permissions.may_see_items(cast.counsellor, meeting)
    with pytest.raises(Refused, match="is not open"):
        services.acknowledge(meeting=meeting, by=cast.counsellor, at=situations.at)


def test_who_leaves_early_sees_items_no_longer_and_may_come_back(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    services.leave(meeting=meeting, seat=cast.bystander, by=cast.bystander, at=situations.tick())
    assert cast.bystander not in selectors.present_seats(meeting)
    with pytest.raises(Denied):
        permissions.may_see_items(cast.bystander, meeting)
    with pytest.raises(AlreadyDone):
        services.leave(
            meeting=meeting, seat=cast.bystander, by=cast.bystander, at=situations.tick()
        )
    services.acknowledge(meeting=meeting, by=cast.bystander, at=situations.tick())
    permissions.may_see_items(cast.bystander, meeting)


def test_the_chair_may_note_that_someone_left_and_others_may_not(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    with pytest.raises(Denied):
        services.leave(
            meeting=meeting, seat=cast.bystander, by=cast.counsellor, at=situations.tick()
        )
    services.leave(meeting=meeting, seat=cast.bystander, by=cast.chair, at=situations.tick())
    with pytest.raises(NotFoundHere):
        services.leave(meeting=meeting, seat=cast.lapsed, by=cast.chair, at=situations.tick())
    with pytest.raises(Refused, match="Hand the chair over"):
        services.leave(meeting=meeting, seat=cast.chair, by=cast.chair, at=situations.tick())


def test_after_the_meeting_its_items_stay_with_those_who_were_there(
    situations: Situations,
) -> None:
    cast = situations.cast
    situations.open_meeting(present=[cast.counsellor])
    meeting = situations.closed_meeting()
    permissions.may_see_items(cast.counsellor, meeting)
    with pytest.raises(Denied, match="stay with those who were there"):
        permissions.may_see_items(cast.bystander, meeting)
    with pytest.raises(Refused, match="is closed"):
        services.leave(
            meeting=meeting, seat=cast.counsellor, by=cast.counsellor, at=situations.tick()
        )


def test_no_agreement_in_force_no_place_and_the_reason_is_told(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    with pytest.raises(Denied, match="no agreement in force") as denied:
        services.acknowledge(meeting=meeting, by=cast.lapsed, at=situations.tick())
    assert "agency lead can sign or renew" in denied.value.message
    with pytest.raises(Denied, match="no agreement in force"):
        services.record_attendance(
            meeting=meeting,
            seat=cast.lapsed,
            status=Status.PRESENT,
            by=cast.chair,
            at=situations.tick(),
        )
    # Apologies may be taken from anyone who has a seat.
    services.record_attendance(
        meeting=meeting,
        seat=cast.lapsed,
        status=Status.APOLOGIES,
        by=cast.chair,
        at=situations.tick(),
    )
    Agreement.objects.create(agency=cast.lapsed.agency, table=cast.table, signed=AT.date())
    services.acknowledge(meeting=meeting, by=cast.lapsed, at=situations.tick())
    permissions.may_see_items(cast.lapsed, meeting)


def test_a_seat_that_ended_has_no_place(situations: Situations) -> None:
    cast = situations.cast
    gone = make_seat(
        cast.community,
        "representative",
        agency=cast.agency("police"),
        table=cast.table,
        name="gone",
        ends=AT.date() - timedelta(days=1),
    )
    meeting = situations.open_meeting()
    with pytest.raises(Denied, match="This seat has ended"):
        services.acknowledge(meeting=meeting, by=gone, at=situations.tick())


def test_a_seat_of_another_table_is_not_found_by_attendance(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    with pytest.raises(NotFoundHere):
        services.record_attendance(
            meeting=meeting,
            seat=cast.other_table,
            status=Status.PRESENT,
            by=cast.chair,
            at=situations.tick(),
        )
    with pytest.raises(NotFoundHere):
        services.acknowledge(meeting=meeting, by=cast.other_table, at=situations.tick())


def test_the_one_who_chairs_is_not_recorded_as_absent(situations: Situations) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    with pytest.raises(Refused) as refusal:
        services.record_attendance(
            meeting=meeting,
            seat=cast.chair,
            status=Status.ABSENT,
            by=cast.chair,
            at=situations.tick(),
        )
    assert refusal.value.field == "status"


def test_a_slip_in_attendance_is_put_right_while_the_meeting_is_open(
    situations: Situations,
) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    row = services.record_attendance(
        meeting=meeting,
        seat=cast.bystander,
        status=Status.ABSENT,
        by=cast.chair,
        at=situations.tick(),
    )
    assert (row.acknowledged_at, row.arrived_at, row.left_at) == (None, None, None)
    assert [each.status for each in selectors.attendances(meeting) if each.seat == row.seat] == [
        "absent"
    ]
    meeting = situations.closed_meeting()
    with pytest.raises(Refused, match="attendance stays as it is"):
        services.record_attendance(
            meeting=meeting,
            seat=cast.bystander,
            status=Status.PRESENT,
            by=cast.chair,
            at=situations.tick(),
        )


def test_stepping_out_hides_the_item_and_the_trail_shows_a_neutral_absence(
    situations: Situations,
) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two()
    item = situations.item_of(discussion)
    assert selectors.item_for(cast.recused, item.reference) == item
    services.recuse(subject=discussion.reference, by=cast.recused, at=situations.tick())

    assert selectors.agenda(situations.fresh_meeting(), cast.recused) == []
    with pytest.raises(NotFoundHere):
        selectors.item_for(cast.recused, item.reference)
    entry = Entry.objects.get(action="attendance.away")
    assert (entry.subject, entry.detail) == ("", "")
    with pytest.raises(AlreadyDone):
        services.recuse(subject=discussion.reference, by=cast.recused, at=situations.tick())


def test_stepping_out_holds_in_every_seat_of_the_same_person(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two()
    situations.step_aside(discussion)
    second = make_seat(cast.community, "chair", table=cast.table, name="second")
    second.person = cast.recused.person
    second.save()
    assert selectors.is_recused(discussion.reference, second)


def test_the_one_who_chairs_hands_over_before_stepping_out(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two()
    with pytest.raises(Refused, match="Hand the chair over"):
        services.recuse(subject=discussion.reference, by=cast.chair, at=situations.tick())
    services.hand_over_chair(
        meeting=situations.fresh_meeting(),
        to=cast.second_chair,
        by=cast.chair,
        at=situations.tick(),
    )
    services.recuse(subject=discussion.reference, by=cast.chair, at=situations.tick())
    assert selectors.agenda(situations.fresh_meeting(), cast.chair) == []


def test_one_steps_out_only_of_what_stands_on_the_tables_agenda(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two()
    for seat, subject in (
        (cast.other_table, discussion.reference),
        (cast.bystander, "d-unknown"),
    ):
        with pytest.raises(NotFoundHere):
            services.recuse(subject=subject, by=seat, at=situations.tick())
    with pytest.raises(Refused) as refusal:
        services.recuse(
            subject=discussion.reference,
            by=cast.bystander,
            at=situations.tick(),
            reason="he is my cousin",
        )
    assert refusal.value.field == "reason"
