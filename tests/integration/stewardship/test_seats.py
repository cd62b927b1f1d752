"""The administrator gives, renews and ends seats, and never opens a way that is not theirs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest

from headwater.accounts.models import Invitation, Person
from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.network.models import Community, Seat
from headwater.network.rules import NEEDS, Role
from headwater.stewardship import services
from tests.cast import AT, CAST, Cast, make_seat
from tests.integration.visits import Visit

pytestmark = pytest.mark.django_db
SEATS = "/en/desk/seats"


def give(cast: Cast, **words: object) -> services.Given:
    """Give Nora Birch a seat as an analyst, or what `words` say."""
    given: dict[str, object] = {
        "display_name": "Nora Birch",
        "email": "nora@riverbend.example",
        "role": Role.ANALYST,
        "agency": None,
        "table": None,
        "by": cast.administrator,
        "at": AT,
    }
    return services.give_seat(**(given | words))  # type: ignore[arg-type]


def elsewhere() -> Community:
    """Another community of the same installation."""
    return Community.objects.create(slug="elsewhere", name_en="Elsewhere")


def test_a_new_person_gets_a_seat_from_today_and_a_code(cast: Cast) -> None:
    given = give(cast)
    assert (given.seat.starts, given.seat.ends) == (date(2026, 3, 3), None)
    assert given.seat.community == cast.community
    assert given.code
    actions = Entry.objects.order_by("sequence").values_list("action", "subject")
    assert list(actions) == [
        ("account.invited", given.seat.person.reference),
        ("seat.given", given.seat.reference),
    ]


def test_who_can_sign_in_keeps_their_password(cast: Cast) -> None:
    given = give(cast, email=cast.chair.person.email, display_name="Somebody")
    assert given.code == ""
    assert given.seat.person == cast.chair.person
    assert not Invitation.objects.exists()
    assert cast.chair.person.display_name == "Chair"


def test_who_never_came_gets_another_code_with_another_seat(cast: Cast) -> None:
    first = give(cast)
    second = give(cast, role=Role.EVALUATOR)
    assert second.code not in ("", first.code)


def test_the_same_seat_twice_is_refused_and_leaves_nothing(cast: Cast) -> None:
    give(cast)
    before = (Invitation.objects.count(), Entry.objects.count())
    with pytest.raises(Refused, match="has that seat already") as refusal:
        give(cast)
    assert refusal.value.field == "email"
    assert (Invitation.objects.count(), Entry.objects.count()) == before


def test_a_seat_that_ended_can_be_given_anew(cast: Cast) -> None:
    services.end_seat(seat=give(cast).seat, by=cast.administrator, at=AT)
    assert give(cast).seat.is_live(date(2026, 3, 3))


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_refused_without_what_it_is_tied_to(cast: Cast, role: Role) -> None:
    ties = {"agency": cast.agency("police"), "table": cast.table}
    assert give(cast, role=role, **ties).seat.role == role
    for tie in NEEDS[role]:
        with pytest.raises(Refused) as refusal:
            give(cast, email="other@riverbend.example", role=role, **(ties | {tie: None}))
        assert refusal.value.field == tie


def test_another_communitys_agency_or_table_is_not_found(cast: Cast) -> None:
    away = elsewhere()
    agency = away.agencies.create(code="x", name_en="X", sector="health", joined=date(2024, 1, 1))
    table = away.tables.create(code="x", name_en="X", time_zone="America/Toronto")
    for ties in ({"agency": agency}, {"table": table}):
        with pytest.raises(NotFoundHere):
            give(cast, **ties)


def test_nobody_gives_a_seat_to_themselves(cast: Cast) -> None:
    with pytest.raises(Refused, match="Another administrator"):
        give(cast, email=cast.administrator.person.email.upper(), role=Role.EVALUATOR)


@pytest.mark.parametrize("name", [n for n in CAST if n not in ("anonymous", "administrator")])
def test_nobody_else_gives_renews_or_ends_seats(cast: Cast, name: str) -> None:
    by = cast.seat(name)
    for verb in (
        lambda: give(cast, by=by),
        lambda: services.invite_again(seat=cast.bystander, by=by, at=AT),
        lambda: services.end_seat(seat=cast.bystander, by=by, at=AT),
    ):
        with pytest.raises(Denied):
            verb()
    assert Entry.objects.filter(outcome="refused").count() == 3
    assert not Person.objects.filter(email="nora@riverbend.example").exists()


def test_a_lost_password_is_answered_with_a_new_invitation(cast: Cast) -> None:
    given = services.invite_again(seat=cast.bystander, by=cast.administrator, at=AT)
    assert Invitation.objects.get().person == cast.bystander.person
    assert given.code
    assert cast.bystander.person.can_sign_in  # the old password works until the new one is set


def test_nobody_invites_themselves_or_through_an_ended_seat(cast: Cast) -> None:
    with pytest.raises(Denied):
        services.invite_again(seat=cast.administrator, by=cast.administrator, at=AT)
    services.end_seat(seat=cast.bystander, by=cast.administrator, at=AT)
    with pytest.raises(Refused, match="has ended"):
        services.invite_again(seat=cast.bystander, by=cast.administrator, at=AT)
    assert not Invitation.objects.exists()


def test_an_invitation_never_opens_the_way_into_another_community(cast: Cast, visit: Visit) -> None:
    Seat.objects.create(
        person=cast.bystander.person,
        community=elsewhere(),
        role="analyst",
        starts=date(2024, 1, 1),
    )
    with pytest.raises(Denied, match="another community"):
        services.invite_again(seat=cast.bystander, by=cast.administrator, at=AT)
    # The page knows it too: the button is there, and says why it cannot be pressed.
    page = unescape(visit(cast.administrator).get(SEATS).content.decode())
    assert page.count("This person also sits in another community.") == 1


def test_an_ended_seat_works_no_more_from_this_moment(cast: Cast, visit: Visit) -> None:
    client = visit(cast.bystander)
    assert client.get("/en/today").status_code == 200
    services.end_seat(seat=cast.bystander, by=cast.administrator, at=AT)
    assert client.get("/en/today").status_code == 403
    with pytest.raises(AlreadyDone):
        services.end_seat(seat=cast.bystander, by=cast.administrator, at=AT)


def test_a_seat_given_today_and_one_that_begins_later_can_end_today(cast: Cast) -> None:
    today = give(cast).seat
    later = make_seat(cast.community, "analyst", name="later", starts=date(2026, 5, 1))
    for seat in (today, later):
        services.end_seat(seat=seat, by=cast.administrator, at=AT)
        seat.refresh_from_db()
        assert not seat.is_live(date(2026, 3, 3))
        assert not seat.is_live(date(2026, 5, 2))


def test_nobody_ends_the_seat_they_act_in(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Denied):
        services.end_seat(seat=cast.administrator, by=cast.administrator, at=AT)
    page = visit(cast.administrator).get(SEATS).content.decode()
    assert page.count("You cannot end the seat you act in.") == 1


def test_a_seat_of_another_community_is_not_found(cast: Cast, visit: Visit) -> None:
    theirs = make_seat(elsewhere(), "analyst", name="theirs")
    client = visit(cast.administrator)
    assert "Theirs" not in client.get(SEATS).content.decode()
    for verb in ("end", "invite"):
        assert client.post(f"{SEATS}/{theirs.reference}/{verb}").status_code == 404


def link_in(page: str) -> str:
    """The path of the one-time link a page shows."""
    found = re.search(r"http://testserver(/en/account/invitation/[\w-]+)", page)
    assert found
    return found[1]


def test_the_link_is_shown_once_and_lets_the_person_in(cast: Cast, visit: Visit) -> None:
    client = visit(cast.administrator)
    sent = {"display_name": "Nora Birch", "email": "nora@riverbend.example", "role": "analyst"}
    page = client.post(SEATS, sent).content.decode()
    link = link_in(page)
    assert "Nora Birch" in page
    assert link not in client.get(SEATS).content.decode()
    nora = visit(None)
    nora.post(link, {"password": "otter lantern gravel spoon"})
    assert nora.get("/en/figures/").status_code == 200


def test_a_renewed_link_replaces_the_one_before(cast: Cast, visit: Visit) -> None:
    client = visit(cast.administrator)
    address = f"{SEATS}/{cast.bystander.reference}/invite"
    first, second = (link_in(client.post(address).content.decode()) for _each in range(2))
    assert visit(None).get(first).status_code == 404
    assert visit(None).get(second).status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "not an address"}, "email"),
        ({"display_name": ""}, "display_name"),
        ({"role": "king"}, "role"),
        ({"role": "representative"}, "agency"),
        ({"role": "chair"}, "table"),
        ({"agency": "a-000000000000"}, "agency"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(
    cast: Cast, visit: Visit, changed: dict[str, str], field: str
) -> None:
    sent = {"display_name": "Nora", "email": "nora@riverbend.example", "role": "analyst"}
    before = Seat.objects.count()
    answer = visit(cast.administrator).post(SEATS, sent | changed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Seat.objects.count() == before
    # What was typed is still there.
    assert (sent | changed)["display_name"] in answer.content.decode()


def test_the_list_tells_who_waits_and_who_ended(cast: Cast, visit: Visit) -> None:
    give(cast)
    services.end_seat(seat=cast.bystander, by=cast.administrator, at=AT - timedelta(days=9))
    client = visit(cast.administrator)
    page = client.get(SEATS).content.decode()
    assert page.count("Invited") == 1
    assert [row.person for row in client.get(SEATS).context["ended"]] == ["Bystander"]


def test_the_page_is_whole_in_french(cast: Cast, visit: Visit) -> None:
    page = unescape(visit(cast.administrator).get("/fr/desk/seats").content.decode())
    assert "Attribuer un siège à quelqu’un" in page
    assert "Représentant ou représentante" in page
    assert "Police de Méandre" in page
