"""Signing in and out, wrong passwords, the pages that help; nobody signs up."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from headwater.accounts.models import Person
from headwater.accounts.templatetags.browsers import browser_name
from tests.cast import PASSWORD, Cast
from tests.integration.visits import Visit

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    """Attempts are counted in the database's cache; each test begins at none."""
    cache.clear()


def attempt(client: Client, email: str, password: str, language: str = "en") -> str:
    """Try to sign in; the page that answers."""
    sent = {"login": email, "password": password}
    answer = client.post(f"/{language}/account/sign-in", sent, follow=True)
    return unescape(answer.content.decode())


def test_who_signs_in_goes_on_where_they_wanted(cast: Cast, visit: Visit) -> None:
    sent = {"login": cast.analyst.person.email, "password": PASSWORD, "next": "/en/goals/"}
    answer = visit(None).post(SIGN_IN, sent)
    assert (answer.status_code, answer.url) == (302, "/en/goals/")


def test_nobody_is_led_to_another_site(cast: Cast, visit: Visit) -> None:
    sent = {
        "login": cast.analyst.person.email,
        "password": PASSWORD,
        "next": "https://elsewhere.example/",
    }
    assert visit(None).post(SIGN_IN, sent).url == "/en/home"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(
    cast: Cast, visit: Visit, language: str
) -> None:
    known = attempt(visit(None), cast.chair.person.email, "wrong", language)
    unknown = attempt(visit(None), "nobody@riverbend.example", "wrong", language)
    said = {"en": "are not correct", "fr": "incorrect"}[language]
    assert said in known
    assert said in unknown


def test_after_five_wrong_passwords_even_the_right_one_waits(cast: Cast, visit: Visit) -> None:
    client = visit(None)
    for _each in range(5):
        attempt(client, cast.chair.person.email, "wrong")
    page = attempt(client, cast.chair.person.email, PASSWORD)
    assert "Too many failed" in page
    assert not client.get("/en/").context["user"].is_authenticated


def test_the_wait_is_told_in_french_too(cast: Cast, visit: Visit) -> None:
    client = visit(None)
    for _each in range(6):
        page = attempt(client, cast.chair.person.email, "wrong", "fr")
    assert "Trop de tentatives" in page


def test_one_persons_wrong_passwords_lock_nobody_else(cast: Cast, visit: Visit) -> None:
    for _each in range(5):
        attempt(visit(None), cast.chair.person.email, "wrong")
    client = visit(None)
    attempt(client, cast.analyst.person.email, PASSWORD)
    assert client.get("/en/").context["user"] == cast.analyst.person


def test_signing_out_takes_a_form_and_leads_to_the_front(cast: Cast, visit: Visit) -> None:
    client = visit(cast.analyst)
    assert client.get("/en/account/sign-out").status_code == 200
    assert client.get("/en/").context["user"].is_authenticated
    assert client.post("/en/account/sign-out").url == "/en/"
    assert not client.get("/en/").context["user"].is_authenticated


def test_an_account_that_was_closed_says_who_can_help(cast: Cast, visit: Visit) -> None:
    Person.objects.filter(pk=cast.chair.person.pk).update(is_active=False)
    page = attempt(visit(None), cast.chair.person.email, PASSWORD)
    assert "This account is closed" in page


def test_who_is_locked_out_reads_what_to_do(visit: Visit) -> None:
    page = visit(None).get("/en/account/password/forgotten").content.decode()
    assert "Ask the administrator of your table for a new invitation." in page


@pytest.mark.parametrize("address", ["sign-up", "e-mail", "password/set"])
def test_what_nobody_needs_has_no_page(visit: Visit, address: str) -> None:
    assert visit(None).get(f"/en/account/{address}").status_code == 404


def test_a_password_is_changed_by_who_knows_the_old_one(cast: Cast, visit: Visit) -> None:
    client = visit(cast.analyst)
    good = "otter lantern gravel spoon"
    address = "/en/account/password"
    wrong = client.post(
        address, {"oldpassword": "not it at all", "password1": good, "password2": good}
    )
    assert list(wrong.context["form"].errors) == ["oldpassword"]
    weak = client.post(address, {"oldpassword": PASSWORD, "password1": "a", "password2": "a"})
    assert list(weak.context["form"].errors) == ["password1"]
    client.post(address, {"oldpassword": PASSWORD, "password1": good, "password2": good})
    other = visit(None)
    attempt(other, cast.analyst.person.email, good)
    assert other.get("/en/").context["user"] == cast.analyst.person


def test_a_person_sees_and_ends_their_other_sessions(cast: Cast, visit: Visit) -> None:
    office, phone = visit(None), visit(None)
    for client in (office, phone):
        attempt(client, cast.analyst.person.email, PASSWORD)
        client.get("/en/")
    page = office.get("/en/account/sessions").content.decode()
    assert "This one" in page
    assert "Another one" in page
    office.post("/en/account/sessions")
    assert office.get("/en/").context["user"].is_authenticated
    assert not phone.get("/en/").context["user"].is_authenticated


def test_every_page_leads_to_password_and_sessions(cast: Cast, visit: Visit) -> None:
    page = visit(cast.analyst).get("/en/goals/").content.decode()
    assert 'href="/en/account/sessions"' in page


@pytest.mark.parametrize("address", ["sign-in", "password"])
def test_fields_hold_no_grey_words_and_no_second_way_out(
    cast: Cast, visit: Visit, address: str
) -> None:
    client = visit(None if address == "sign-in" else cast.analyst)
    page = client.get(f"/en/account/{address}").content.decode()
    assert "placeholder=" not in page
    assert "Forgot your password" not in page


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
         "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
         "Chrome, Android"),
        ("curl/8", "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_the_name_people_know(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
