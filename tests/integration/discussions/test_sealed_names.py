"""Filter three in a table that seals names: who types, who opens, and when it is gone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.network.rules import DecisionMode, FilterThree
from headwater.network.services import places as network
from headwater.network.services.places import TableSettings
from headwater.table.discussions import permissions, selectors, services
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import AT_FILTER_THREE, Answer, How, State
from headwater.table.meetings import services as meetings
from headwater.vault import api as vault
from headwater.vault import retention
from tests.situations import Situations

NAME, BORN = "Wilhelmina Ostrander", date(1984, 2, 29)


@pytest.fixture
def sealing(situations: Situations) -> Situations:
    """A table that seals names."""
    situations.cast.table.filter_three = FilterThree.SEALED
    situations.cast.table.save()
    return situations


def _disclose(situations: Situations, discussion: Discussion) -> Any:
    return services.record_disclosure(
        discussion=discussion,
        agency=situations.cast.agency("police"),
        basis="act.mfippa-32-h",
        consent_state="not-asked",
        not_sought_reason="could-not-be-reached",
        kinds=("name", "date-of-birth"),
        by=situations.cast.representative,
        at=situations.tick(),
    )


def _seal(situations: Situations, discussion: Discussion, **changes: Any) -> str:
    usual: dict[str, Any] = {
        "discussion": discussion,
        "name": f"  {NAME} ",
        "born": BORN,
        "by": situations.cast.representative,
        "at": situations.tick(),
    }
    return services.seal_name(**(usual | changes))


def _sealed(situations: Situations) -> Discussion:
    discussion = situations.at_filter_three()
    _disclose(situations, discussion)
    _seal(situations, discussion)
    return discussion


def _answer(situations: Situations, discussion: Discussion, seat: Any, said: Answer) -> None:
    services.answer(
        discussion=discussion, agency=seat.agency, answer=said, by=seat, at=situations.tick()
    )


def _open(situations: Situations, discussion: Discussion, seat: Any) -> list[services.Named]:
    return services.open_names(discussion=discussion, by=seat, at=situations.tick())


@pytest.mark.django_db(databases=["default", "keys"])
def test_without_a_recorded_basis_no_name_is_typed(sealing: Situations) -> None:
    discussion = sealing.at_filter_three()
    with pytest.raises(Refused, match="Without a basis the name stays closed"):
        _seal(sealing, discussion)
    assert _disclose(sealing, discussion).how == How.SEALED
    for changes, field in (
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"born": date(1802, 1, 1)}, "born"),
        ({"born": date(2999, 1, 1)}, "born"),
    ):
        with pytest.raises(Refused) as refusal:
            _seal(sealing, discussion, **changes)
        assert refusal.value.field == field
    for seat, told in (
        (sealing.cast.chair, "typed by the agency that discloses"),
        (sealing.cast.counsellor, "Without a basis"),
    ):
        with pytest.raises((Denied, Refused), match=told):
            _seal(sealing, discussion, by=seat)
    with pytest.raises(NotFoundHere):
        _seal(sealing, discussion, by=sealing.cast.other_table)
    assert vault.entries(reference=discussion.reference) == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_no_name_is_typed_where_names_are_spoken_or_none_is_said(situations: Situations) -> None:
    discussion = situations.at_filter_three()
    _disclose(situations, discussion)
    with pytest.raises(Denied, match="does not seal names"):
        _seal(situations, discussion)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_only_agencies_in_the_room_that_stay_open_it_and_each_opening_is_kept(
    sealing: Situations,
) -> None:
    cast, discussion = sealing.cast, _sealed(sealing)
    with pytest.raises(Denied, match="Say first whether your agency is involved"):
        _open(sealing, discussion, cast.counsellor)
    _answer(sealing, discussion, cast.counsellor, Answer.CAN_HELP)
    [found] = _open(sealing, discussion, cast.counsellor)
    assert (found.name, found.born, found.agency) == (NAME, BORN, "police")
    assert NAME not in repr(found)
    opened = Entry.objects.get(action="vault.opened")
    assert '"purpose":"names"' in opened.detail.replace(" ", "")
    assert '"basis":"act.mfippa-32-h"' in opened.detail.replace(" ", "")
    assert opened.seat == cast.counsellor.reference
    assert _open(sealing, discussion, cast.representative)  # who sealed it, too
    for seat in (cast.chair, cast.second_chair, cast.agency_lead, cast.privacy_officer):
        with pytest.raises((Denied, NotFoundHere)):
            _open(sealing, discussion, seat)
    _answer(sealing, discussion, cast.housing_worker, Answer.NOT_NEEDED)
    with pytest.raises(Denied, match="left this one"):
        _open(sealing, discussion, cast.housing_worker)
    assert not vault.has_grant(discussion.reference, cast.housing_worker, sealing.at)
    _answer(sealing, discussion, cast.counsellor, Answer.NOT_NEEDED)
    with pytest.raises(Denied, match="left this one"):
        _open(sealing, discussion, cast.counsellor)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_who_came_later_is_let_in_by_the_chair_or_who_disclosed(sealing: Situations) -> None:
    cast, discussion = sealing.cast, sealing.at_filter_three()
    meetings.leave(
        meeting=sealing.fresh_meeting(),
        seat=cast.child_worker,
        by=cast.child_worker,
        at=sealing.tick(),
    )
    _disclose(sealing, discussion)
    _seal(sealing, discussion)
    assert not vault.has_grant(discussion.reference, cast.child_worker, sealing.tick())
    meetings.acknowledge(meeting=sealing.fresh_meeting(), by=cast.child_worker, at=sealing.tick())
    _answer(sealing, discussion, cast.child_worker, Answer.INVOLVED)
    with pytest.raises(Denied):
        _open(sealing, discussion, cast.child_worker)
    with pytest.raises(Denied, match="lets others in"):
        services.let_in(discussion=discussion, by=cast.counsellor, at=sealing.tick())
    assert services.let_in(discussion=discussion, by=cast.chair, at=sealing.tick()) == 1
    assert _open(sealing, discussion, cast.child_worker)
    with pytest.raises(AlreadyDone):
        services.let_in(discussion=discussion, by=cast.representative, at=sealing.tick())


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
@pytest.mark.parametrize("way", ["finished", "put off", "agencies chosen"])
def test_leaving_the_item_destroys_what_was_sealed(sealing: Situations, way: str) -> None:
    cast, discussion = sealing.cast, _sealed(sealing)
    item = sealing.item_of(discussion)
    if way == "finished":
        meetings.finish_item(item=item, by=cast.chair, at=sealing.tick())
    elif way == "put off":
        meetings.park_item(item=item, by=cast.chair, at=sealing.tick())
    else:
        services.choose_agencies(
            discussion=discussion,
            lead=cast.agency("counselling"),
            assisting=[],
            by=cast.chair,
            at=sealing.tick(),
        )
    assert vault.entries(reference=discussion.reference) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM vault_sealedentry")
        assert cursor.fetchone()[0] == 0
    with pytest.raises(Denied):
        _open(sealing, discussion, cast.representative)


def _told(row: Any) -> set[str]:
    return {each.agency.code for each in row.told.select_related("agency")}


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_of_a_sealed_name_those_are_told_who_open_it(sealing: Situations) -> None:
    cast, discussion = sealing.cast, sealing.at_filter_three()
    row = _disclose(sealing, discussion)
    assert [kind.code for kind in row.kinds.all()] == ["date-of-birth", "name"]
    assert selectors.names_sealed(discussion) == []
    _seal(sealing, discussion)
    _answer(sealing, discussion, cast.counsellor, Answer.CAN_HELP)
    assert _told(row) == set()
    _open(sealing, discussion, cast.counsellor)
    _open(sealing, discussion, cast.counsellor)
    _open(sealing, discussion, cast.representative)
    assert _told(row) == {"counselling"}


@pytest.mark.django_db
def test_of_a_name_said_aloud_those_are_told_who_hear_it_and_who_comes_later_and_stays(
    situations: Situations,
) -> None:
    cast, discussion = situations.cast, situations.at_filter_three()
    _answer(situations, discussion, cast.housing_worker, Answer.NOT_NEEDED)
    sitting = situations.fresh_meeting()
    who = {"meeting": sitting, "by": cast.child_worker}
    meetings.leave(**who, seat=cast.child_worker, at=situations.tick())
    row = _disclose(situations, discussion)
    assert "counselling" in _told(row) and not {"police", "housing", "families"} & _told(row)
    meetings.acknowledge(**who, at=situations.tick())
    _answer(situations, discussion, cast.child_worker, Answer.CAN_HELP)
    assert "families" in _told(row)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [each for each in State if each not in AT_FILTER_THREE])
def test_outside_filter_three_nobody_seals_opens_or_lets_in(
    sealing: Situations, state: State
) -> None:
    cast, discussion = sealing.cast, sealing.in_state(state.value)
    if state not in (State.REJECTED, State.CONCLUDED):
        sealing.take_up(discussion)
    discussion.refresh_from_db()
    seats = (cast.representative, cast.counsellor, cast.chair, cast.second_chair, cast.bystander)
    for rule in (permissions.may_seal_name, permissions.may_open_names, permissions.may_let_in):
        for seat in seats:
            with pytest.raises((Denied, NotFoundHere)):
                rule(seat, discussion)


@pytest.mark.django_db(databases=["default", "keys"])
def test_an_agency_whose_people_stepped_out_hears_nothing(sealing: Situations) -> None:
    discussion = sealing.at_filter_three()
    sealing.step_aside(discussion)
    _disclose(sealing, discussion)
    _seal(sealing, discussion)
    out = sealing.cast.recused.agency
    alone = out not in {
        seat.agency for seat in sealing.cast.at_the_table if seat != sealing.cast.recused
    }
    assert alone, "the cast’s recused sits alone for its agency"
    assert out and not selectors.is_let_in(out, discussion, sealing.at)
    with pytest.raises(NotFoundHere):
        services.let_in(discussion=discussion, by=sealing.cast.recused, at=sealing.tick())


@pytest.mark.django_db(databases=["default", "keys"])
def test_an_evening_meeting_is_not_cut_short_by_the_day_s_end_elsewhere(
    sealing: Situations,
) -> None:
    sealing.at = sealing.at.replace(hour=23, minute=20)  # half an hour before midnight, in UTC
    discussion = _sealed(sealing)
    inside = vault.grants(discussion.reference, sealing.at)
    assert inside and all(each.until - each.starts == timedelta(hours=6) for each in inside)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_what_a_meeting_that_broke_off_left_is_shut_in_hours_and_destroyed_the_next_day(
    sealing: Situations,
) -> None:
    discussion = _sealed(sealing)
    sealing.tick(minutes=7 * 60)
    with pytest.raises(Denied):
        _open(sealing, discussion, sealing.cast.representative)
    assert vault.entries(reference=discussion.reference)
    retention.destroy_due(sealing.at + timedelta(days=1))
    assert vault.entries(reference=discussion.reference) == []


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_the_coordinator_changes_the_mode_in_the_trail_and_what_is_sealed_shuts_at_once(
    sealing: Situations,
) -> None:
    cast, discussion = sealing.cast, _sealed(sealing)
    table = cast.table
    agreed = TableSettings(
        name_en=table.name_en,
        name_fr=table.name_fr,
        time_zone=table.time_zone,
        filter_three=FilterThree.NO_NAMES,
        decision_mode=DecisionMode(table.decision_mode),
        quorum=table.quorum,
        small_place=table.small_place,
        first_contact_hours=table.first_contact_hours,
    )
    for seat in (cast.representative, cast.privacy_officer):
        with pytest.raises(Denied):
            network.set_table(table=table, settings=agreed, by=seat, at=sealing.tick())
    network.set_table(table=table, settings=agreed, by=cast.chair, at=sealing.tick())
    changed = Entry.objects.filter(action="table.settings_changed", outcome="done").get()
    assert changed.seat == cast.chair.reference and "filter_three" in changed.detail
    with pytest.raises(Denied, match="does not seal names"):
        _open(sealing, discussion, cast.representative)
    meetings.finish_item(item=sealing.item_of(discussion), by=cast.chair, at=sealing.tick())
    assert vault.entries(reference=discussion.reference) == []
