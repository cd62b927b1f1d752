"""The public profile shows the whole questionnaire, to anyone, in the community's own words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from headwater.exchange.profile.services import import_file
from headwater.impact.logic_models.services import install_drafts
from headwater.network.models import Community
from headwater.network.profile.questionnaire import questions
from tests.cast import AT, Cast
from tests.integration.visits import Visit
from tests.unit.exchange.questionnaires import SHORT

pytestmark = pytest.mark.django_db
FICTIONAL = Path(__file__).parents[3] / "src/headwater/stewardship/demo/riverbend-profile.txt"
SLUG = "riverbend-mobilization-partnership"


def words(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.fixture
def community(db: None) -> Community:
    """The fictional partnership, imported."""
    import_file(FICTIONAL, at=AT)
    return Community.objects.get(slug=SLUG)


def test_every_answer_is_on_the_page_in_its_own_words(community: Community, visit: Visit) -> None:
    page = words(visit(None).get(f"/en/c/{SLUG}/profile").content.decode())
    listed = {"sectors", "communities", "name"}
    lost = []
    for question in questions():
        assert question.code == "name" or question.prompt.rstrip(":") in page
        text = community.profile_answers.get(question=question.code).text
        for line in text.split("\n") if question.code not in listed else []:
            said = re.sub(r"^\s*\d+[.)]\s+|\s*See logic model here\.", "", line)
            if " ".join(said.split()) not in page:
                lost.append(line)
    assert lost == []
    for fact in community.profile_statements.all():
        assert " ".join(fact.text.split()) in page or fact.kind == "launched", fact.text


def test_what_is_unanswered_and_what_did_not_come_is_said(
    community: Community, visit: Visit
) -> None:
    page = words(visit(None).get(f"/en/c/{SLUG}/profile").content.decode())
    assert "Website address Not answered yet" in page
    assert "The document points to logic models that did not come with it." in page
    assert "See logic model here" not in page


def test_lines_of_the_contact_stand_beneath_each_other(community: Community, visit: Visit) -> None:
    page = visit(None).get(f"/en/c/{SLUG}/profile").content.decode()
    assert "Odette Marchbank, coordinator<br>Riverbend Mobilization Partnership" in page


def test_a_page_in_french_says_which_words_are_english(community: Community, visit: Visit) -> None:
    page = unescape(visit(None).get(f"/fr/c/{SLUG}/profile").content.decode())
    assert "Secteurs présents dans le réseau" in page
    assert "<li>Logement</li>" in page or "<li>logement</li>" in page.lower()
    assert re.search(r'<div lang="en">\s*<p class="govuk-body">The partnership began', page)
    assert "Pas encore de réponse" in page


def test_the_living_figure_stands_beside_the_one_that_was_given(
    cast: Cast, visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "profile.txt"
    file.write_text(SHORT.replace("Alder Falls Circle of Care", "Riverbend"), "utf-8")
    import_file(file, at=AT)
    page = words(visit(None).get("/en/c/riverbend/profile").content.decode())
    assert "9 as of April 2024 As Headwater counts: 8 on 3 March 2026." in page


def test_goals_in_french_come_from_the_logic_models_and_say_that_they_are_drafts(
    community: Community, visit: Visit
) -> None:
    client = visit(None)
    french = client.get(f"/fr/c/{SLUG}/").content.decode()
    assert '<span lang="en">Individuals and families' in french
    install_drafts(community=community, at=AT)
    french = client.get(f"/fr/c/{SLUG}/").content.decode()
    assert '<span lang="fr">Les personnes et les familles' in french
    assert french.split("</ol>", 1)[0].count("ébauche") == 3
    english = client.get(f"/en/c/{SLUG}/").content.decode()
    assert '<span lang="en">Individuals and families' in english
    assert "hw-drafted" not in english.split("</ol>", 1)[0]


def test_a_community_that_said_nothing_yet_still_has_its_pages(cast: Cast, visit: Visit) -> None:
    page = words(visit(None).get("/en/c/riverbend/profile").content.decode())
    assert page.count("Not answered yet") == 11  # all questions but the name, which is known
    assert visit(None).get("/en/c/riverbend/").status_code == 200


def test_an_answer_cannot_bring_markup_onto_the_page(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "profile.txt"
    tag = "<script>alert(1)</script>"
    file.write_text(SHORT.replace("Wilhelmina Stone", tag).replace("Alder Falls and", tag), "utf-8")
    slug = import_file(file, at=AT).slug
    for address in (f"/en/c/{slug}/", f"/en/c/{slug}/profile", "/en/"):
        assert tag not in visit(None).get(address).content.decode()


def test_anyone_reads_who_answers_for_which_record_and_that_it_is_drafted(
    community: Community, visit: Visit
) -> None:
    page = words(visit(None).get(f"/en/c/{SLUG}/").content.decode())
    assert "Who answers for which record" in page
    assert "A situation that was not accepted to be checked Custody" in page
    assert "Copies in backups age out in 30 days." in page
    assert "Minutes and attendance" not in page  # the members’ page has it
    page = words(visit(None).get(f"/fr/c/{SLUG}/").content.decode())
    assert "Qui répond de quel dossier" in page and "à vérifier" in page
