"""The scripts in a real browser: what each promises, and that it stores no more than that."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from django import forms
from playwright.sync_api import Browser, Page, expect

from headwater.core.templatetags.styleguide import SampleForm, _groups
from tests.browser.design_site import Site, page_of, served, template_page

DRAFT = """<form method="post" action="/saved" id="coded" data-draft="coded">
<input type="checkbox" name="a" value="1" id="a"><label for="a">A</label>
<select name="s" id="s"><option value="">-</option><option value="x">X</option></select>
<input type="text" name="name" id="name" aria-label="name">
<textarea id="free" aria-label="free"></textarea>
<p data-draft-note hidden>back</p><button>Save</button></form>"""


class Seat:
    """Enough of a seat for the frame."""

    def __init__(self, reference: str) -> None:
        self.reference = reference


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of its own for each test."""
    with served() as site:
        yield site


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a fresh context, quick to give up."""
    context = chromium.new_context()
    context.set_default_timeout(4000)
    yield context.new_page()
    context.close()


def test_a_form_waits_while_the_network_is_away_and_is_then_sent(site: Site, page: Page) -> None:
    site.pages["/form"] = draft_page()
    site.pages["/saved"] = page_of("Saved", seat=Seat("s-1"))
    page.goto(f"{site.url}/form")
    page.locator("#name").fill("typed")
    page.context.set_offline(True)
    expect(page.get_by_text("There is no connection.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#name")).to_have_value("typed")
    assert "typed" not in stored(page)
    page.context.set_offline(False)
    page.wait_for_url("**/saved")


def picker_page() -> str:
    """A page with the picker alone."""

    class Picker(forms.Form):
        factors = SampleForm.base_fields["factors"]

    return page_of(
        '<form method="post" action="/sent">{% factor_picker form.factors groups %}'
        "<button>Go</button></form>",
        form=Picker(initial={"factors": ["mh2"]}),
        groups=_groups(),
    )


def test_picker_finds_takes_and_drops_by_keyboard_alone(site: Site, page: Page) -> None:
    site.pages["/p"] = picker_page()
    page.goto(site.url + "/p")
    search = page.get_by_label("Find by a few letters")
    search.focus()
    page.keyboard.type("suic")
    expect(page.locator(".hw-picker__here")).to_contain_text("Suicidal thoughts")
    page.keyboard.press("Enter")
    expect(page.locator(".hw-chip")).to_have_text(["Suicidal thoughts", "Grief"])
    expect(page.get_by_role("status")).to_have_text("Added: Suicidal thoughts. 2 chosen")
    page.keyboard.type("ne")  # the search text was selected: typing begins anew
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Eviction near")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".hw-picker__count")).to_have_text("4 chosen")
    page.keyboard.press("Escape")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    assert site.posts == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("negl", "A child is neglected"), ("NÉGLIGE", "A child is neglected"), ("deu", "Grief")],
)
def test_picker_hears_both_languages_without_accents(
    site: Site, page: Page, typed: str, found: str
) -> None:
    site.pages["/p"] = picker_page()
    page.goto(site.url + "/p")
    page.get_by_label("Find by a few letters").fill(typed)
    expect(page.get_by_role("checkbox", name=found)).to_be_visible()
    expect(page.locator(".hw-picker__options .govuk-checkboxes__item:visible")).to_have_count(1)


def test_picker_says_when_nothing_was_found_and_needs_two_letters(site: Site, page: Page) -> None:
    site.pages["/p"] = picker_page()
    page.goto(site.url + "/p")
    search = page.get_by_label("Find by a few letters")
    search.fill("g")
    expect(page.locator('[data-picker="group"]:visible')).to_have_count(3)
    search.fill("zzz")
    expect(page.locator('[data-picker="group"]:visible')).to_have_count(0)
    expect(page.locator('[data-picker="none"]')).to_contain_text("Nothing found")


def test_picker_chip_removes_what_it_names(site: Site, page: Page) -> None:
    site.pages["/p"] = picker_page()
    page.goto(site.url + "/p")
    page.get_by_role("button", name="Remove Grief").click()
    expect(page.locator(".hw-picker__count")).to_have_text("None chosen yet")
    expect(page.locator('input[value="mh2"]')).not_to_be_checked()
    expect(page.get_by_label("Find by a few letters")).to_be_focused()


def test_picker_without_scripts_is_a_list_that_can_be_sent(site: Site, chromium: Browser) -> None:
    site.pages["/p"] = picker_page()
    site.pages["/sent"] = page_of("sent")
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(site.url + "/p")
    page.locator("summary", has_text="Housing").click()
    page.get_by_text("No home").click()
    page.get_by_role("button", name="Go").click()
    page.context.close()
    assert site.posts == ["factors=mh2&factors=ho1"]


def test_error_summary_takes_focus_and_leads_to_the_field(site: Site, page: Page) -> None:
    site.pages["/s"] = template_page("headwater/styleguide.html")
    page.goto(site.url + "/s")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Please answer: Is someone in danger now?").click()
    expect(page.locator("#id_danger_0")).to_be_focused()


def test_shortcut_works_but_not_while_typing(site: Site, page: Page) -> None:
    site.pages["/k"] = page_of(
        '{% action "Next" "/next" True shortcut="n" %}<input id="t" aria-label="t">'
    )
    site.pages["/next"] = page_of("<p>there</p>")
    page.goto(site.url + "/k")
    page.locator("#t").focus()
    page.keyboard.type("n")
    page.keyboard.press("Control+n")
    assert page.url.endswith("/k")
    page.locator("#t").blur()
    page.keyboard.press("n")
    page.wait_for_url("**/next")


def test_control_enter_sends_the_form_one_types_in(site: Site, page: Page) -> None:
    site.pages["/f"] = page_of(
        '<form method="post" action="/done"><input name="t" id="t" aria-label="t">'
        '<button name="b" value="other">Other</button>'
        '<button name="b" value="save" data-shortcut="s">Save</button></form>'
    )
    site.pages["/done"] = page_of("done")
    page.goto(site.url + "/f")
    page.locator("#t").focus()
    page.keyboard.type("s")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/done")
    assert site.posts == ["t=s&b=save"]


def test_form_is_sent_once(site: Site, page: Page) -> None:
    def slow() -> tuple[int, str, dict[str, str]]:
        time.sleep(0.4)
        return 200, page_of("done"), {}

    site.pages["/f"] = page_of(
        '<form method="post" action="/done" data-submit-once>'
        '<button name="b" value="1">Save</button></form>'
    )
    site.pages["/done"] = slow
    page.goto(site.url + "/f")
    page.get_by_role("button", name="Save").dblclick(no_wait_after=True)
    page.wait_for_url("**/done")
    assert site.posts == ["b=1"]


def draft_page(seat: str = "s-1", **more: str) -> str:
    """A coded form, drawn for a seat."""
    return page_of(DRAFT + more.get("extra", ""), seat=Seat(seat))


def choose(page: Page) -> None:
    """Fill the form, text included."""
    page.get_by_label("A", exact=True).check()
    page.locator("#s").select_option("x")
    page.locator("#name").fill("Somebody’s name")
    page.locator("#free").fill("A sentence")


def stored(page: Page) -> str:
    """All that this site keeps in the browser."""
    return str(
        page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")
    )


def test_draft_comes_back_after_the_session_ended_but_never_text(site: Site, page: Page) -> None:
    site.pages["/en/form"] = draft_page()
    site.pages["/saved"] = page_of("Please sign in")  # the session had ended: no seat
    page.goto(site.url + "/en/form")
    choose(page)
    assert "Somebody" not in stored(page)
    assert "sentence" not in stored(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/saved")
    site.pages["/fr/form"] = draft_page()
    page.goto(site.url + "/fr/form")  # the draft survives a change of language
    expect(page.get_by_label("A", exact=True)).to_be_checked()
    expect(page.locator("#s")).to_have_value("x")
    expect(page.locator("[data-draft-note]")).to_be_visible()
    expect(page.locator("#name")).to_have_value("")


def test_draft_is_dropped_when_the_form_was_taken(site: Site, page: Page) -> None:
    site.pages["/en/form"] = draft_page()
    site.pages["/saved"] = page_of("Saved", seat=Seat("s-1"))
    page.goto(site.url + "/en/form")
    choose(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/saved")
    assert "draft:" not in stored(page)


def test_draft_is_dropped_at_sign_out_and_for_another_seat(site: Site, page: Page) -> None:
    site.pages["/en/form"] = draft_page(
        extra='<form method="post" action="/out" data-clears-drafts><button>Leave</button></form>'
    )
    site.pages["/out"] = page_of("Bye")
    site.pages["/other"] = page_of("Other", seat=Seat("s-2"))
    page.goto(site.url + "/en/form")
    choose(page)
    assert "draft:" in stored(page)
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url("**/out")
    assert "draft:" not in stored(page)
    page.goto(site.url + "/en/form")
    choose(page)
    page.goto(site.url + "/other")
    assert "draft:" not in stored(page)


def test_draft_lives_for_half_an_hour(site: Site, page: Page) -> None:
    site.pages["/en/form"] = draft_page()
    page.clock.install()
    page.goto(site.url + "/en/form")
    choose(page)
    page.clock.fast_forward("31:00")
    page.reload()
    expect(page.get_by_label("A", exact=True)).not_to_be_checked()
    assert "draft:" not in stored(page)


def test_clock_counts_on_without_asking_the_server(site: Site, page: Page) -> None:
    site.pages["/c"] = template_page("headwater/styleguide.html")
    page.clock.install()
    page.goto(site.url + "/c")
    left = page.locator('[data-clock="left"]').first
    expect(left).to_have_text("31 hours left")
    page.clock.fast_forward("02:01:00")
    page.clock.run_for(61_000)
    expect(left).to_have_text("28 hours left")


class Board:
    """A live part of a page, as the server tells it."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, str]] = []
        self.asked = 0

    def __call__(self) -> tuple[int, str, dict[str, str]]:
        self.asked += 1
        status, body = self.answers.pop(0) if self.answers else (204, "")
        return status, body, {"X-Poll-Url": "/fragment?revision=2"} if status == 200 else {}


def board_page() -> str:
    """A page that follows a board ten times a second."""
    return page_of(
        '<p id="note" hidden>Something changed</p>'
        '<div id="board" data-poll="/fragment" data-every="0.1" data-poll-note="note">'
        '<p id="state">one</p><a id="link" href="#x">Open</a><input id="typed" aria-label="typed">'
        '<details id="fold"><summary>More</summary>inside</details></div>'
    )


FRESH = (
    '<p id="state">two</p><a id="link" href="#x">Open</a><input id="typed" aria-label="typed">'
    '<details id="fold"><summary>More</summary>inside</details>'
)


def test_poll_changes_nothing_while_nothing_changed(site: Site, page: Page) -> None:
    site.pages["/b"], site.pages["/fragment"] = board_page(), (board := Board())
    page.goto(site.url + "/b")
    page.locator("#state").evaluate("element => { element.dataset.same = 'yes' }")
    page.wait_for_timeout(500)
    assert board.asked >= 2
    expect(page.locator("#state")).to_have_attribute("data-same", "yes")


def test_poll_swaps_and_keeps_focus_and_open_folds(site: Site, page: Page) -> None:
    site.pages["/b"], site.pages["/fragment"] = board_page(), (board := Board())
    page.goto(site.url + "/b")
    page.locator("#fold summary").click()
    page.locator("#link").focus()
    board.answers.append((200, FRESH))
    expect(page.locator("#state")).to_have_text("two")
    expect(page.locator("#link")).to_be_focused()
    expect(page.locator("#fold")).to_have_attribute("open", re.compile(".*"))


def test_poll_waits_while_somebody_types(site: Site, page: Page) -> None:
    site.pages["/b"], site.pages["/fragment"] = board_page(), (board := Board())
    page.goto(site.url + "/b")
    page.locator("#typed").fill("half a word")
    page.wait_for_timeout(250)  # an answer on its way may still come
    board.answers.append((200, FRESH))
    page.wait_for_timeout(400)
    expect(page.locator("#state")).to_have_text("one")
    expect(page.locator("#typed")).to_have_value("half a word")
    page.locator("#typed").fill("")
    page.locator("#typed").blur()
    expect(page.locator("#state")).to_have_text("two")


def test_poll_ends_when_the_board_is_gone(site: Site, page: Page) -> None:
    site.pages["/b"], site.pages["/fragment"] = board_page(), (board := Board())
    board.answers.append((404, ""))
    page.goto(site.url + "/b")
    page.wait_for_timeout(500)
    assert board.asked == 1


def test_password_can_be_shown_and_hidden(site: Site, page: Page) -> None:
    site.pages["/s"] = template_page("headwater/styleguide.html")
    page.goto(site.url + "/s")
    field = page.locator("#id_password")
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide password").click()
    expect(field).to_have_attribute("type", "password")
