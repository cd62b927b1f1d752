"""The seat a person acts in: chosen, changed, ended; and what a page does without one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from headwater.audit.models import Entry
from headwater.network.middleware import SESSION_KEY
from headwater.network.models import Seat
from headwater.network.selectors import live_seats
from tests.cast import CAST, Cast
from tests.integration.visits import Clock, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast: Cast) -> Seat:
    """The analyst is also an evaluator, since a later day."""
    return Seat.objects.create(
        person=cast.analyst.person,
        community=cast.community,
        role="evaluator",
        starts=date(2025, 1, 1),
    )


def switches() -> list[Entry]:
    """What the trail says of changed seats."""
    return list(Entry.objects.filter(action="seat.switched"))


def test_without_a_choice_a_person_acts_in_their_oldest_seat(
    cast: Cast, second: Seat, visit: Visit
) -> None:
    client = visit(None)
    client.force_login(cast.analyst.person)
    answer = client.get("/en/")
    assert answer.context["seat"] == cast.analyst
    assert client.session[SESSION_KEY] == cast.analyst.reference
    assert switches() == []


def test_a_change_of_seat_is_visible_and_audited(cast: Cast, second: Seat, visit: Visit) -> None:
    client = visit(cast.analyst)
    answer = client.post("/en/seat", {"seat": second.reference}, follow=True)
    assert answer.redirect_chain[0] == ("/en/home", 302)
    assert answer.context["seat"] == second
    (entry,) = switches()
    assert (entry.seat, entry.person) == (second.reference, cast.analyst.person.reference)
    assert cast.analyst.reference in entry.detail


def test_taking_the_seat_one_has_is_no_change(cast: Cast, second: Seat, visit: Visit) -> None:
    visit(cast.analyst).post("/en/seat", {"seat": cast.analyst.reference})
    assert switches() == []


def test_someone_elses_ended_or_unknown_seat_is_not_found(
    cast: Cast, second: Seat, visit: Visit
) -> None:
    second.ends = date(2026, 3, 2)
    second.save()
    client = visit(cast.analyst)
    for reference in (cast.chair.reference, second.reference, "s-000000000000", ""):
        assert client.post("/en/seat", {"seat": reference}).status_code == 404
    assert client.session[SESSION_KEY] == cast.analyst.reference
    assert switches() == []


def test_an_ended_seat_gives_way_to_another_and_says_so(
    cast: Cast, second: Seat, visit: Visit
) -> None:
    client = visit(second)
    second.ends = date(2026, 3, 2)
    second.save()
    answer = client.get("/en/")
    assert answer.context["seat"] == cast.analyst
    assert "The seat you acted in has ended." in answer.content.decode()
    (entry,) = switches()
    assert entry.seat == cast.analyst.reference
    assert '"reason":"ended"' in entry.detail.replace(" ", "")
    assert "has ended" not in client.get("/en/").content.decode()
    assert len(switches()) == 1


def test_without_any_live_seat_pages_are_closed_with_the_reason(cast: Cast, visit: Visit) -> None:
    client = visit(cast.analyst)
    Seat.objects.filter(person=cast.analyst.person).update(ends=date(2026, 3, 2))
    for address in ("/en/home", "/en/figures/", "/en/goals/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "You have no seat today." in answer.content.decode()
    assert client.get("/en/").status_code == 200


@pytest.mark.parametrize(
    ("at", "live"),
    [
        (datetime(2026, 3, 3, 4, 59, tzinfo=UTC), True),  # 23:59 of the last day in Riverbend
        (datetime(2026, 3, 3, 5, 1, tzinfo=UTC), False),
    ],
)
def test_a_seat_ends_with_its_last_day_where_its_table_is(
    cast: Cast, at: datetime, live: bool
) -> None:
    Seat.objects.filter(pk=cast.chair.pk).update(ends=date(2026, 3, 2))
    assert (cast.chair in live_seats(cast.chair.person, at)) is live


def test_instants_are_told_in_the_time_of_the_seats_table(cast: Cast, visit: Visit) -> None:
    # Nine in the morning in Riverbend is fourteen o'clock in UTC.
    client = visit(cast.privacy_officer)
    visit(cast.administrator).post(
        "/en/desk/seats",
        {"display_name": "Nora Birch", "email": "nora@riverbend.example", "role": "analyst"},
    )
    page = client.get("/en/desk/trail").content.decode()
    assert "3 March 2026, 09:00" in page
    assert "14:00" not in page


@pytest.mark.parametrize("name", CAST)
def test_home_is_where_the_work_of_a_seat_begins(cast: Cast, visit: Visit, name: str) -> None:
    seat = cast.seat(name)
    begins = {
        "agency_lead": "/en/screening/protocol/",
        "analyst": "/en/figures/",
        "evaluator": "/en/goals/",
        "steering": "/en/products/",
        "data_steward": "/en/figures/",
        "privacy_officer": "/en/desk/trail",
        "administrator": "/en/set-up/",
        "anonymous": "/en/",
    }
    answer = visit(seat).get("/en/home")
    assert answer.status_code == 302
    assert answer.url == begins.get(name, "/en/today")
    assert visit(seat).get(answer.url).status_code == 200


def test_the_anonymous_are_sent_to_sign_in_and_come_back(cast: Cast, visit: Visit) -> None:
    client = visit(None)
    answer = client.get("/fr/desk/trail?only=refused")
    assert urlsplit(answer.url).path == "/fr/account/sign-in"
    assert parse_qs(urlsplit(answer.url).query) == {"next": ["/fr/desk/trail?only=refused"]}
    page = client.get(answer.url)
    assert 'name="next" value="/fr/desk/trail?only=refused"' in page.content.decode()


def test_a_form_from_an_ended_session_leads_back_to_its_page(
    cast: Cast, visit: Visit, still_clock: Clock
) -> None:
    client = visit(None)
    sent = {"HTTP_REFERER": "http://testserver/en/desk/seats?x=1"}
    answer = client.post("/en/desk/seats/s-1/end", **sent)
    assert parse_qs(urlsplit(answer.url).query) == {"next": ["/en/desk/seats?x=1"]}
    page = client.get(answer.url).content.decode()
    assert "You were signed out, so this was not saved." in page


@pytest.mark.parametrize("referer", ["https://elsewhere.example/x", "", "//elsewhere.example"])
def test_a_form_from_elsewhere_leads_nowhere_else(cast: Cast, visit: Visit, referer: str) -> None:
    answer = visit(None).post("/en/desk/seats", HTTP_REFERER=referer)
    assert urlsplit(answer.url).path == reverse("account_login")
    assert parse_qs(urlsplit(answer.url).query) == {}
