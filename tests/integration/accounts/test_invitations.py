"""An invitation lets one person in, once, for seven days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from headwater.accounts import services
from headwater.accounts.models import Invitation, Person
from headwater.audit.models import Entry
from headwater.core.errors import NotFoundHere, Refused
from tests.cast import AT, PASSWORD, Cast
from tests.integration.visits import Clock, Visit

pytestmark = pytest.mark.django_db
GOOD = "otter lantern gravel spoon"


@pytest.fixture
def person() -> Person:
    """Someone who was never here."""
    return services.person_of(email="Nora.Birch@Riverbend.example", display_name="Nora Birch")


@pytest.fixture
def code(person: Person) -> str:
    """Her invitation."""
    return services.invite(person=person, at=AT, by="s-000000000001")


def test_a_person_is_known_by_their_address_whatever_its_case(person: Person) -> None:
    again = services.person_of(email="nora.birch@riverbend.EXAMPLE", display_name="Someone Else")
    assert again == person
    assert again.display_name == "Nora Birch"
    assert not person.can_sign_in


def test_only_a_digest_of_the_code_is_kept(code: str) -> None:
    kept = Invitation.objects.get()
    assert code not in (kept.digest, str(kept))
    assert len(code) >= 27


def test_an_invitation_is_accepted_with_a_password_and_signs_in(
    person: Person, code: str, visit: Visit
) -> None:
    client = visit(None)
    page = client.get(f"/en/account/invitation/{code}").content.decode()
    assert "Welcome, Nora Birch" in page
    answer = client.post(f"/en/account/invitation/{code}", {"password": GOOD})
    assert (answer.status_code, answer.url) == (302, "/en/home")
    person.refresh_from_db()
    assert check_password(GOOD, person.password)
    assert client.get("/en/").context["user"] == person
    entry = Entry.objects.get(action="account.invitation_accepted")
    assert (entry.person, entry.subject) == (person.reference, person.reference)


def test_an_invitation_used_twice_says_that_it_ended(code: str, visit: Visit) -> None:
    address = f"/en/account/invitation/{code}"
    visit(None).post(address, {"password": GOOD})
    for answer in (visit(None).get(address), visit(None).post(address, {"password": GOOD + "s"})):
        assert answer.status_code == 404
        assert "This invitation no longer works" in answer.content.decode()
    assert Entry.objects.filter(action="account.invitation_accepted").count() == 1


def test_an_invitation_ends_after_seven_days(code: str, visit: Visit, still_clock: Clock) -> None:
    still_clock.pass_(days=7, seconds=-1)
    assert visit(None).get(f"/fr/account/invitation/{code}").status_code == 200
    still_clock.pass_(seconds=1)
    answer = visit(None).get(f"/fr/account/invitation/{code}")
    assert answer.status_code == 404
    assert "Cette invitation ne sert plus" in answer.content.decode()


def test_a_newer_invitation_ends_the_older_one(person: Person, code: str) -> None:
    newer = services.invite(person=person, at=AT + timedelta(minutes=1))
    with pytest.raises(NotFoundHere):
        services.invited(code, AT + timedelta(minutes=2))
    assert services.invited(newer, AT + timedelta(minutes=2)).person == person


def test_a_code_nobody_was_given_says_the_same_as_an_ended_one(visit: Visit) -> None:
    answer = visit(None).get("/en/account/invitation/not-a-code")
    assert answer.status_code == 404
    assert "This invitation no longer works" in answer.content.decode()


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Please answer: Choose a password"),
        ("brief", "12 characters"),
        ("1qaz2wsx3edc", "too common"),
        ("123456789012", "entirely numeric"),
        ("passwordpassword", "over and over"),
        ("aaaaaaabbbbbb", "over and over"),
        ("nora.birch@riverbend", "too similar"),
    ],
)
def test_a_weak_password_is_refused_at_its_field(
    person: Person, code: str, visit: Visit, password: str, said: str
) -> None:
    answer = visit(None).post(f"/en/account/invitation/{code}", {"password": password})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["password"]
    assert said in page
    assert password == "" or password not in page
    assert services.invited(code, AT).person == person


def test_two_who_accept_at_once_make_one_password(
    person: Person, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = services.invited(code, AT)
    services.accept(code=code, password=GOOD, at=AT)
    # The second one had read the invitation before the first one used it.
    monkeypatch.setattr(services, "invited", lambda code, at: invitation)
    with pytest.raises(Refused, match="used a moment ago"):
        services.accept(code=code, password="another good long word", at=AT)
    person.refresh_from_db()
    assert check_password(GOOD, person.password)


def test_a_new_password_ends_the_sessions_of_the_old_one(cast: Cast) -> None:
    thief = Client()
    thief.login(email=cast.chair.person.email, password=PASSWORD)
    assert thief.get("/en/").context["user"].is_authenticated
    code = services.invite(person=cast.chair.person, at=AT)
    assert thief.get("/en/").context["user"].is_authenticated
    services.accept(code=code, password=GOOD, at=AT)
    assert not thief.get("/en/").context["user"].is_authenticated


def test_no_log_ever_holds_the_code(
    code: str, visit: Visit, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for password in ("brief", GOOD, GOOD):
        visit(None).post(f"/en/account/invitation/{code}", {"password": password})
    said = capsys.readouterr()
    assert code not in said.out + said.err + caplog.text
