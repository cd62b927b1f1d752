"""A person at a keyboard: Tab, arrows, Enter, Space, letters and the page's own keys; no mouse.

There is no method that clicks, and a page that sees a pointer says so (`faults`). Every key is
written down, with what it was for, so that the work can be counted (see `keystrokes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils import translation
from playwright.sync_api import Browser, Locator, Page

from headwater.vocabulary import registry
from tests.browser.people import MEMBERS, PASSWORD

FARTHEST = 150  # presses of Tab before a thing counts as out of reach
WAIT = 15_000
# Any pointer that really touched the page; a click made by Enter has none.
_WATCH = """(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"])
        addEventListener(kind, seen => seen.isTrusted && console.error("a pointer was used"), true);
})()"""
_HERE = "element => element === document.activeElement"
_WITHIN = """frame => frame.contains(document.activeElement)
    && document.activeElement.matches("input[type=search], input[type=checkbox]")"""
_BEFORE = """element => {
    const here = document.activeElement;
    if (!here || here === document.body) return false;
    return Boolean(here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING);
}"""
_AT_START = """element => document.activeElement === document.body
    && Boolean(element.closest("main"))"""


def plain(text: str) -> str:
    """A text with each run of spaces, narrow ones too, as one."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Key:
    """One press: the key, and the deed it was part of. `text` is typed content, not a command."""

    key: str
    deed: str
    text: bool = False


class Person:
    """Someone in a browser of their own, in one language."""

    def __init__(
        self, browser: Browser, url: str, name: str, language: str = "en", **options: Any
    ) -> None:
        self.name, self.language, self.url = name, language, url
        options.setdefault("viewport", {"width": 1280, "height": 800})
        self.scripts = options.get("java_script_enabled", True)
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(WAIT)
        self.context.add_init_script(_WATCH)
        self.keys: list[Key] = []
        self.faults: list[str] = []
        self._deed = "going about"
        self._was_cut_off = False
        self.page: Page = self.context.new_page()
        self._listen(self.page)

    def _listen(self, page: Page) -> None:
        page.on("console", lambda said: self._complains(said.type, said.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._asks(request.url))
        page.on(
            "response",
            lambda answer: answer.status >= 500 and self.faults.append(f"500: {answer.url}"),
        )

    def _complains(self, kind: str, text: str) -> None:
        # A refusal is an answer of 4xx, and the browser notes it: that is no fault of the page.
        refused = text.startswith(
            "Failed to load resource: the server responded with a status of 4"
        )
        cut_off = text == "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"
        if kind in {"error", "warning"} and not refused and not (cut_off and self._was_cut_off):
            self.faults.append(f"{kind}: {text}")

    def _asks(self, url: str) -> None:
        if not url.startswith((self.url, "data:")):
            self.faults.append(f"asked {url}")

    def leave(self) -> None:
        """Close the browser."""
        self.context.close()

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """While it lasts, the connection is lost."""
        self._was_cut_off = True
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)

    # --- words ---

    def say(self, source: str, context: str = "", **values: object) -> str:
        """A text of the program as this person reads it."""
        with translation.override(self.language):
            found = (
                translation.pgettext(context, source) if context else translation.gettext(source)
            )
        return found % values if values else found

    def label(self, listed: str, code: str) -> str:
        """The label of a code in this person's language."""
        return registry.current(listed)[code].label(self.language)

    @property
    def text(self) -> str:
        """The words of the page as shown, spaces made plain (French has narrow ones)."""
        return plain(self.page.locator("main").inner_text())

    def sees(self, source: str) -> bool:
        """Whether a text of the program stands on the page, in this person's language."""
        return plain(self.say(source)) in self.text

    @property
    def path(self) -> str:
        """Where the person is, without the language: `/meetings/m-…`."""
        return urlsplit(self.page.url).path.removeprefix(f"/{self.language}")

    # --- keys ---

    @contextmanager
    def doing(self, deed: str) -> Iterator[None]:
        """Name what the keys within are for."""
        before, self._deed = self._deed, deed
        yield
        self._deed = before

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.keys.append(Key(key, self._deed))

    def type(self, text: str) -> None:
        """Type a text into where the cursor is."""
        self.page.keyboard.type(text)
        self.keys += [Key(letter, self._deed, text=True) for letter in text]

    def go(self, path: str) -> None:
        """Open an address, as from a bookmark."""
        self.page.goto(f"{self.url}/{self.language}{path}")

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()

    def reach(self, target: Locator) -> None:
        """Move the focus to something, with Tab or Shift+Tab; past the head by the skip link."""
        target.wait_for(state="visible")
        if target.evaluate(_AT_START):
            self.press("Tab")
            self.press("Enter")
        back = target.evaluate(_BEFORE)
        for _step in range(FARTHEST):
            if target.evaluate(_HERE):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{target} cannot be reached by Tab on {self.page.url}")

    def _and_wait(self, key: str) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.press(key)

    def follow(self, name: str) -> None:
        """Follow a link."""
        self.reach(self._one("link", name))
        self._and_wait("Enter")

    def push(self, name: str) -> None:
        """Press a button that sends a form."""
        self.reach(self._one("button", name))
        self._and_wait("Enter")

    def shortcut(self, key: str) -> None:
        """Use a key the page offers, and shows."""
        offered = self.page.locator(f'[data-shortcut="{key}"]:visible:not([disabled])')
        offered.first.wait_for()
        assert offered.first.locator("kbd").count(), f"the key {key} is not shown"
        if not self.scripts:
            self.reach(offered.first)
        self._and_wait(key if self.scripts else "Enter")

    def send(self, name: str) -> None:
        """Send the form one is in, while typing; without scripts by its button."""
        if self.scripts:
            self._and_wait("Control+Enter")
        else:
            self.push(name)

    def unfold(self, name: str) -> None:
        """Open a fold."""
        summary = self.page.locator("summary").filter(has_text=name).locator("visible=true").first
        self.reach(summary)
        self.press("Enter")

    def choose(self, answer: str, question: str = "") -> None:
        """Choose one of several, with Tab to the group and arrows in it."""
        wanted = self._one("radio", answer, self._group(question))
        group = self.page.locator(f'input[type=radio][name="{wanted.get_attribute("name")}"]')
        values = [each.get_attribute("value") for each in group.all()]
        checked = [each.is_checked() for each in group.all()]
        start = checked.index(True) if True in checked else 0
        self.reach(group.nth(start))
        goal = values.index(wanted.get_attribute("value"))
        if goal == start and not wanted.is_checked():
            self.press("Space")
        for _step in range(abs(goal - start)):
            self.press("ArrowDown" if goal > start else "ArrowUp")
        assert wanted.is_checked()

    def tick(self, name: str, question: str = "") -> None:
        """Tick a box."""
        box = self._one("checkbox", name, self._group(question))
        self.reach(box)
        self.press("Space")
        assert box.is_checked()

    def select(self, field: str, option: str) -> None:
        """Choose in a list that drops down, by arrows."""
        box = self.page.get_by_label(field, exact=True).locator("visible=true").first
        self.reach(box)
        labels = [text.strip() for text in box.locator("option").all_inner_texts()]
        at = box.evaluate("element => element.selectedIndex")
        for _step in range(labels.index(option) - at):
            self.press("ArrowDown")
        assert box.evaluate("e => e.selectedOptions[0].textContent.trim()") == option

    def fill(self, field: str, text: str) -> None:
        """Type into a field, in place of what stands there."""
        box = self.page.get_by_label(field, exact=True).locator("visible=true").first
        self.reach(box)
        self.press("Control+a")
        self.type(text)

    def take(self, letters: str, code: str, picker: int = 0) -> None:
        """Find a code by a few letters in a grouped list, and take it."""
        frame = self.page.locator('[data-module="factor-picker"]').nth(picker)
        if not self.scripts:
            self._take_from_the_folds(frame, code)
            return
        if not frame.evaluate(_WITHIN):  # typing on from the list begins a new search
            self.reach(frame.locator('[data-picker="input"]'))
        self.type(letters)
        wanted = frame.locator(f'input[value="{code}"]')
        outlined = frame.locator(".hw-picker__here input")
        assert outlined.count(), f"{letters} finds nothing"
        if outlined.get_attribute("value") != code:
            self.reach_by_arrows(wanted)
        self.press("Enter")
        assert wanted.is_checked()

    def _take_from_the_folds(self, frame: Locator, code: str) -> None:
        box = frame.locator(f'input[value="{code}"]')
        fold = frame.locator("details").filter(has=self.page.locator(f'input[value="{code}"]'))
        if not box.is_visible():
            self.reach(fold.locator("summary"))
            self.press("Enter")
        self.reach(box)
        self.press("Space")
        assert box.is_checked()

    def reach_by_arrows(self, target: Locator) -> None:
        """Move down a list that arrows move through."""
        for _step in range(FARTHEST):
            self.press("ArrowDown")
            if target.evaluate(_HERE):
                return
        raise AssertionError(f"{target} cannot be reached by arrows on {self.page.url}")

    def read(self, path: str) -> str:
        """What an address answers to this person, as it is sent; empty when it is refused."""
        answer = self.context.request.get(f"{self.url}/{self.language}{path}")
        return answer.text() if answer.status == 200 else ""

    def status(self, path: str) -> int:
        """With what an address answers this person, without following it elsewhere."""
        address = f"{self.url}/{self.language}{path}"
        return self.context.request.get(address, max_redirects=0).status

    # --- finding ---

    def _group(self, question: str) -> Locator | None:
        if not question:
            return None
        return self.page.get_by_role("group", name=question).locator("visible=true").first

    def _one(self, role: Any, name: str, within: Locator | None = None) -> Locator:
        """What is called exactly so, or else what is called so among other words."""
        place = within or self.page.locator("body")
        exact = place.get_by_role(role, name=name, exact=True).locator("visible=true")
        found = exact if exact.count() else place.get_by_role(role, name=name)
        return found.locator("visible=true").first

    # --- beginnings ---

    def sign_in(self) -> Person:
        """Sign in by the page, as the part this person plays."""
        self.go("/account/sign-in")
        self.fill(self.say("E-mail address"), MEMBERS[self.name].email)
        self.fill(self.say("Password"), PASSWORD)
        with self.page.expect_navigation(wait_until="load"):
            self.press("Enter")
        assert "/account/" not in self.page.url, self.text
        return self
