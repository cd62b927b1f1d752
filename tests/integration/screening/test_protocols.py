"""An agency's own questions: written as a draft, published with a day, never changed after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from headwater.core.errors import ChangedMeanwhile, Denied, NotFoundHere, Refused
from headwater.network.models import Seat
from headwater.table.screening import selectors, services
from headwater.table.screening.models import Protocol
from tests.integration.screening.room import Room

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Seat | None], Client]
QUESTION = {"text_en": "Have we asked a supervisor?", "text_fr": "Avons-nous consulté ?"}


def draft(room: Room) -> Protocol:
    return services.start_draft(by=room.cast.agency_lead, at=room.tick())


def add(room: Room, protocol: Protocol, must_be: str = "yes", **changed: Any) -> Protocol:
    return services.save_question(
        protocol=protocol,
        question=QUESTION | changed,
        must_be=must_be,
        by=room.cast.agency_lead,
        at=room.tick(),
    )


def publish(room: Room, protocol: Protocol, **changed: Any) -> Protocol:
    day = selectors.today_of(protocol.agency, room.at)
    return services.publish(
        **{
            "protocol": protocol,
            "starts": day,
            "retention_days": 60,
            "by": room.cast.agency_lead,
            "at": room.tick(),
            **changed,
        }
    )


def test_a_draft_starts_from_what_is_asked_today_and_there_is_one(room: Room) -> None:
    first, second = draft(room), draft(room)
    assert first == second
    assert first.version == 2
    assert [each["code"] for each in first.questions][:2] == ["own-means", "usual-partners"]
    assert first.must_hold["own-means"] == "yes"


def test_a_published_version_is_asked_from_its_day_and_old_screenings_keep_theirs(
    room: Room,
) -> None:
    old = room.begun()
    tomorrow = selectors.today_of(old.agency, room.at) + timedelta(days=1)
    published = publish(room, add(room, draft(room)), starts=tomorrow)
    assert room.begun().protocol == old.protocol
    room.at += timedelta(days=1)
    new = room.begun()
    assert new.protocol == published
    assert new.destroy_on == selectors.today_of(new.agency, room.at) + timedelta(days=60)
    assert room.fresh(old).protocol.version == 1


def test_a_new_condition_holds_new_screenings_up(room: Room) -> None:
    publish(room, add(room, draft(room)))
    screening = room.coded()
    assert screening.state == "draft"
    code = screening.protocol.questions[-1]["code"]
    screening = services.answer_protocol(
        screening=screening, answers={code: "yes"}, by=room.cast.representative, at=room.tick()
    )
    assert screening.state == "ready"


def test_what_is_published_never_changes(room: Room) -> None:
    published = publish(room, add(room, draft(room)))
    with pytest.raises(Refused, match="can no longer change"):
        add(room, published)


def test_a_question_can_be_changed_moved_and_removed(room: Room) -> None:
    protocol = add(room, draft(room))
    code, by = protocol.questions[-1]["code"], room.cast.agency_lead
    assert protocol.must_hold[code] == "yes"
    protocol = services.save_question(
        protocol=protocol,
        question=QUESTION | {"hint_en": "Today", "hint_fr": "Aujourd’hui"},
        must_be="",
        code=code,
        by=by,
        at=room.tick(),
    )
    assert code not in protocol.must_hold
    assert protocol.questions[-1]["hint_fr"] == "Aujourd’hui"
    for up, place in ((True, -2), (False, -1), (False, -1)):
        protocol = services.move_question(
            protocol=protocol, code=code, up=up, by=by, at=room.tick()
        )
        assert protocol.questions[place]["code"] == code
    protocol = services.remove_question(protocol=protocol, code=code, by=by, at=room.tick())
    assert code not in {each["code"] for each in protocol.questions}
    with pytest.raises(Refused, match="no longer there"):
        services.remove_question(protocol=protocol, code=code, by=by, at=room.tick())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text_fr": " "}, "text_fr"),
        ({"text_en": ""}, "text_en"),
        ({"hint_en": "Only English"}, "hint_fr"),
        ({"hint_fr": "Seulement en français"}, "hint_en"),
    ],
)
def test_both_languages_are_required(room: Room, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(room, draft(room), **wrong)
    assert refusal.value.field == field


def test_a_condition_is_yes_no_or_none(room: Room) -> None:
    with pytest.raises(Refused) as refusal:
        add(room, draft(room), must_be="perhaps")
    assert refusal.value.field == "must_be"


def test_more_than_thirty_questions_are_refused(room: Room) -> None:
    protocol = draft(room)
    while len(protocol.questions) < 30:
        protocol = add(room, protocol)
    with pytest.raises(Refused, match="enough"):
        add(room, protocol)


def test_publishing_needs_a_day_to_come_and_a_fair_period_and_a_condition(room: Room) -> None:
    protocol = add(room, draft(room))
    yesterday = selectors.today_of(protocol.agency, room.at) - timedelta(days=1)
    for wrong, field in (
        ({"starts": yesterday}, "starts"),
        ({"retention_days": 0}, "retention_days"),
        ({"retention_days": 366}, "retention_days"),
    ):
        with pytest.raises(Refused) as refusal:
            publish(room, protocol, **wrong)
        assert refusal.value.field == field
    for question in list(protocol.questions):
        protocol = services.remove_question(
            protocol=protocol, code=question["code"], by=room.cast.agency_lead, at=room.tick()
        )
    with pytest.raises(Refused, match="At least one question"):
        publish(room, protocol)


def test_two_leads_at_once_overwrite_nothing(room: Room) -> None:
    protocol = add(room, draft(room))
    with pytest.raises(ChangedMeanwhile):
        publish(room, protocol, revision=protocol.revision - 1)


def test_only_the_lead_writes_and_only_for_their_own_agency(room: Room) -> None:
    protocol = draft(room)
    with pytest.raises(Denied, match="agency lead"):
        services.start_draft(by=room.cast.representative, at=room.tick())
    with pytest.raises(NotFoundHere):
        services.discard_draft(protocol=protocol, by=room.cast.alternate, at=room.tick())
    with pytest.raises(NotFoundHere):
        services.start_draft(by=room.cast.chair, at=room.tick())
    with pytest.raises(NotFoundHere):
        selectors.version_for(room.cast.alternate, protocol.reference)


def test_a_role_beside_the_work_is_told_why_it_reads_no_protocol(room: Room) -> None:
    from headwater.table.screening import permissions

    with pytest.raises(Denied):
        permissions.may_read_protocol(room.cast.data_steward, room.cast.agency("francophone"))


def test_a_lead_writes_and_publishes_through_the_pages(room: Room, signed_in: SignedIn) -> None:
    client = signed_in(room.cast.agency_lead)
    base = "/en/screening/protocol/"
    assert "Your agency has no questions of its own yet" in client.get(base).content.decode()
    assert client.post(f"{base}start/", {"start": "own"}).url == f"{base}draft/"
    page = client.post(f"{base}draft/questions/new/", QUESTION | {"text_fr": ""}).content.decode()
    assert "Write the question in both languages." in page
    assert "Have we asked a supervisor?" in page
    client.post(f"{base}draft/questions/new/", QUESTION | {"must_be": "yes"})
    protocol = Protocol.objects.get(starts=None)
    code = protocol.questions[-1]["code"]
    change = f"{base}draft/questions/{code}/change/"
    for deed in ("up", "down", "nothing"):
        assert client.post(change, {"do": deed}).url == f"{base}draft/"
    assert "Have we asked a supervisor?" in client.get(f"{base}draft/preview/").content.decode()
    assert "Have we asked" in client.get(f"{base}draft/questions/{code}/").content.decode()
    sent = {"starts_day": "1", "starts_month": "1", "starts_year": "2020", "retention_days": "45"}
    assert "Choose today or a later day." in client.post(f"{base}draft/", sent).content.decode()
    client.post(f"{base}draft/", sent | {"starts_year": "2030"})
    page = client.get(base).content.decode()
    assert "still to come" in page
    protocol.refresh_from_db()
    page = client.get(f"{base}versions/{protocol.reference}/").content.decode()
    assert "Have we asked a supervisor?" in page


def test_a_stale_question_page_keeps_what_was_typed(room: Room, signed_in: SignedIn) -> None:
    draft(room)
    client = signed_in(room.cast.agency_lead)
    sent = QUESTION | {"revision": "99"}
    page = client.post("/en/screening/protocol/draft/questions/new/", sent).content.decode()
    assert "Someone else changed your agency’s questions" in page
    assert "Have we asked a supervisor?" in page


def test_a_draft_can_be_thrown_away(room: Room, signed_in: SignedIn) -> None:
    protocol, client = draft(room), signed_in(room.cast.agency_lead)
    code = protocol.questions[0]["code"]
    client.post(f"/en/screening/protocol/draft/questions/{code}/change/", {"do": "remove"})
    assert client.post("/en/screening/protocol/draft/discard/").status_code == 302
    assert not Protocol.objects.filter(starts=None).exists()
    assert client.get("/en/screening/protocol/draft/").status_code == 404
