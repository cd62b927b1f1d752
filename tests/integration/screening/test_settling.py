"""Kept, referred, brought, returned: how filter one ends, and what comes back from the table."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.discussions.models import Discussion
from headwater.table.screening import services
from headwater.table.screening.models import Screening
from headwater.table.screening.rules import TRANSITIONS, State
from headwater.table.screening.services import DutyGiven
from tests.integration.screening.room import CHILD, S1, Room

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_through_services(room: Room, state: State) -> None:
    screening = room.in_state(state.value)
    assert screening.state == state
    assert bool(screening.discussion_reference) == (state is State.BROUGHT)


def test_only_the_confirmed_codes_cross_to_the_table(room: Room) -> None:
    facts = S1 | {"protective": ["family.strong-bond"], "flags": ["child-involved"]}
    screening = room.brought(
        room.coded(facts, young=("under-12",), duties={CHILD: room.reported()})
    )
    discussion = Discussion.objects.get(reference=screening.discussion_reference)
    assert discussion.type == "family"
    assert set(discussion.factors.values_list("code", flat=True)) == set(S1["factors"])
    assert list(discussion.protective.values_list("code", flat=True)) == ["family.strong-bond"]
    assert list(discussion.flags.values_list("code", flat=True)) == ["child-involved"]
    assert screening.table == room.cast.table


@pytest.mark.parametrize("answer", [None, DutyGiven("not-sure")])
def test_a_child_cannot_be_brought_kept_or_referred_with_the_duty_open(
    room: Room, answer: DutyGiven | None
) -> None:
    screening = room.coded(S1, young=("under-12",), duties={CHILD: answer} if answer else {})
    by = room.cast.representative
    with pytest.raises(Denied):
        room.brought(screening)
    with pytest.raises(Denied):
        services.keep(screening=screening, outcomes=["declined"], by=by, at=room.tick())
    with pytest.raises(Denied):
        services.refer(screening=screening, referred_to="health", by=by, at=room.tick())
    assert room.fresh(screening).state == "draft"
    assert not Discussion.objects.exists()


def test_what_the_agency_can_do_alone_is_not_brought(room: Room) -> None:
    screening = services.answer_protocol(
        screening=room.coded(),
        answers={"own-means": "no"},
        by=room.cast.representative,
        at=room.tick(),
    )
    with pytest.raises(Denied, match="conditions do not hold"):
        room.brought(screening)


def test_a_situation_with_the_table_is_not_brought_twice(room: Room) -> None:
    screening = room.brought()
    with pytest.raises(AlreadyDone, match="already brought"):
        room.brought(screening)
    assert Discussion.objects.count() == 1


def test_it_is_brought_to_the_table_where_the_seat_sits_only(room: Room) -> None:
    screening, by = room.coded(), room.cast.representative
    with pytest.raises(NotFoundHere):
        services.bring_forward(
            screening=screening, table=room.cast.sister, meeting=None, by=by, at=room.tick()
        )
    meeting = room.meeting()
    with pytest.raises(Refused, match="your own table"):
        services.bring_forward(
            screening=screening,
            table=room.cast.sister,
            meeting=meeting,
            by=room.cast.other_table,
            at=room.tick(),
        )


def test_a_rejection_gives_it_back_without_any_link(room: Room) -> None:
    screening = room.brought()
    reference = screening.discussion_reference
    assert services.was_rejected(
        discussion_reference=reference, at=room.tick(), reason="single-agency"
    )
    screening = room.fresh(screening)
    assert (screening.state, screening.returned_reason) == ("returned", "single-agency")
    assert screening.discussion_reference == ""
    assert screening.table is None
    assert not services.was_rejected(discussion_reference=reference, at=room.tick())


def test_an_unknown_discussion_gives_nothing_back(room: Room) -> None:
    assert not services.was_rejected(discussion_reference="d-000000000000", at=room.tick())
    room.coded()
    assert not services.was_rejected(discussion_reference="", at=room.tick())


def test_what_was_returned_is_brought_again_as_a_new_discussion(room: Room) -> None:
    screening = room.returned()
    reference = services.bring_again(
        screening=screening,
        table=room.cast.table,
        meeting=room.meeting(),
        by=room.cast.representative,
        at=room.tick(),
    )
    screening = room.fresh(screening)
    assert (screening.state, screening.returned_reason) == ("brought", "")
    assert screening.discussion_reference == reference
    assert Discussion.objects.count() == 2


def test_what_was_returned_may_be_kept(room: Room) -> None:
    screening = services.keep(
        screening=room.returned(),
        outcomes=["own-service", "contact-kept"],
        by=room.cast.representative,
        at=room.tick(),
    )
    assert screening.outcomes == ["own-service", "contact-kept"]


def test_only_what_was_set_aside_is_taken_up_again(room: Room) -> None:
    by = room.cast.representative
    screening = services.take_up_again(screening=room.referred(), by=by, at=room.tick())
    assert (screening.state, screening.referred_to) == ("ready", "")
    with pytest.raises(Denied, match="kept or referred"):
        services.take_up_again(screening=screening, by=by, at=room.tick())


@pytest.mark.parametrize("outcomes", [[], ["made-up"]])
def test_keeping_needs_what_was_done(room: Room, outcomes: list[str]) -> None:
    with pytest.raises(Refused) as refusal:
        services.keep(
            screening=room.coded(),
            outcomes=outcomes,
            by=room.cast.representative,
            at=room.tick(),
        )
    assert refusal.value.field == "outcomes"


@pytest.mark.parametrize("sector", ["", "made-up"])
def test_referring_needs_a_sector_of_the_list(room: Room, sector: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.refer(
            screening=room.coded(),
            referred_to=sector,
            by=room.cast.representative,
            at=room.tick(),
        )
    assert refusal.value.field == "referred_to"


def test_the_database_itself_refuses_a_link_outside_the_table(room: Room) -> None:
    screening = room.coded()
    with pytest.raises(IntegrityError), transaction.atomic():
        Screening.objects.filter(pk=screening.pk).update(discussion_reference="d-000000000000")
    with pytest.raises(IntegrityError), transaction.atomic():
        Screening.objects.filter(pk=screening.pk).update(state="brought")


def test_the_states_the_services_take_are_those_of_the_rules(room: Room) -> None:
    """From each state, what services allow is what the diagram draws."""
    by = room.cast.representative
    for state, targets in TRANSITIONS.items():
        with transaction.atomic():
            screening = room.in_state(state.value)
            try:
                services.keep(screening=screening, outcomes=["declined"], by=by, at=room.tick())
                kept = True
            except Denied:
                kept = False
            assert kept == (State.KEPT in targets), state
