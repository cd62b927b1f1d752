"""The few browser tests that run on PostgreSQL too: the program serves its pages from either."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import PASSWORD, Cast
from tests.situations import Situations

# Playwright runs a loop in this thread, in which Django would refuse its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = pytest.mark.smoke


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page that notes whatever goes wrong in it."""
    context = chromium.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: said.type == "error" and faults.append(said.text))
    yield page
    context.close()
    assert faults == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_chair_signs_in_and_finds_the_discussion_of_the_day(
    language: str, page: Page, live_server: LiveServer, cast: Cast, situations: Situations
) -> None:
    discussion = situations.at_filter_two()
    page.goto(f"{live_server.url}/{language}/account/sign-in")
    page.locator("input[type=email]").fill(cast.chair.person.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-seat='{cast.chair.reference}']")).to_be_attached()
    assert f"/{language}/" in page.url
    answer = page.goto(f"{live_server.url}/{language}/discussions/{discussion.reference}")
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("main h1")).to_have_count(1)
