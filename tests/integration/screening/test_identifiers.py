"""The wording of a protocol never holds an identifier; the sealed note is told of card numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from headwater.core.errors import Refused
from headwater.network.models import Seat
from headwater.table.screening import selectors, services
from tests.integration.screening.room import Room

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Seat | None], Client]
QUESTION = {"text_en": "Have we asked a supervisor?", "text_fr": "Avons-nous consulté ?"}
NAMED = QUESTION | {"text_fr": "Avons-nous consulté M. Gagnon ?"}


def test_a_question_with_a_name_is_refused_at_its_field_and_nothing_is_saved(
    room: Room, signed_in: SignedIn
) -> None:
    protocol = services.start_draft(by=room.cast.agency_lead, at=room.tick())
    client = signed_in(room.cast.agency_lead)
    page = client.post("/en/screening/protocol/draft/questions/new/", NAMED).content.decode()
    assert "“M. Gagnon” looks like a person’s name: it follows a title" in page
    assert "Write it without: this text is shared." in page
    before = protocol.questions
    protocol.refresh_from_db()
    assert protocol.questions == before


def test_the_service_refuses_it_too(room: Room) -> None:
    protocol = services.start_draft(by=room.cast.agency_lead, at=room.tick())
    with pytest.raises(Refused) as refusal:
        services.save_question(
            protocol=protocol, question=NAMED, by=room.cast.agency_lead, at=room.tick()
        )
    assert refusal.value.field == "text_fr"
    assert "Gagnon" not in refusal.value.message


def test_a_sealed_note_may_name_but_is_told_once_of_a_card_number(
    room: Room, signed_in: SignedIn
) -> None:
    screening = room.begun()
    client = signed_in(room.cast.representative)
    address = f"/en/screening/{screening.reference}/note/"
    card = {"note": "Kathy Bellmore, SIN 098 259 799."}
    first = client.post(address, card)
    assert "It is rarely needed here" in first.content.decode()
    assert not selectors.sealed_heads(screening)
    seen = first.context["form"]["identifiers_seen"].value()
    assert client.post(address, card | {"identifiers_seen": seen}).status_code == 302
    assert len(selectors.sealed_heads(screening)) == 1
    assert client.post(address, {"note": "Kathy Bellmore, 12 Elm Street."}).status_code == 302


def test_the_names_of_the_community_s_agencies_may_stand_in_a_question(
    room: Room, signed_in: SignedIn
) -> None:
    agency = room.cast.agency_lead.agency
    assert agency
    agency.name_en = "Kathy’s Way"
    agency.save()
    protocol = services.start_draft(by=room.cast.agency_lead, at=room.tick())
    client = signed_in(room.cast.agency_lead)
    asked = QUESTION | {"text_en": "Was it brought to Kathy’s Way first?"}
    address = "/en/screening/protocol/draft/questions/new/"
    assert client.post(address, asked).status_code == 302
    protocol.refresh_from_db()
    assert protocol.questions[-1]["text_en"] == asked["text_en"]
