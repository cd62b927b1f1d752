"""The wall: labels of codes, of criteria and of states. Whatever else is known cannot get there."""

from __future__ import annotations

import re

import pytest

from headwater.network.models import Agency
from headwater.vocabulary import registry
from tests.cast import CAST
from tests.integration.board.conftest import Pages
from tests.situations import S2

pytestmark = pytest.mark.django_db
STATES = (
    "brought",
    "at_filter_two",
    "decision_proposed",
    "rejected",
    "at_filter_three",
    "at_filter_four",
    "reported_back",
    "concluded",
    "reopened",
)


def inside(page: str) -> str:
    """What the wall shows, as words."""
    body = page.split('<div class="hw-board hw-wall">', 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("state", STATES)
def test_the_wall_names_no_agency_no_person_and_no_sector(
    pages: Pages, state: str, lang: str
) -> None:
    discussion = pages.situations.in_state(state, **S2)
    pages.situations.take_up(discussion)
    wall = f"{pages.board()}/wall"
    page = pages.get("chair", wall, lang).content.decode()
    shown = inside(page)
    sectors = registry.current("sectors")
    never = [
        *[agency.name(lang) for agency in Agency.objects.all()],
        *[pages.cast.seat(name).person.display_name for name in CAST if pages.cast.seat(name)],
        *[sectors.label(agency.sector, lang) for agency in Agency.objects.all()],
        discussion.reference,
        str(discussion.opened.year),
        "Single" if lang == "en" else "Unique",
    ]
    factors = " ".join(registry.current("risk_factors").label(code, lang) for code in S2["factors"])
    headings = "Housing Logement Health Santé physique Physical health"
    for words in never:
        if words.lower() not in f"{factors} {headings}".lower():
            assert words.lower() not in shown.lower(), words


def test_the_wall_shows_the_open_situation_in_labels(pages: Pages) -> None:
    discussion = pages.situations.proposed(**(S2 | {"sex": "female"}))
    assert discussion.state == "decision_proposed"
    page = inside(pages.get("counsellor", f"{pages.board()}/wall").content.decode())
    assert "A person, female, 40 to 59" in page
    assert "Physical disability" in page
    assert "A significant interest is at stake: met" in page
    assert "No name, nothing that points to one." in page


@pytest.mark.parametrize("state", ["at_filter_four", "reported_back", "concluded"])
def test_after_filter_three_the_wall_shows_only_the_state(pages: Pages, state: str) -> None:
    discussion = pages.situations.in_state(state)
    pages.situations.take_up(discussion)
    page = inside(pages.get("chair", f"{pages.board()}/wall").content.decode())
    assert "A family" not in page and "Alcohol" not in page


def test_the_wall_says_how_names_are_handled(pages: Pages) -> None:
    pages.situations.at_filter_three()
    wall = f"{pages.board()}/wall"
    assert "Names may be said now, by those who have a basis." in pages.see("chair", wall)
    pages.cast.table.filter_three = "no_names"
    pages.cast.table.save()
    assert "No name is said." in pages.see("chair", wall)


def test_the_wall_follows_the_board(pages: Pages) -> None:
    pages.situations.open_meeting()
    wall = f"{pages.board()}/wall"
    page = pages.get("chair", wall).content.decode()
    found = re.search(r'data-poll="/en([^"]+)"', page)
    assert found and "No item is open." in page
    assert pages.get("chair", found[1]).status_code == 204
    pages.situations.at_filter_two()
    answer = pages.get("chair", found[1])
    assert "A family" in answer.content.decode()
    assert pages.get("chair", answer["X-Poll-Url"].removeprefix("/en")).status_code == 204


def test_the_wall_opens_with_the_meeting_and_to_those_in_it(pages: Pages) -> None:
    meeting = pages.situations.planned_meeting()
    wall = f"/meetings/{meeting.reference}/wall"
    assert pages.get("chair", wall).status_code == 403
    pages.situations.open_meeting(present=[])
    assert pages.get("counsellor", f"{pages.board()}/wall").status_code == 403
    assert pages.get("counsellor", f"{pages.board()}/wall/fragment").status_code == 403
