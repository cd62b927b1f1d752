"""What the browser tests share: Chromium, one filled home, a site for each module, the people."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from headwater.config.translations import compile_all
from tests.browser import site as sites
from tests.browser.keyboard import Person
from tests.browser.site import Site

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Enter = Callable[..., Person]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A filled home that no test may change; parallel workers share one."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "filled"
    compile_all()
    with (shared / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").is_file():
            sites.fill(folder)
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of this module's own; at the end its server must have had nothing to complain of."""
    with sites.served(filled, tmp_path_factory.mktemp("site")) as running:
        yield running
        assert running.complaints() == []


@pytest.fixture
def enter(chromium: Browser, site: Site) -> Iterator[Enter]:
    """Let people in, each with a browser of their own: `enter("chair", "fr")`.

    At the end nobody used a mouse, no page complained, and nobody else was asked for anything.
    """
    people: list[Person] = []

    def one(name: str = "anonymous", language: str = "en", **options: object) -> Person:
        person = Person(chromium, site.url, name, language, **options)
        people.append(person)
        return person

    yield one
    for person in people:
        person.leave()
    assert {each.name: each.faults for each in people if each.faults} == {}
