"""The front door: language, the head of every page, refusals in the product's own words."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from headwater.config.navigation import PLACES
from headwater.core import clock
from headwater.core.errors import ChangedMeanwhile, Denied
from headwater.vault.api import VaultUnreadable
from tests.cast import CAST, Cast
from tests.integration.visits import Visit

pytestmark = pytest.mark.django_db


def page(answer: object) -> str:
    """The text of a page."""
    return unescape(answer.content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "there"), [("fr-CA,fr;q=0.9", "/fr/"), ("en", "/en/"), ("oj", "/en/"), ("", "/en/")]
)
def test_the_bare_address_speaks_the_browsers_language(asked: str, there: str) -> None:
    answer = Client(headers={"accept-language": asked}).get("/")
    assert (answer.status_code, answer.url) == (302, there)
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_supervisor_learns_that_the_program_is_well() -> None:
    assert Client().get("/health").status_code == 204


def test_the_front_page_lists_communities_in_the_pages_language(cast: Cast) -> None:
    assert "Riverbend" in page(Client().get("/en/"))
    french = page(Client().get("/fr/"))
    assert "Méandre" in french
    assert 'href="/fr/c/riverbend/"' in french


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/en/", "/fr/"),
        ("/en/desk/trail?only=refused&days=30", "/fr/desk/trail?only=refused&days=30"),
        ("/fr/account/sessions", "/en/account/sessions"),
        ("/en/no/such/page", "/fr/"),
    ],
)
def test_the_language_switch_keeps_the_page(
    cast: Cast, visit: Visit, here: str, there: str
) -> None:
    switch = visit(cast.privacy_officer).get(here).context["language_switch"]
    assert switch["url"] == there


def test_the_language_switch_is_on_the_page_a_refused_form_comes_back_on(
    cast: Cast, visit: Visit
) -> None:
    answer = visit(cast.administrator).post("/en/desk/seats", {"role": ""})
    assert answer.status_code == 422
    assert answer.context["language_switch"]["url"] == "/fr/desk/seats"


@pytest.mark.parametrize("name", CAST)
def test_every_place_in_the_head_of_a_page_is_open_to_the_seat(
    cast: Cast, visit: Visit, name: str
) -> None:
    client = visit(cast.seat(name))
    places = client.get("/en/").context["navigation"]
    for place in places:
        answer = client.get(place["url"])
        assert answer.status_code == 200, place["url"]
        assert [p["url"] for p in answer.context["navigation"] if p["current"]] == [place["url"]]
    assert bool(places) is (name != "anonymous")


@pytest.mark.parametrize("name", CAST)
def test_no_other_place_is_open_to_the_seat(cast: Cast, visit: Visit, name: str) -> None:
    seat = cast.seat(name)
    client = visit(seat)
    shown = {place["url"] for place in client.get("/en/").context["navigation"]}
    with translation.override("en"):
        others = {reverse(name) for _label, name, _roles in PLACES} - shown
    # An agency's protocol may be read by those who use it, from the page of screenings.
    others.discard("/en/screening/protocol/")
    # What an agency disclosed stands on the page of each discussion for those who spoke for it.
    others.discard("/en/table/disclosures")
    for address in others:
        assert client.get(address).status_code == (403 if seat else 302), address


def test_a_refusal_tells_its_reason_and_an_unknown_page_tells_nothing(
    cast: Cast, visit: Visit
) -> None:
    refused = visit(cast.analyst).get("/en/desk/seats")
    assert refused.status_code == 403
    assert "This page is not part of your seat’s work." in page(refused)
    lost = visit(cast.analyst).get("/fr/c/nulle-part/")
    assert lost.status_code == 404
    assert "page" in page(lost)
    assert "nulle-part" not in re.sub(r'href="[^"]*"', "", page(lost))


def test_a_vault_that_cannot_open_says_so_on_a_page_of_its_own(
    cast: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_words: object) -> None:
        raise VaultUnreadable("The keys are not there.")

    monkeypatch.setattr("headwater.config.views.communities", fails)
    answer = visit(cast.analyst).get("/en/")
    assert answer.status_code == 503
    assert "The keys are not there." in page(answer)


def test_a_sentence_that_no_page_placed_is_still_told(
    cast: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ChangedMeanwhile("Someone else decided while you were typing.")

    monkeypatch.setattr("headwater.config.views.communities", fails)
    answer = visit(cast.analyst).get("/en/")
    assert answer.status_code == 409
    assert "Someone else decided while you were typing." in page(answer)


def test_any_other_error_is_not_dressed_up(
    cast: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("headwater.config.views.communities", fails)
    with pytest.raises(ZeroDivisionError):
        visit(cast.analyst).get("/en/")


def test_what_a_reason_says_is_escaped(
    cast: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses() -> None:
        raise Denied("<b>no</b>")

    monkeypatch.setattr("headwater.config.views.communities", refuses)
    assert "&lt;b&gt;no&lt;/b&gt;" in visit(cast.analyst).get("/en/").content.decode()


def test_a_form_without_its_token_saves_nothing_and_says_how_to_go_on(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator.person)
    sent = {"display_name": "X", "email": "x@riverbend.example", "role": "analyst"}
    answer = client.post("/fr/desk/seats", sent)
    assert answer.status_code == 403
    assert "data-keeps-drafts" in page(answer)
    assert cast.community.seats.count() == 18


def test_changing_seat_takes_a_form_and_somebody_signed_in(cast: Cast, visit: Visit) -> None:
    assert visit(cast.analyst).get("/en/seat").status_code == 405
    assert visit(None).post("/en/seat", {"seat": "s-1"}).url == "/en/account/sign-in"


def test_only_a_demo_tells_its_date_and_moves_it(
    cast: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = visit(cast.analyst)
    assert client.get("/en/").context["clock_note"] is None
    assert client.get("/en/desk/demo-clock").status_code == 404
    (tmp_path / clock.DEMO_MARKER).write_text(json.dumps({}), encoding="utf-8")
    monkeypatch.setenv("HEADWATER_HOME", str(tmp_path))
    assert "The demo’s date is 3 March 2026." in client.get("/en/").context["clock_note"]
    assert "Past the end of the quarter" in page(client.get("/en/desk/demo-clock"))
    assert client.post("/en/desk/demo-clock", {"step": "back"}).status_code == 404
    client.post("/en/desk/demo-clock", {"step": "two-days"})
    assert clock.demo_offset().days == 2
