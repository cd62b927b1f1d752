"""Each agency says itself what it offers and whether it has room; everyone sees how old it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from headwater.core.errors import Denied, NotFoundHere, Refused
from headwater.network.directory import selectors, services
from headwater.network.models import Offering, Seat
from tests.cast import AT, Cast
from tests.integration.visits import Clock, Visit

pytestmark = pytest.mark.django_db


def say(by: Seat, **words: Any) -> Offering:
    """The seat's agency has room for counselling, or what `words` say."""
    said: dict[str, Any] = {"service": "counselling", "capacity": "room", "wait_days": None}
    return services.say(**(said | {"in_french": False, "by": by, "at": AT} | words))


def test_saying_it_again_takes_the_place_of_what_was_said(cast: Cast) -> None:
    say(cast.counsellor)
    say(cast.counsellor, capacity="wait-list", wait_days=30)
    [found] = selectors.offerings_of(cast.bystander, AT)
    assert (found.capacity, found.wait_days) == ("wait-list", 30)


def test_nobody_says_it_for_another_agency(cast: Cast) -> None:
    for seat in (cast.chair, cast.analyst, cast.administrator):
        with pytest.raises(Denied):
            say(seat)
    offering = say(cast.counsellor)
    with pytest.raises(Denied):
        services.take_off(offering=offering, by=cast.representative, at=AT)
    with pytest.raises(NotFoundHere):
        selectors.own_offering(cast.representative, offering.reference)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"service": "nowhere"}, "service"),
        ({"capacity": "x"}, "capacity"),
        ({"wait_days": 731}, "wait_days"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, words: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        say(cast.counsellor, **words)
    assert refusal.value.field == field


def test_an_agency_that_left_offers_nothing_any_more(cast: Cast) -> None:
    say(cast.counsellor)
    agency = cast.agency("counselling")
    agency.left = AT.date() - timedelta(days=1)
    agency.save()
    assert not selectors.offerings_of(cast.chair, AT)


def test_it_is_said_and_read_on_the_pages(cast: Cast, visit: Visit, still_clock: Clock) -> None:
    worker = visit(cast.counsellor)
    sent = {"service": "counselling", "capacity": "full", "wait_days": ""}
    assert worker.post("/en/services/ours", sent).status_code == 302
    page = visit(cast.chair).get("/en/services/").content.decode()
    assert "Full, and no wait-list" in page
    assert "ask before you rely on it" not in page
    still_clock.pass_(days=15)
    assert "ask before you rely on it" in visit(cast.chair).get("/en/services/").content.decode()
    reference = Offering.objects.get().reference
    assert worker.post(f"/en/services/ours/{reference}/remove").status_code == 302
    assert not Offering.objects.exists()
