"""The first administrator is invited from the command line, and again after each community."""

from __future__ import annotations

import pytest

from headwater.accounts.models import Person
from headwater.audit.models import Entry
from headwater.network.models import Community, Seat
from headwater.stewardship import first_administrator
from tests.cast import AT, Cast
from tests.integration.visits import Visit

pytestmark = pytest.mark.django_db
EMAIL = "Keys@riverbend.example"


def test_before_any_community_there_is_a_person_and_no_seat() -> None:
    invited = first_administrator.invite(email=EMAIL, at=AT)
    assert invited.communities == 0
    assert Person.objects.get().email == EMAIL.lower()
    assert not Seat.objects.exists()


def test_each_community_gets_its_seat_once(cast: Cast) -> None:
    first_administrator.invite(email=EMAIL, at=AT)
    Community.objects.create(slug="elsewhere", name_en="Elsewhere")
    invited = first_administrator.invite(email=EMAIL, at=AT)
    seats = Seat.objects.filter(person__email=EMAIL.lower())
    assert invited.communities == 2
    assert {(seat.community.slug, seat.role) for seat in seats} == {
        ("riverbend", "administrator"),
        ("elsewhere", "administrator"),
    }
    assert seats.count() == 2
    assert Entry.objects.filter(action="seat.given").count() == 2


def test_the_address_lets_them_in_to_give_seats(cast: Cast, visit: Visit) -> None:
    path = first_administrator.invite(email=EMAIL, at=AT).path
    client = visit(None)
    client.post(path, {"password": "otter lantern gravel spoon"})
    assert client.get("/en/home", follow=True).redirect_chain[-1][0] == "/en/set-up/"
