"""The style guide in a real browser: axe finds nothing, nothing is too wide or from afar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.design_site import AXE, AXE_RUN, Site, page_of, served, template_page

THEMES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "forced colours": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The pages of the design."""
    with served() as site:
        site.pages["/en"] = template_page("headwater/styleguide.html", "en")
        site.pages["/fr"] = template_page("headwater/styleguide.html", "fr")
        yield site


def open_page(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    """Open an address in a fresh context; the list gathers what the browser complains of."""
    page = browser.new_context(**options).new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: message.type in {"error", "warning"} and complaints.append(message.text),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


@pytest.mark.parametrize(
    ("theme", "width", "path"),
    [
        ("light", 320, "/fr"),
        ("light", 768, "/en"),
        ("light", 1280, "/fr"),
        ("dark", 320, "/en"),
        ("more contrast", 768, "/fr"),
        ("forced colours", 1280, "/en"),
    ],
)
def test_axe_finds_nothing_and_nothing_is_too_wide(
    chromium: Browser, site: Site, theme: str, width: int, path: str
) -> None:
    options = {"viewport": {"width": width, "height": 800}, **THEMES[theme]}
    page, complaints = open_page(chromium, site.url + path, **options)
    page.evaluate(AXE)
    violations = page.evaluate(AXE_RUN)["violations"]
    found = [(v["id"], [node["target"] for node in v["nodes"]]) for v in violations]
    too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.context.close()
    assert found == []
    assert not too_wide
    assert complaints == []


def test_the_page_asks_no_one_else_for_anything(chromium: Browser, site: Site) -> None:
    page = chromium.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url + "/en")
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert [url for url in asked if not url.startswith(site.url)] == []


def test_syllabics_and_french_spaces_are_set_in_our_own_fonts(
    chromium: Browser, site: Site
) -> None:
    site.pages["/letters"] = page_of('<p class="govuk-body">Qui\u202f? ᐊᓂᔑᓈᐯ</p>')
    page, _complaints = open_page(chromium, site.url + "/letters")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded')"
        ".map(f => f.family.replaceAll('\"', ''))"
    )
    page.context.close()
    assert {"Atkinson Hyperlegible Next", "Noto Sans Canadian Aboriginal"} <= set(loaded)


def test_on_paper_the_path_is_a_line_of_text(chromium: Browser, site: Site) -> None:
    page, _complaints = open_page(chromium, site.url + "/en")
    page.emulate_media(media="print")
    height = page.locator(".hw-path__banks").bounding_box()["height"]
    hidden = page.locator(".hw-header__tools").is_visible()
    page.context.close()
    assert height < 60
    assert not hidden


def test_the_banks_of_the_path_open_by_keyboard(chromium: Browser, site: Site) -> None:
    page, _complaints = open_page(chromium, site.url + "/en", java_script_enabled=False)
    first = page.locator(".hw-path__fold").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    shown = first.locator(".hw-path__said").first.is_visible()
    page.context.close()
    assert shown


def test_everything_can_be_reached_by_tab_with_a_visible_focus(
    chromium: Browser, site: Site
) -> None:
    page, _complaints = open_page(chromium, site.url + "/en")
    page.locator("body").evaluate("element => element.ownerDocument.activeElement.blur()")
    unmarked = page.evaluate(
        """async () => {
            const marks = [];
            const wanted = "a[href], button:not([disabled]), input:not([type=hidden]), "
                + "select, textarea, summary";
            for (const element of document.querySelectorAll(wanted)) {
                if (!element.checkVisibility()) continue;
                element.focus({focusVisible: true});
                const shown = element.matches(".govuk-radios__input, .govuk-checkboxes__input")
                    ? getComputedStyle(element.nextElementSibling, "::before")
                    : getComputedStyle(element);
                if (shown.boxShadow === "none" && parseFloat(shown.outlineWidth) < 2)
                    marks.push(element.outerHTML.slice(0, 80));
            }
            return marks;
        }"""
    )
    page.context.close()
    assert unmarked == []
