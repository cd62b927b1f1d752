"""Goals with their logic models: begun once, drawn and listed alike, marked as drafted."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere
from headwater.impact.logic_models import presenters, services
from headwater.impact.logic_models.drafts import drafts
from headwater.impact.logic_models.models import Goal, Link
from headwater.impact.logic_models.selectors import goal_of, goals_of
from headwater.network.models import Community
from tests.cast import AT, CAST, Cast
from tests.integration.visits import Visit

pytestmark = pytest.mark.django_db
READERS = {
    "representative", "alternate", "counsellor", "child_worker", "housing_worker", "bystander",
    "agency_lead", "chair", "second_chair", "analyst", "evaluator", "steering", "data_steward",
    "recused", "lapsed", "other_table",
}  # fmt: skip
WRITERS = {"evaluator", "chair", "second_chair"}


@pytest.fixture
def goals(cast: Cast) -> list[Goal]:
    """The drafted goals of the cast's community."""
    services.install_drafts(community=cast.community, at=AT)
    return list(goals_of(cast.community))


def test_the_drafts_become_goals_word_for_word(goals: list[Goal]) -> None:
    for goal, draft in zip(goals, drafts().goals, strict=True):
        assert (goal.number, goal.text_en, goal.text_fr) == (
            draft.number,
            draft.text_en,
            draft.text_fr,
        )
        assert goal.standing == "drafted"
        assert {node.code for node in goal.nodes.all()} == {node.code for node in draft.nodes}
        links = Link.objects.filter(source__goal=goal)
        assert {(link.source.code, link.target.code) for link in links} == set(draft.links)


def test_a_second_beginning_is_told_and_changes_nothing(cast: Cast, goals: list[Goal]) -> None:
    with pytest.raises(AlreadyDone):
        services.install_drafts(community=cast.community, at=AT)
    with pytest.raises(AlreadyDone):
        services.begin_with_drafts(by=cast.evaluator, at=AT)
    assert Goal.objects.count() == 3
    assert Entry.objects.filter(action="goals.drafts_installed").count() == 1


@pytest.mark.parametrize("name", [name for name in CAST if name != "anonymous"])
def test_evaluators_and_coordinators_begin(cast: Cast, name: str) -> None:
    seat = cast.seat(name)
    assert seat
    if name in WRITERS:
        assert len(services.begin_with_drafts(by=seat, at=AT)) == 3
    else:
        with pytest.raises(Denied):
            services.begin_with_drafts(by=seat, at=AT)
        assert not Goal.objects.exists()
        assert Entry.objects.get(action="goals.drafts_installed").outcome == "refused"


@pytest.mark.parametrize("name", CAST)
def test_whoever_reads_figures_reads_goals(
    cast: Cast, goals: list[Goal], visit: Visit, name: str
) -> None:
    client = visit(cast.seat(name))
    expected = 302 if name == "anonymous" else 200 if name in READERS else 403
    assert client.get("/en/goals/").status_code == expected
    assert client.get(f"/en/goals/{goals[0].reference}").status_code == expected


def test_a_goal_of_another_community_is_not_found(
    cast: Cast, goals: list[Goal], visit: Visit
) -> None:
    elsewhere = Community.objects.create(slug="elsewhere", name_en="Elsewhere")
    (theirs, *_rest) = services.install_drafts(community=elsewhere, at=AT)
    with pytest.raises(NotFoundHere):
        goal_of(cast.community, theirs.reference)
    assert visit(cast.chair).get(f"/en/goals/{theirs.reference}").status_code == 404


def test_the_page_offers_the_drafts_only_while_there_are_no_goals(cast: Cast, visit: Visit) -> None:
    client = visit(cast.evaluator)
    assert "Begin with the drafts" in client.get("/en/goals/").content.decode()
    page = client.post("/en/goals/begin", follow=True).content.decode()
    assert page.count("Drafted from the goals") == 3
    assert "Begin with the drafts" not in page
    again = client.post("/en/goals/begin", follow=True).content.decode()
    assert "written down already" in again


def test_who_may_not_begin_sees_why(cast: Cast, visit: Visit) -> None:
    page = visit(cast.steering).get("/en/goals/").content.decode()
    assert "Evaluators and coordinators write goals and logic models." in page
    assert "disabled" in page
    assert visit(cast.steering).post("/en/goals/begin").status_code == 403


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_says_the_same_as_the_picture(goals: list[Goal], language: str) -> None:
    for goal in goals:
        with translation.override(language):
            page = presenters.goal_page(goal)
        picture = ET.fromstring(str(page.picture))
        texts = [box.text for column in page.columns for box in column.boxes]
        drawn = "".join(
            text.text or "" for text in picture.findall("text[@class='hw-model__text']")
        )
        assert sorted("".join("".join(texts).split())) == sorted("".join(drawn.split()))
        headings = [text.text for text in picture.findall("text[@class='hw-model__heading']")]
        assert headings == [column.label for column in page.columns]
        arrows = sum(len(box.leads_to) for column in page.columns for box in column.boxes)
        assert arrows == len(picture.findall("path"))
        measured = picture.findall("rect[@class='hw-model__box hw-model__box--measured']")
        assert sum(box.measured for column in page.columns for box in column.boxes) == len(measured)


@pytest.mark.parametrize(
    ("language", "mark", "told"),
    [
        ("en", "Drafted from the goals", "No extract has been built yet."),
        ("fr", "Ébauché à partir des buts", "Aucun extrait n’a encore été"),
    ],
)
def test_pages_show_the_draft_as_a_draft_and_an_indicator_without_extract_as_such(
    cast: Cast, goals: list[Goal], visit: Visit, language: str, mark: str, told: str
) -> None:
    client = visit(cast.analyst)
    for address in ("", goals[0].reference):
        page = unescape(client.get(f"/{language}/goals/{address}").content.decode())
        assert mark in page
        assert told in page
        assert goals[0].text(language) in page


def test_the_picture_is_hidden_from_those_who_have_the_list_read_to_them(
    cast: Cast, goals: list[Goal], visit: Visit
) -> None:
    page = visit(cast.analyst).get(f"/en/goals/{goals[0].reference}").content.decode()
    assert re.search(r"<svg[^>]*aria-hidden=\"true\"", page)
    assert "leads to: Going to the door together, with consent" in " ".join(page.split())
