"""The work of a table in chapters, each by the people whose work it is, at the keyboard.

Everything is asked for by its words on the page, in the language of whoever does it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils import translation

from headwater.table.interventions import labels
from headwater.table.interventions.rules import Standing, WithoutPolice
from headwater.table.screening import wording
from headwater.table.screening.rules import Answer, Danger, DutyAnswer, Young
from headwater.vocabulary import registry
from tests.browser.keyboard import Person
from tests.browser.site import Site


@dataclass(frozen=True)
class Brought:
    """A situation that came to the table: its screening, its discussion."""

    screening: str
    discussion: str


def spoken(person: Person, text: object) -> str:
    """A lazy text in the person's language."""
    with translation.override(person.language):
        return str(text)


# --- Filter one -----------------------------------------------------------------------------------


def start_screening(person: Person) -> None:
    """From Today to the first page of a screening."""
    person.go("/today")
    person.follow(person.say("Screening"))
    person.shortcut("n")


def nobody_in_danger(person: Person, young: Young) -> None:
    """No danger now; who under 18 is part of it."""
    person.choose(
        spoken(person, wording.DANGERS[Danger.NO]), person.say("Is someone in danger right now?")
    )
    question = "Is a child or young person part of this, or living with it?"
    person.tick(spoken(person, wording.YOUNG[young]), person.say(question))


def save_and_go_on(person: Person) -> None:
    """The button of the screening's pages."""
    person.push(person.say("Save and go on"))


def reported(person: Person, duty: str, hour: str, day: str = "18") -> None:
    """The duty to report was done: when."""
    person.choose(
        spoken(person, wording.DUTY_ANSWERS[DutyAnswer.REPORTED]), person.label("duties", duty)
    )
    for part, value in (("Day", day), ("Month", "3"), ("Year", "2026")):
        person.fill(person.say(part, "part of a date"), value)
    person.fill(person.say("Time you reported it"), hour)


def answer_questions(person: Person) -> None:
    """The agency's own questions, answered so that the situation may go to the table."""
    for entry in registry.current("screening_questions"):
        said = Answer.NO if entry.get("expected") == "no" else Answer.YES
        person.choose(spoken(person, wording.ANSWERS[said]), entry.label(person.language))
    save_and_go_on(person)


def record_facts(person: Person, kind: str, factors: list[tuple[str, str]], **more: str) -> None:
    """The coded facts: type, for one person age and sex, and the factors by a few letters."""
    person.choose(person.label("discussion_types", kind))
    if more:
        person.select(person.say("Age group"), person.label("age_groups", more["age_group"]))
        person.select(person.say("Sex or gender"), person.label("sexes", more["sex"]))
    for letters, code in factors:
        person.take(letters, code)
    save_and_go_on(person)


def bring(person: Person, site: Site) -> Brought:
    """Look once more at what crosses, and bring it to the next meeting."""
    person.push(person.say("Bring it to the table"))
    assert person.sees("The coded facts are with the table.")
    found = re.search(r"/(x-[a-z0-9]+)/", person.page.url)
    assert found
    [(reference,)] = site.rows(
        "SELECT discussion_reference FROM screening_screening WHERE reference=?", found[1]
    )
    return Brought(found[1], str(reference))


# --- The meeting ----------------------------------------------------------------------------------


def next_meeting(person: Person) -> None:
    """From Today to the meeting: one whose hour has passed first, else the one open or ahead."""
    person.go("/today")
    missed = person.say("Go to the meeting")
    if person.page.locator(".hw-card--overdue").get_by_role("link", name=missed).count():
        person.follow(missed)
        return
    card = person.page.locator(".hw-card--next").get_by_role("link").last
    person.reach(card)
    with person.page.expect_navigation():
        person.press("Enter")


def open_meeting(chair: Person) -> None:
    """Build the agenda and open."""
    next_meeting(chair)
    chair.shortcut("u")
    chair.shortcut("o")
    assert chair.sees("The meeting is open. Read the confidentiality out, then take attendance.")


def join(person: Person) -> None:
    """Say that one is here, and that it stays here."""
    next_meeting(person)
    assert person.sees("Before you join")
    person.shortcut("h")
    assert not person.sees("Before you join")


def take_attendance(chair: Person) -> None:
    """Whoever did not say so on a screen of their own is marked present by the chair."""
    chair.shortcut("t")
    chair.shortcut("a")


def item_of(site: Site, discussion: str) -> str:
    """The newest agenda item of a discussion."""
    [(item,)] = site.rows(
        "SELECT reference FROM meetings_agendaitem WHERE subject=? ORDER BY id DESC LIMIT 1",
        discussion,
    )
    return str(item)


def put_off_until(chair: Person, *items: str) -> str:
    """Put off what stands before any of these items, until one is open; which one it is."""
    for _each in range(40):
        with chair.doing("take up the item"):
            chair.shortcut("n")
        current = chair.page.locator("li[aria-current=step]").get_attribute("id") or ""
        if current.removeprefix("item-") in items:
            return current.removeprefix("item-")
        chair.shortcut("p")
    raise AssertionError(f"none of {items} comes up")


def go_on(chair: Person, item: str) -> None:
    """The next item, which is to be this one."""
    chair.shortcut("n")
    assert chair.page.locator(f"#item-{item}[aria-current=step]").count() == 1


def hear_more(chair: Person, factors: list[tuple[str, str]]) -> None:
    """The facts as the table hears them."""
    with chair.doing("open the facts"):
        chair.shortcut("f")
    for letters, code in factors:
        with chair.doing(f"factor {code}"):
            chair.take(letters, code)
    with chair.doing("save the facts"):
        chair.send(chair.say("Save the facts"))


def decide(chair: Person, *, accepted: bool, unmet: str = "", reason: str = "") -> None:
    """Criterion by criterion, then what the table decides; Enter reads it back."""
    with chair.doing("open the decision"):
        chair.shortcut("d")
    for entry in registry.current("criteria"):
        with chair.doing(f"criterion {entry.code}"):
            question = entry.definition(chair.language) or entry.label(chair.language)
            chair.choose(chair.say("No" if entry.code == unmet else "Yes"), question)
    with chair.doing("the decision"):
        group = chair.page.locator("#decision input[name=accepted]")
        wanted = chair.page.locator(
            f"#decision input[value={'accepted' if accepted else 'rejected'}]"
        )
        chair.reach(group.first)
        chair.press("Space" if accepted else "ArrowDown")
        assert wanted.is_checked()
        if reason:
            chair.choose(chair.label("rejection_reasons", reason))
    with chair.doing("read it back"), chair.page.expect_navigation():
        chair.press("Enter")
    assert chair.sees("Read it back")


def confirm(chair: Person) -> None:
    """Confirm what was read back."""
    with chair.doing("confirm"):
        chair.shortcut("c")


# --- Filter three ---------------------------------------------------------------------------------


def say_the_name(person: Person, *, consent: str, basis: str, not_asked: str = "") -> None:
    """An agency records on what basis it says the name; there is no place for the name."""
    person.reload()
    person.follow(person.say("We say the name: record our basis"))
    assert person.page.locator("#basis").locator("input[type=text], textarea").count() == 0
    person.choose(person.label("consent_states", consent))
    if not_asked:
        person.choose(person.label("consent_not_sought_reasons", not_asked))
    person.choose(person.label("legal_bases", basis))
    person.push(person.say("Record the basis"))
    assert person.sees("The basis is recorded. The name may be said; it is written nowhere.")


def answer(person: Person, key: str) -> None:
    """1: involved already; 2: can help; 3: not needed, and out."""
    person.reload()
    person.shortcut(key)


def choose_agencies(chair: Person, lead: str, assisting: list[str]) -> None:
    """Who leads and who assists; filter four opens, its clock runs."""
    chair.reload()
    chair.shortcut("g")
    chair.choose(lead, chair.say("Lead agency"))
    for agency in assisting:
        chair.tick(agency, chair.say("Assisting agencies"))
    chair.push(chair.say("Open filter four"))
    assert chair.sees("Filter four is open. The clock of the first contact runs.")


# --- Filter four ----------------------------------------------------------------------------------


def open_response(person: Person, site: Site, discussion: str) -> str:
    """From the board to the response of a discussion; its reference."""
    [(reference,)] = site.rows(
        "SELECT r.reference FROM interventions_response r JOIN discussions_discussion d"
        " ON d.id = r.discussion_id WHERE d.reference=?",
        discussion,
    )
    person.go("/today")
    person.follow(person.say("Responses"))
    link = person.page.locator(f'main a[href$="/responses/{reference}/"]').first
    person.reach(link)
    with person.page.expect_navigation():
        person.press("Enter")
    return str(reference)


def _form(person: Person, slug: str) -> None:
    """Open the fold of an act, if it is not open."""
    fold = person.page.locator(f"#{slug}-form")
    if fold.get_attribute("open") is None:
        person.reach(fold.locator("summary"))
        person.press("Enter")


def _save(person: Person, slug: str, done: str) -> None:
    person.reach(person.page.locator(f"#{slug} button[type=submit]"))
    with person.page.expect_navigation():
        person.press("Enter")
    assert person.sees(done), person.text


def write_plan(person: Person, texts: dict[str, str]) -> None:
    """Seal the parts of the plan that are given, by their fields."""
    _form(person, "plan")
    for field, text in texts.items():
        person.reach(person.page.locator(f"#plan-{field}"))
        person.type(text)
    _save(person, "plan", "The plan is sealed.")


def read_plan(person: Person, basis: str) -> str:
    """Open the plan for a purpose and on a basis; what it says."""
    person.unfold(person.say("Open the plan"))
    person.choose(person.label("legal_bases", basis))
    person.push(person.say("Show the plan"))
    return person.text


def decide_door(person: Person, agencies: list[str]) -> None:
    """Who goes to the door; no police, and help does not depend on them."""
    _form(person, "door")
    for agency in agencies:
        person.tick(agency)
    person.choose(person.say("No"), person.say("Do police go to the door?"))
    with translation.override(person.language):
        told = labels.without_police(WithoutPolice.TOLD)
    person.choose(told)
    _save(person, "door", "It is recorded who goes to the door.")


def record_contact(person: Person, outcome: str) -> None:
    """An attempt to reach them."""
    _form(person, "contact")
    person.choose(person.label("contact_outcomes", outcome))
    _save(person, "contact", "The attempt is recorded.")


def record_consent(person: Person, number: int, state: str, giver: str) -> None:
    """What one person answered."""
    _form(person, "consent")
    person.select(person.say("Who"), person.say("Person %(number)s", number=number))
    form = person.page.locator("#consent")
    for field, value in (("state", state), ("how", "spoken"), ("giver", giver)):
        _choose_value(person, form.locator(f'input[name="{field}"]'), value)
    _save(person, "consent", "The answer is recorded.")


def _choose_value(person: Person, group: object, value: str) -> None:
    boxes = group.all()  # type: ignore[attr-defined]
    values = [box.get_attribute("value") for box in boxes]
    person.reach(boxes[0])
    person.press("Space")
    for _step in range(values.index(value)):
        person.press("ArrowDown")
    assert boxes[values.index(value)].is_checked()


def record_service(person: Person, service: str, state: str, agency: str = "") -> None:
    """A step with a service."""
    _form(person, "service")
    person.select(person.say("Service"), person.label("services", service))
    if agency:
        person.select(person.say("Of which agency"), agency)
    _choose_value(person, person.page.locator('#service input[name="state"]'), state)
    _save(person, "service", "The service is recorded.")


def record_gap(person: Person, kind: str) -> None:
    """The gap a missing service leads to: the service stands chosen already."""
    _choose_value(person, person.page.locator('#gap input[name="kind"]'), kind)
    _save(person, "gap", "The gap is recorded.")


def report_to_table(person: Person, standing: Standing) -> None:
    """Only what the table needs."""
    _form(person, "report")
    with translation.override(person.language):
        words = labels.standing(standing)
    person.choose(words)
    _save(person, "report", "The table can see your report.")


# --- The end --------------------------------------------------------------------------------------


def conclude(chair: Person, conclusion: str) -> None:
    """The table has heard the report, and concludes."""
    chair.reach(chair.page.locator("#report-back"))
    with chair.page.expect_navigation():
        chair.press("Enter")
    chair.shortcut("k")
    _choose_value(chair, chair.page.locator("#conclusion input[name=conclusion]"), conclusion)
    chair.push(chair.say("Conclude"))
    assert chair.sees("Concluded. What is sealed has its day of destruction.")


def close_meeting(chair: Person) -> None:
    """Put the open item off if there is one, and close."""
    ask_to_close(chair)
    assert chair.sees("The meeting is closed. The minutes are ready.")


def ask_to_close(chair: Person) -> None:
    """Go to the page that closes, and press its button."""
    next_meeting(chair)
    if chair.page.locator("#park").count():
        chair.shortcut("p")
    chair.shortcut("e")
    chair.push(chair.say("Close the meeting"))


def move_clock(person: Person, step: str) -> None:
    """Move the demo's clock: one hour, two days, or past the end of the quarter."""
    person.go("/desk/demo-clock")
    person.push(person.say(step))
    assert person.sees("The demo’s clock was moved.")
