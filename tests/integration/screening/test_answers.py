"""Beginning and answering a screening through services: what is taken, refused and kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from headwater.core.errors import AlreadyDone, ChangedMeanwhile, Denied, NotFoundHere, Refused
from headwater.table.screening import selectors, services
from headwater.table.screening.models import Protocol, Screening
from headwater.table.screening.services import DutyGiven
from tests.integration.screening.room import CHILD, HOLDS, S1, S2, Room

pytestmark = pytest.mark.django_db


def test_the_first_screening_adopts_the_starting_questions_once(room: Room) -> None:
    first, second = room.begun(), room.begun()
    assert first.protocol == second.protocol
    protocol = Protocol.objects.get()
    assert protocol.from_template
    assert protocol.starts == selectors.today_of(first.agency, room.at)


def test_a_form_key_begins_one_screening(room: Room) -> None:
    room.begun()
    room.count = 0
    with pytest.raises(AlreadyDone, match="sent twice"):
        room.begun()
    assert Screening.objects.count() == 1


@pytest.mark.parametrize("name", ["chair", "agency_lead", "analyst", "data_steward"])
def test_other_roles_do_not_screen(room: Room, name: str) -> None:
    with pytest.raises(Denied):
        room.begun(by=room.cast.seat(name))
    assert not Screening.objects.exists()


def test_another_agency_finds_nothing_to_answer(room: Room) -> None:
    screening = room.begun()
    with pytest.raises(NotFoundHere):
        services.answer_protocol(
            screening=screening, answers=HOLDS, by=room.cast.alternate, at=room.tick()
        )
    with pytest.raises(NotFoundHere):
        selectors.screening_for(room.cast.alternate, screening.reference)
    assert not selectors.screenings_of(room.cast.chair)


def test_a_colleague_of_the_same_agency_goes_on_with_it(room: Room) -> None:
    screening = room.begun()
    services.answer_protocol(
        screening=screening, answers=HOLDS, by=room.cast.other_table, at=room.tick()
    )
    assert room.fresh(screening).answers == HOLDS


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"danger": "perhaps"}, "danger"),
        ({"young": ["ancient"]}, "young"),
        ({"young": ["nobody", "under-12"]}, "young"),
        ({"duties": {CHILD: DutyGiven("maybe")}}, f"{CHILD}-answer"),
        ({"duties": {CHILD: DutyGiven("reported")}}, f"{CHILD}-reported_on"),
        ({"duties": {CHILD: DutyGiven("not-needed")}}, f"{CHILD}-reason"),
        ({"duties": {CHILD: DutyGiven("not-needed", "because")}}, f"{CHILD}-reason"),
        ({"duties": {"made-up": DutyGiven("not-sure")}}, None),
    ],
)
def test_what_is_not_an_answer_is_refused_at_its_field(
    room: Room, sent: dict[str, Any], field: str | None
) -> None:
    screening = room.begun()
    given: dict[str, Any] = {"danger": "no", "young": ["under-12"], "duties": {}} | sent
    with pytest.raises(Refused) as refusal:
        services.answer_danger_and_duty(
            screening=screening, by=room.cast.representative, at=room.tick(), **given
        )
    assert refusal.value.field == field
    assert room.fresh(screening).subject_ages == ["nobody"]


def test_a_report_cannot_lie_in_the_future(room: Room) -> None:
    tomorrow = DutyGiven("reported", reported_at=room.at + timedelta(days=1))
    with pytest.raises(Refused, match="future"):
        room.begun(young=("under-12",), duties={CHILD: tomorrow})
    assert not Screening.objects.exists()


def test_an_answer_may_be_changed_and_the_last_one_stands(room: Room) -> None:
    screening = room.begun(young=("under-12",), duties={CHILD: DutyGiven("not-sure")})
    services.answer_danger_and_duty(
        screening=screening,
        danger="no",
        young=["under-12"],
        duties={CHILD: DutyGiven("not-needed", "advised")},
        by=room.cast.representative,
        at=room.tick(),
    )
    record = screening.duties.get()
    assert (record.answer, record.reason, record.reported_at) == ("not-needed", "advised", None)
    assert record.weighed == ["young:under-12"]


def test_saying_yes_again_keeps_that_help_was_called(room: Room) -> None:
    screening = room.begun(danger="help-called")
    services.answer_danger_and_duty(
        screening=screening,
        danger="yes",
        young=["nobody"],
        duties={},
        by=room.cast.representative,
        at=room.tick(),
    )
    assert room.fresh(screening).danger_now == "help-called"


@pytest.mark.parametrize("answers", [{"made-up": "yes"}, {"own-means": "perhaps"}])
def test_unknown_questions_and_answers_are_refused(room: Room, answers: dict[str, str]) -> None:
    with pytest.raises(Refused):
        services.answer_protocol(
            screening=room.begun(), answers=answers, by=room.cast.representative, at=room.tick()
        )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"factors": ["made.up"]}, "factors"),
        ({"protective": ["made.up"]}, "protective"),
        ({"flags": ["made-up"]}, "flags"),
        ({"type": "made-up"}, "type"),
        ({"type": "family", "age_group": "40-59"}, "age_group"),
    ],
)
def test_codes_outside_their_lists_are_refused_at_the_field(
    room: Room, wrong: dict[str, Any], field: str
) -> None:
    screening = room.questioned()
    with pytest.raises(Refused) as refusal:
        services.record_facts(
            screening=screening, facts=S2 | wrong, by=room.cast.representative, at=room.tick()
        )
    assert refusal.value.field == field
    assert "made" not in refusal.value.message
    assert room.fresh(screening).factors == []


def test_codes_are_kept_once_in_the_order_of_their_list(room: Room) -> None:
    twice = S2 | {"factors": ["physical-health.disability", "housing.no-access"] * 2}
    assert room.coded(twice).factors == ["housing.no-access", "physical-health.disability"]


def test_a_fact_recorded_later_brings_the_question_back(room: Room) -> None:
    no = {CHILD: DutyGiven("not-needed", "no-grounds")}
    screening = room.coded(young=("12-15",), duties=no)
    assert screening.state == "ready"
    screening = services.record_facts(
        screening=screening, facts=S1, by=room.cast.representative, at=room.tick()
    )
    assert screening.state == "draft"
    with pytest.raises(Denied, match="raises your duty to report again"):
        room.brought(screening)
    services.answer_danger_and_duty(
        screening=screening,
        danger="no",
        young=["12-15"],
        duties={CHILD: room.reported()},
        by=room.cast.representative,
        at=room.tick(),
    )
    assert room.brought(screening).state == "brought"


def test_an_elder_abused_asks_those_who_must_report_it(room: Room) -> None:
    elder = S2 | {"age_group": "60-plus", "factors": ["elder-abuse.victim"]}
    assert room.coded(elder).state == "ready"
    screening = room.coded(elder, by=room.cast.recused)  # a hospital
    assert screening.state == "draft"
    asked = [rule.code for rule in selectors.standing_of(screening).asked]
    assert asked == ["long-term-care", "retirement-home"]


def test_a_stale_page_overwrites_nothing(room: Room) -> None:
    screening = room.coded()
    with pytest.raises(ChangedMeanwhile):
        services.record_facts(
            screening=screening,
            facts=S1,
            revision=screening.revision - 1,
            by=room.cast.representative,
            at=room.tick(),
        )
    assert room.fresh(screening).factors == S2["factors"]


@pytest.mark.parametrize("state", ["kept", "referred", "brought"])
def test_what_is_settled_no_longer_changes(room: Room, state: str) -> None:
    screening = room.in_state(state)
    with pytest.raises(Denied):
        services.record_facts(
            screening=screening, facts=S1, by=room.cast.representative, at=room.tick()
        )


def test_every_work_on_it_moves_the_day_it_is_destroyed(room: Room) -> None:
    screening = room.begun()
    assert screening.destroy_on == selectors.today_of(screening.agency, room.at) + timedelta(
        days=90
    )
    room.at += timedelta(days=10)
    services.answer_protocol(
        screening=screening, answers=HOLDS, by=room.cast.representative, at=room.at
    )
    assert room.fresh(screening).destroy_on == screening.destroy_on + timedelta(days=10)
