"""Every main page in both languages: axe finds nothing, and nothing is too wide.

With `--proofs` at three widths in each language.

And no page complains, and nobody but the site itself is asked for anything: that is looked after
for each person by `keyboard` (see `enter` in conftest). With HEADWATER_WRITE_DOCS=1 the pictures
of the docs are taken anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.conftest import Enter
from tests.browser.design_site import AXE, AXE_RUN
from tests.browser.keyboard import Person
from tests.browser.people import SLUG
from tests.browser.site import Site

WIDTHS = (320, 768, 1280)
# Without proofs: French, whose words are long, on the narrowest; English on the others.
QUICK = {"en": (768, 1280), "fr": (320,)}
Places = dict[str, str]

# Who looks at what: the main pages of each seat, as a person of it meets them.
PAGES: dict[str, tuple[str, ...]] = {
    "anonymous": (
        "/",
        "/account/sign-in",
        "/account/password/forgotten",
        f"/c/{SLUG}/",
        f"/c/{SLUG}/profile",
        f"/c/{SLUG}/products/{{published}}",
    ),
    "representative": (
        "/today",
        "/screening/",
        "/screening/new/",
        "/screening/{screening}/",
        "/screening/{screening}/questions/",
        "/screening/{screening}/facts/",
        "/screening/{screening}/note/",
        "/screening/{screening}/review/",
        "/meetings/{meeting}",
        "/account/sessions",
    ),
    "chair": (
        "/today",
        "/meetings",
        "/meetings/plan",
        "/meetings/{meeting}",
        "/meetings/{meeting}/items/{item}/decision",
        "/meetings/{meeting}/items/{item}/facts",
        "/meetings/{meeting}/roll",
        "/meetings/{meeting}/wall",
        "/meetings/{meeting}/minutes",
        "/discussions",
        "/discussions/{discussion}",
        "/desk/demo-clock",
        "/actions/",
        "/actions/new",
        "/gaps/",
        "/held-by-nobody/",
        "/participation/table",
        "/services/",
    ),
    "housing_worker": (
        "/responses/",
        "/responses/{response}/",
        "/responses/{response}/note/",
        "/services/ours",
    ),
    "agency_lead": ("/screening/protocol/", "/goals/", "/participation/"),
    "analyst": ("/figures/", "/figures/factors", "/products/", "/products/{draft}"),
    "evaluator": ("/goals/", "/goals/{goal}"),
    "privacy_officer": ("/desk/trail",),
    "administrator": (
        "/desk/seats",
        "/set-up/",
        "/set-up/community",
        "/set-up/profile",
        "/set-up/tables/new",
        "/set-up/agencies",
        "/set-up/agencies/new",
    ),
}


IMAGES = Path(__file__).parents[2] / "docs" / "images"
PICTURES = {
    "chair": {
        "/today": "today",
        "/meetings/{meeting}": "board",
        "/discussions/{discussion}": "discussion",
    },
    "analyst": {"/figures/": "figures"},
    "evaluator": {"/goals/{goal}": "logic-model"},
    "anonymous": {f"/c/{SLUG}/products/{{published}}": "bulletin"},
}


@pytest.fixture(scope="module")
def places(site: Site) -> Places:
    """The middle of a meeting, and where everything is."""
    found = site.arrange("tests.browser.midmorning")
    [(goal,)] = site.rows("SELECT reference FROM logic_models_goal ORDER BY id LIMIT 1")
    [(published,)] = site.rows("SELECT reference FROM publishing_edition WHERE state='published'")
    return found | {"goal": str(goal), "published": str(published)}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", list(PAGES))
def test_axe_finds_nothing_and_nothing_is_too_wide(
    enter: Enter, places: Places, name: str, language: str, proofs: bool
) -> None:
    person = enter(name, language)
    if name != "anonymous":
        person.sign_in()
    wrong = []
    for path in PAGES[name]:
        person.go(path.format(**places))
        assert person.page.locator("main h1").count() == 1, person.page.url
        wrong += looked_at(person, WIDTHS if proofs else QUICK[language])
        picture = PICTURES.get(name, {}).get(path)
        if picture and language == "en" and os.environ.get("HEADWATER_WRITE_DOCS") == "1":
            person.page.screenshot(path=IMAGES / f"{picture}.png")
    assert not wrong, "\n".join(wrong)


def looked_at(person: Person, widths: tuple[int, ...]) -> list[str]:
    """What axe and the width find against the page, at each width."""
    found = []
    person.page.evaluate(AXE)
    for width in widths:
        person.page.set_viewport_size({"width": width, "height": 900})
        for violation in person.page.evaluate(AXE_RUN)["violations"]:
            targets = [node["target"] for node in violation["nodes"]]
            found.append(f"{person.path} at {width}: {violation['id']} {targets}")
        if person.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{person.path} at {width}: too wide")
    return found
