"""The privacy officer reads who saw and did what, in plain words, of their own community."""

from __future__ import annotations

import ast
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headwater.audit import trail
from headwater.audit.rules import Outcome
from headwater.network.models import Community
from headwater.stewardship import services
from headwater.stewardship.deeds import deed_words, deeds
from tests.architecture.house import own_modules, report, text_argument
from tests.cast import AT, Cast, make_seat
from tests.integration.visits import Clock, Visit
from tests.situations import Situations

pytestmark = pytest.mark.django_db
TRAIL = "/en/desk/trail"


def page(visit: Visit, cast: Cast, asked: str = "") -> str:
    """The trail as the privacy officer sees it."""
    return unescape(visit(cast.privacy_officer).get(TRAIL + asked).content.decode())


def test_a_deed_is_told_with_who_and_about_what(cast: Cast, visit: Visit) -> None:
    services.end_seat(seat=cast.bystander, by=cast.administrator, at=AT)
    told = page(visit, cast)
    assert "Seat ended" in told
    assert "Administrator, Administrator" in told
    assert cast.bystander.reference in told
    assert "The chain is whole" in told


def test_a_person_who_acted_without_a_seat_is_named(cast: Cast, visit: Visit) -> None:
    person = cast.bystander.person
    trail.record("account.invitation_accepted", at=AT, person=person.reference)
    trail.record("retention.run", at=AT)
    told = page(visit, cast)
    assert "Bystander" in told
    assert "The program itself" in told


def test_what_another_community_did_is_not_told(cast: Cast, visit: Visit) -> None:
    away = Community.objects.create(slug="elsewhere", name_en="Elsewhere")
    theirs = make_seat(away, "administrator", name="theirs")
    mine = make_seat(away, "analyst", name="mine")
    services.end_seat(seat=mine, by=theirs, at=AT)
    assert mine.reference not in page(visit, cast)


def test_openings_and_refusals_can_be_read_alone(cast: Cast, visit: Visit) -> None:
    for number, outcome in enumerate(Outcome):
        trail.record("vault.opened", at=AT, subject=f"r-00000000000{number}", outcome=outcome)
    for asked, expected in (("opened", {2}), ("refused", {1}), ("", {0, 1, 2}), ("x", {0, 1, 2})):
        told = page(visit, cast, f"?only={asked}")
        assert {n for n in range(3) if f"r-00000000000{n}" in told} == expected


@pytest.mark.parametrize(
    ("days", "seen"), [("1", 0), ("7", 1), ("30", 2), ("365", 3), ("x", 1), ("", 1), ("-1", 1)]
)
def test_the_trail_is_read_by_days_back(
    cast: Cast, visit: Visit, still_clock: Clock, days: str, seen: int
) -> None:
    for until_the_next in (180, 15, 5):  # so they are 200, 20 and 5 days old
        trail.record("retention.run", at=still_clock.at)
        still_clock.pass_(days=until_the_next)
    assert page(visit, cast, f"?days={days}").count("Retention run") == seen


def test_the_newest_comes_first_and_the_rest_on_further_pages(cast: Cast, visit: Visit) -> None:
    for number in range(60):
        trail.record("retention.run", at=AT, subject=f"x-{number:012d}")
    first, second = page(visit, cast), page(visit, cast, "?page=2")
    assert first.index("x-000000000059") < first.index("x-000000000010")
    assert "x-000000000009" in second
    assert "x-000000000009" not in first


def test_a_page_takes_a_fixed_number_of_queries(cast: Cast, visit: Visit) -> None:
    client = visit(cast.privacy_officer)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(TRAIL)
        return len(seen)

    services.end_seat(seat=cast.bystander, by=cast.administrator, at=AT)
    queries()
    few = queries()
    for seat in (cast.recused, cast.lapsed, cast.other_table, cast.counsellor):
        services.end_seat(seat=seat, by=cast.administrator, at=AT)
    assert queries() == few


def test_nothing_of_a_discussion_but_its_reference_is_told(
    cast: Cast, visit: Visit, situations: Situations, still_clock: Clock
) -> None:
    discussion = situations.at_filter_four()
    still_clock.at = situations.tick()
    told = page(visit, cast)
    assert discussion.reference in told
    for code in discussion.factors.values_list("code", flat=True):
        assert code not in told


def test_every_deed_of_the_program_has_words_in_both_languages() -> None:
    missing = []
    for module in own_modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = getattr(called, "attr", getattr(called, "id", ""))
                action = (
                    text_argument(node) if name in ("acting", "record", "record_refusal") else ""
                )
                if action and "." in action and action not in deeds():
                    missing.append(f"{module.at(node)}: {action}")
    assert not missing, report(missing)


def test_a_deed_without_words_keeps_its_code() -> None:
    assert deed_words("vault.opened", "fr") == "Contenu scellé ouvert"
    assert deed_words("some.thing", "fr") == "some.thing"
