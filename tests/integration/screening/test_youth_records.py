"""At 12 to 17 nothing that rests on a youth record reaches the table; a ground shows it apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from headwater.core.errors import Denied, NotFoundHere, Refused
from headwater.network.models import Agency, Seat
from headwater.table.discussions import services as discussions
from headwater.table.screening import retention, selectors, services, youth
from headwater.table.screening.models import Screening, YouthRecord
from headwater.table.screening.rules import Block
from headwater.table.screening.services import DutyGiven, Shown
from headwater.vault import api as vault
from headwater.vault.models import SealedEntry
from tests.integration.screening.room import CHILD, S2, Room
from tests.situations import Situations

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Seat | None], Client]
YOUNG = ("12-15",)
NOT_NEEDED = {CHILD: DutyGiven("not-needed", "no-grounds")}
PERSON: dict[str, Any] = S2 | {"age_group": "12-17"}
THEFT = "criminal.theft"
SAFETY = "act.ycja-125-6-b"


@pytest.fixture
def young(room: Room) -> Screening:
    """A young person, coded by what was seen; nothing stands in the way."""
    return room.coded(PERSON, young=YOUNG, duties={CHILD: room.reported()})


def shown(room: Room, *agencies: Agency, **changed: Any) -> Shown:
    today = selectors.today_of(room.cast.agency("police"), room.at)
    given = {
        "ground": SAFETY,
        "facts": [THEFT],
        "recipients": agencies or [room.cast.agency("schools")],
        "ends": today + timedelta(days=10),
    }
    return Shown(**(given | changed))


def seal(room: Room, screening: Screening, *agencies: Agency, **changed: Any) -> YouthRecord:
    return services.seal_youth_record(
        screening=screening,
        shown=shown(room, *agencies, **changed),
        by=room.cast.representative,
        at=room.tick(),
    )


# --- Held back ---


def test_a_crime_is_refused_of_a_young_person_and_of_a_family_with_one(room: Room) -> None:
    family = {"type": "family", "age_group": "", "sex": "", "factors": [THEFT]}
    for facts in (PERSON | {"factors": [THEFT]}, PERSON | {"flags": ["recidivism"]}, family):
        with pytest.raises(Refused, match="what was seen"):
            room.coded(facts, young=YOUNG, duties=NOT_NEEDED)


def test_it_is_not_held_back_of_an_adult_who_lives_with_a_young_person(room: Room) -> None:
    screening = room.coded(S2 | {"factors": [THEFT]}, young=YOUNG, duties=NOT_NEEDED)
    assert screening.factors == [THEFT]


def test_ages_told_later_hold_up_what_was_coded_before(room: Room) -> None:
    family = {"type": "family", "age_group": "", "sex": "", "factors": [THEFT]}
    screening = room.coded(family)
    screening = services.answer_danger_and_duty(
        screening=screening,
        danger="no",
        young=YOUNG,
        duties=NOT_NEEDED,
        by=room.cast.representative,
        at=room.tick(),
    )
    assert selectors.standing_of(screening).blocks == (Block.YOUTH_RECORD,)
    with pytest.raises(Denied, match="youth record"):
        room.brought(screening)


def test_the_picker_does_not_offer_it_and_says_what_to_say_instead(
    room: Room, young: Screening, signed_in: SignedIn
) -> None:
    client, base = signed_in(room.cast.representative), f"/en/screening/{young.reference}/"
    assert f'value="{THEFT}"' not in client.get(f"{base}facts/").content.decode()
    page = client.get(f"{base}youth-record/").content.decode()
    assert "Person exhibiting antisocial/negative behaviour" in page
    assert "125 (6) (b)" in page


def test_the_table_cannot_record_or_correct_it_in(
    room: Room, situations: Situations, young: Screening
) -> None:
    discussion = room.at_filter_three(situations, young)
    with pytest.raises(Refused, match="what was seen"):
        discussions.correct(
            discussion=discussion,
            revision=discussion.revision,
            field="factors",
            now=THEFT,
            reason="learned-later",
            by=room.cast.chair,
            at=situations.tick(),
        )
    with pytest.raises(Refused, match="what was seen"):
        discussions.bring(
            table=room.cast.table,
            agency=room.cast.agency("police"),
            type="person",
            age_group="12-17",
            sex="unknown",
            factors=[THEFT],
            by=room.cast.representative,
            at=situations.tick(),
        )


# --- Shown on a ground ---


def test_only_those_the_ground_names_open_it_and_only_after_the_decision(
    room: Room, situations: Situations, young: Screening
) -> None:
    record = seal(room, young)
    cast = room.cast
    assert youth.shown_to(cast.alternate, room.at) == []

    discussion = room.at_filter_three(situations, young)

    assert youth.shown_to(cast.alternate, room.at) == [record]
    with pytest.raises(NotFoundHere):
        youth.shown_record(cast.counsellor, record.reference, room.at)
    with pytest.raises(Denied):
        services.open_youth_record(record=record, by=cast.counsellor, at=room.tick())
    with pytest.raises(Denied):
        services.open_youth_record(record=record, by=cast.chair, at=room.tick())
    discussions.answer(
        discussion=discussion,
        agency=cast.agency("schools"),
        answer="not_needed",
        by=cast.alternate,
        at=room.tick(),
    )
    assert youth.shown_to(cast.alternate, room.at) == []


@pytest.mark.django_db(transaction=True)
def test_what_it_says_is_in_no_column_and_in_no_discussion(
    room: Room, situations: Situations, young: Screening, signed_in: SignedIn
) -> None:
    record = seal(room, young)
    discussion = room.at_filter_three(situations, young)

    assert not discussion.factors.filter(code__startswith="criminal").exists()
    assert not any(THEFT.encode() in bytes(e.sealed) for e in SealedEntry.objects.all())
    room.at = situations.at
    client = signed_in(room.cast.alternate)
    assert record.reference in client.get("/en/screening/").content.decode()
    address = f"/en/screening/youth-records/{record.reference}/"
    assert "Theft" not in client.get(address).content.decode()
    assert "Theft" in client.post(address).content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ground": "act.nowhere"}, "ground"),
        ({"facts": ["suicide.current-risk"]}, "facts"),
        ({"recipients": []}, "recipients"),
        ({"ends": "too-late"}, "ends"),
    ],
)
def test_nothing_else_is_sealed(
    room: Room, young: Screening, changed: dict[str, Any], field: str
) -> None:
    if field == "ends":
        changed = {"ends": selectors.today_of(young.agency, room.at) + timedelta(days=31)}
    with pytest.raises(Refused) as refusal:
        seal(room, young, **changed)
    assert refusal.value.field == field
    assert not YouthRecord.objects.exists()


def test_an_agency_the_ground_does_not_name_is_refused(room: Room, young: Screening) -> None:
    with pytest.raises(Refused, match="names"):
        seal(room, young, room.cast.agency("housing"))


def test_an_agency_that_holds_no_such_record_has_no_ground(room: Room) -> None:
    assert youth.grounds_for(room.cast.agency("housing")) == ()
    assert len(youth.grounds_for(room.cast.agency("police"))) == 4


# --- Ended ---


def test_it_is_destroyed_on_its_day_and_when_the_purpose_ended(
    room: Room, young: Screening
) -> None:
    record = seal(room, young)
    assert retention.destroy_due(room.at + timedelta(days=9)) == 0
    assert retention.destroy_due(room.at + timedelta(days=12)) == 1
    assert not YouthRecord.objects.exists()
    assert vault.entries(reference=record.reference) == []

    again = seal(room, young)
    services.end_youth_record(screening=young, by=room.cast.representative, at=room.tick())
    assert vault.entries(reference=again.reference) == []

    seal(room, young)
    services.keep(
        screening=young, outcomes=["own-service"], by=room.cast.representative, at=room.tick()
    )
    assert retention.destroy_due(room.tick()) == 1


def test_the_table_is_not_offered_it_of_a_family_with_a_young_person(
    room: Room, situations: Situations
) -> None:
    family = {
        "type": "family",
        "age_group": "",
        "sex": "",
        "factors": ["poverty.inadequate-finances"],
    }
    screening = room.coded(family, young=YOUNG, duties={CHILD: room.reported()})
    discussion = room.at_filter_three(situations, screening)
    assert THEFT in selectors.held_back_at_table(discussion)
    with pytest.raises(Refused, match="what was seen"):
        services.heard_at_table(
            discussion_reference=discussion.reference,
            type="family",
            factors=[THEFT],
            at=situations.tick(),
        )


def test_it_is_destroyed_when_the_discussion_is_concluded(
    room: Room, situations: Situations, young: Screening
) -> None:
    seal(room, young)
    discussion = room.at_filter_three(situations, young)
    assert services.purpose_ended(discussion_reference=discussion.reference, at=room.tick())
    assert not YouthRecord.objects.exists()
    assert not services.purpose_ended(discussion_reference=discussion.reference, at=room.tick())
