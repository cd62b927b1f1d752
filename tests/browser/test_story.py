"""S1 and S2 of the situations told in public, from the first worry to a page anyone may read.

The whole cast, a browser each, keyboard only; once in English, once in French. The work itself is
written as chapters in `story`; here stand who does what, and what must hold on the way.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from headwater.table.interventions.rules import Standing
from headwater.table.screening import wording
from headwater.table.screening.rules import DutyAnswer, Young
from tests.browser import keystrokes, story
from tests.browser.conftest import Enter
from tests.browser.keyboard import Person, plain
from tests.browser.people import MEMBERS, SLUG
from tests.browser.site import Site, served
from tests.browser.story import Brought
from tests.cast import CAST

DUTY = "child-protection"
REPORTED_AT = "06:47"  # stands on no other page by chance
# What the police saw; the rest is heard at the table. Two to four letters find each of them.
SEEN = [("ne", "basic-needs.neglected-by-others"), ("alc", "alcohol.abuse-in-home")]
HEARD = [
    ("abse", "missing-school.chronic-absenteeism"),
    ("viol", "physical-violence.perpetrator"),
    ("pres", "mental-health.not-following-treatment"),
    ("su", "suicide.current-risk"),
]
S2 = [("phys", "physical-health.disability"), ("hous", "housing.no-access")]
THIRD = [("term", "physical-health.terminal-illness")]
# Said of the third at the table only: in no record of any agency, and in no scene of the demo.
PLANTED = ("gamb", "gambling.harm-to-others")
AT_THE_TABLE = (
    "representative",
    "teacher",
    "counsellor",
    "child_worker",
    "housing_worker",
    "shelter_worker",
    "social_worker",
    "bystander",
    "recused",
)
STRANGERS_TO_THE_CAST = ("teacher", "shelter_worker", "social_worker")
WHERE = "Behind the blue fence, Thursday at four"  # the sealed plan: nowhere else, ever


class Room:
    """Everyone of the cast, each in a browser; signed in when first needed."""

    def __init__(self, enter: Enter, site: Site, language: str) -> None:
        self._enter, self.site, self.language = enter, site, language
        self.people: dict[str, Person] = {}

    def __getitem__(self, name: str) -> Person:
        if name not in self.people:
            person = self._enter(name, self.language)
            self.people[name] = person if name == "anonymous" else person.sign_in()
        return self.people[name]

    def agency(self, name: str) -> str:
        """The agency of a member, as this language names it."""
        column = "name_fr" if self.language == "fr" else "name_en"
        found = self.site.rows(
            f"SELECT {column} FROM network_agency WHERE code=?", MEMBERS[name].agency
        )
        return str(found[0][0])


@pytest.fixture
def site(filled: Path, tmp_path: Path) -> Iterator[Site]:
    """A site for each language: each story begins on the same morning."""
    with served(filled, tmp_path) as running:
        yield running
        assert running.complaints() == []


@pytest.mark.skipif(
    os.environ.get("HEADWATER_PROOFS") != "1",
    reason="ten browsers for minutes: ./headwater test --proofs runs it",
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_situations_from_the_first_worry_to_a_published_page(
    enter: Enter, site: Site, language: str
) -> None:
    room = Room(enter, site, language)
    s1 = screen_s1(room["representative"], site)
    s2 = screen_s2(room["shelter_worker"], site)
    third = screen_a_third(room["counsellor"], site)

    hold_the_meeting(room)
    hear_s1(room, s1)
    step_out(room["recused"], s1)
    share_s1(room)
    hear_s2(room, s2)
    share_s2(room)
    reject_the_third(room, third)
    the_duty_stayed_in_the_agency(room, s1)
    nothing_is_left_of_the_third(room, third)
    close_it_when_its_hour_has_come(room["chair"])

    plan_s1(room, s1)
    plan_s2(room, s2)
    reach_s1(room, s1)
    reach_s2(room, s2)
    story.move_clock(room["chair"], "Two days on")
    report_and_conclude(room, s1, s2)

    story.move_clock(room["analyst"], "Past the end of the quarter")
    count_it(room)
    reference = build_bulletin(room)
    approve_and_publish(room, reference)
    anyone_may_read_it(room, reference)
    it_is_frozen(room, reference)


# --- Filter one -----------------------------------------------------------------------------------


def screen_s1(police: Person, site: Site) -> Brought:
    """The danger and duty questions come first, and hold until they are answered."""
    story.start_screening(police)
    story.nobody_in_danger(police, Young.UNDER_12)
    story.save_and_go_on(police)
    assert police.sees("Answer this before you go on. It comes first.")
    not_sure = story.spoken(police, wording.DUTY_ANSWERS[DutyAnswer.NOT_SURE])
    police.choose(not_sure, police.label("duties", DUTY))
    story.save_and_go_on(police)
    held = "You were not sure whether you must report. Call and ask, then answer again."
    assert police.sees(held)
    screening = police.path
    police.go(f"{screening}questions/")
    story.answer_questions(police)
    police.go(f"{screening}facts/")
    story.record_facts(police, "family", SEEN)
    police.go(f"{screening}review/")
    assert police.page.get_by_role("button", name=police.say("Bring it to the table")).is_disabled()
    assert police.sees(held)

    police.go(f"{screening}before-anything/")
    story.reported(police, DUTY, REPORTED_AT)
    story.save_and_go_on(police)
    return story.bring(police, site)


def screen_s2(shelter: Person, site: Site) -> Brought:
    """A person with a physical disability and no home that fits."""
    story.start_screening(shelter)
    story.nobody_in_danger(shelter, Young.NOBODY)
    story.save_and_go_on(shelter)
    story.answer_questions(shelter)
    story.record_facts(shelter, "person", S2, age_group="40-59", sex="unknown")
    return story.bring(shelter, site)


def screen_a_third(counsellor: Person, site: Site) -> Brought:
    """One that its own agency could answer, as the table will find."""
    story.start_screening(counsellor)
    story.nobody_in_danger(counsellor, Young.NOBODY)
    story.save_and_go_on(counsellor)
    story.answer_questions(counsellor)
    story.record_facts(counsellor, "person", THIRD, age_group="60-plus", sex="another-gender")
    return story.bring(counsellor, site)


# --- The meeting ----------------------------------------------------------------------------------


def hold_the_meeting(room: Room) -> None:
    """Opened by the chair; nobody sees an item before they said that it stays here."""
    chair = room["chair"]
    story.open_meeting(chair)
    for name in AT_THE_TABLE:
        story.join(room[name])
    story.take_attendance(chair)
    acknowledged = room.site.rows(
        "SELECT count(*) FROM meetings_attendance a JOIN meetings_meeting m ON m.id = a.meeting_id"
        " WHERE m.state = 'open' AND a.acknowledged_at IS NOT NULL"
    )
    assert acknowledged == [(len(AT_THE_TABLE) + 1,)]


def hear_s1(room: Room, s1: Brought) -> None:
    """What the police saw, what others add, the four criteria, read back, confirmed."""
    chair, site = room["chair"], room.site
    story.next_meeting(chair)
    story.put_off_until(chair, story.item_of(site, s1.discussion))
    taken_up = len(chair.keys) - 1
    story.hear_more(chair, HEARD)
    assert chair.label("risk_factors", "suicide.current-risk") in chair.text
    story.decide(chair, accepted=True)
    story.confirm(chair)
    if chair.language == "en":
        keystrokes.check(chair.keys[taken_up:])
    assert chair.sees("Accepted. Filter three is open.")


def step_out(recused: Person, s1: Brought) -> None:
    """“I recognise this”: one key, and it does not exist for them any more."""
    story.next_meeting(recused)
    recused.shortcut("x")
    assert recused.label("risk_factors", "suicide.current-risk") not in recused.text
    assert recused.status(f"/discussions/{s1.discussion}") == 404
    assert s1.discussion not in recused.read("/discussions?all=1")


def hear_s2(room: Room, s2: Brought) -> None:
    """Nothing to add."""
    chair = room["chair"]
    story.go_on(chair, story.item_of(room.site, s2.discussion))
    story.decide(chair, accepted=True)
    story.confirm(chair)
    assert chair.sees("Accepted. Filter three is open.")


def reject_the_third(room: Room, third: Brought) -> None:
    """One sector is enough: not accepted."""
    chair = room["chair"]
    story.go_on(chair, story.item_of(room.site, third.discussion))
    story.hear_more(chair, [PLANTED])
    assert PLANTED[1].encode() in room.site.bytes_on_disk()
    story.decide(chair, accepted=False, unmet="several-sectors", reason="single-agency")
    story.confirm(chair)


def traces(room: Room, paths: list[str], words: Callable[[Person], list[str]]) -> list[str]:
    """Where any of some words stand: each page of the list, asked for by the whole cast."""
    found = []
    for name in (*CAST, *STRANGERS_TO_THE_CAST):
        person = room[name]
        wanted = words(person)
        for path in paths:
            page = person.read(path)
            # Whoever asks may be asked to sign in first, and is led back to what they asked for.
            page = page.replace(path, "")
            found += [f"{name} {path}: {word}" for word in wanted if word in page]
    return found


def pages_about(chair: Person, *found: Brought) -> list[str]:
    """Where a trace of a situation would show."""
    about = [f"/discussions/{each.discussion}" for each in found]
    about += [f"/screening/{each.screening}/{page}" for each in found for page in ("", "note/")]
    meeting = chair.path
    lists = ("/today", "/meetings", "/discussions?all=1", "/responses/", "/screening/")
    return [*lists, *about, meeting, f"{meeting}/wall", f"{meeting}/minutes"]


def the_duty_stayed_in_the_agency(room: Room, s1: Brought) -> None:
    """What the worker answered stands on the agency's own page of it, and nowhere else."""
    police = room["representative"]
    assert REPORTED_AT in police.read(f"/screening/{s1.screening}/before-anything/")
    answered = wording.DUTY_ANSWERS[DutyAnswer.REPORTED]
    pages = pages_about(room["chair"], s1)
    assert traces(room, pages, lambda who: [REPORTED_AT, story.spoken(who, answered)]) == []
    with_it = [
        table
        for table in room.site.tables()
        if DUTY in repr(room.site.rows(f"SELECT * FROM {table}"))
        and table != "network_offering"  # a service of the directory has the same code
    ]
    assert with_it == ["screening_dutyrecord"]


def nothing_is_left_of_the_third(room: Room, third: Brought) -> None:
    """Table, day, type, sector, decision and reason: not a word more, on no page nor on disk."""
    site = room.site
    assert PLANTED[1].encode() not in site.bytes_on_disk()
    [(fresh, *kept)] = site.rows(
        "SELECT reference, type, age_group, sex, originating_sector, originating_agency_id,"
        " decision, rejection_reason, conclusion, decided_at FROM discussions_discussion"
        " WHERE state='rejected' ORDER BY id DESC LIMIT 1"
    )
    sector = "mental-health-addictions"
    assert kept == ["person", "", "", sector, None, "rejected", "single-agency", "", None]
    assert fresh != third.discussion

    def words(person: Person) -> list[str]:
        factors = [person.label("risk_factors", code) for _letters, code in (PLANTED, *THIRD)]
        return [third.discussion, person.label("sexes", "another-gender"), *factors]

    pages = [*pages_about(room["chair"], third), f"/discussions/{fresh}"]
    assert traces(room, pages, words) == []
    # The agency that brought it keeps its own screening, and may bring it again.
    keeper = room["counsellor"]
    own = keeper.read(f"/screening/{third.screening}/review/")
    assert keeper.label("risk_factors", THIRD[0][1]) in own


# --- Filter three ---------------------------------------------------------------------------------


def share_s1(room: Room) -> None:
    """Spoken: each who says the name records why they may; then who stays."""
    for name in ("representative", "teacher", "child_worker", "counsellor", "bystander"):
        story.next_meeting(room[name])
    police, teacher = room["representative"], room["teacher"]
    mfippa = "act.mfippa-32-h"
    story.say_the_name(police, consent="not-asked", not_asked="no-time", basis=mfippa)
    story.say_the_name(teacher, consent="given", basis="consent.person")
    for name, key in (("child_worker", "1"), ("counsellor", "2"), ("bystander", "3")):
        story.answer(room[name], key)
    story.answer(teacher, "2")
    left = room["bystander"]
    assert left.sees("Your agency has left this one.")
    assert left.label("risk_factors", "suicide.current-risk") not in left.text
    helping = [room.agency("counsellor"), room.agency("teacher")]
    story.choose_agencies(room["chair"], room.agency("child_worker"), helping)


def share_s2(room: Room) -> None:
    """The shelter has the person's consent; housing leads."""
    for name in ("shelter_worker", "housing_worker", "social_worker"):
        story.next_meeting(room[name])
    story.say_the_name(room["shelter_worker"], consent="given", basis="consent.person")
    story.answer(room["housing_worker"], "2")
    story.answer(room["social_worker"], "2")
    helping = [room.agency("shelter_worker"), room.agency("social_worker")]
    story.choose_agencies(room["chair"], room.agency("housing_worker"), helping)


def close_it_when_its_hour_has_come(chair: Person) -> None:
    """A meeting whose hour is still ahead cannot be closed: said at the field, nothing changed."""
    story.ask_to_close(chair)
    refused = chair.say("A meeting in the future cannot be closed. Choose a time that has passed.")
    at_the_field = chair.page.locator(".govuk-error-message").inner_text()
    assert plain(refused) in plain(at_the_field)
    story.move_clock(chair, "One hour on")
    story.close_meeting(chair)


# --- Filter four ----------------------------------------------------------------------------------


def plan_s1(room: Room, s1: Brought) -> None:
    """Sealed at once, opened for a purpose by those who stay; for the others there is nothing."""
    lead, helper = room["child_worker"], room["counsellor"]
    response = story.open_response(lead, room.site, s1.discussion)
    story.write_plan(lead, {"where": WHERE, "approach": "The teacher he trusts speaks first."})
    assert WHERE not in lead.text
    assert WHERE.encode() not in room.site.bytes_on_disk()
    going = [room.agency("child_worker"), room.agency("teacher")]
    story.decide_door(lead, going)
    story.open_response(helper, room.site, s1.discussion)
    assert WHERE in story.read_plan(helper, "act.phipa-40-1")
    for name in ("representative", "bystander", "recused", "housing_worker", "other_table"):
        assert room[name].status(f"/responses/{response}/") == 404, name
    chair = room["chair"]
    assert chair.status(f"/responses/{response}/") == 200
    only_codes = (
        "You see the codes and the clock; the plan belongs to the agencies in this response."
    )
    assert plain(chair.say(only_codes)) in plain(chair.read(f"/responses/{response}/"))


def plan_s2(room: Room, s2: Brought) -> None:
    """Housing leads; the shelter that knows them comes along."""
    lead = room["housing_worker"]
    story.open_response(lead, room.site, s2.discussion)
    story.write_plan(lead, {"where": "The library, back entrance with the ramp."})
    story.decide_door(lead, [room.agency("housing_worker"), room.agency("shelter_worker")])


def reach_s1(room: Room, s1: Brought) -> None:
    """Met within the hour; what each person agreed to; what was set going."""
    lead = room["child_worker"]
    story.open_response(lead, room.site, s1.discussion)
    assert lead.page.locator("[data-module=clock]").count() == 1
    story.record_contact(lead, "met")
    story.record_consent(lead, 1, "given", "person")
    story.record_consent(lead, 2, "part", "parent-guardian")
    story.record_service(lead, "child-youth-mental-health", "engaged", room.agency("counsellor"))
    story.record_service(lead, "school-support", "connected", room.agency("teacher"))
    story.record_service(lead, "parenting-support", "offered")


def reach_s2(room: Room, s2: Brought) -> None:
    """No shelter that could take them: the lack is recorded as a gap in the system."""
    lead = room["housing_worker"]
    story.open_response(lead, room.site, s2.discussion)
    story.record_contact(lead, "met")
    story.record_consent(lead, 1, "given", "person")
    story.record_service(lead, "emergency-shelter", "not-available")
    assert lead.page.locator("#gap-form").get_attribute("open") is not None
    story.record_gap(lead, "not-accessible")
    assert lead.label("gap_kinds", "not-accessible") in lead.text
    story.record_service(lead, "housing-support", "connected", room.agency("housing_worker"))


# --- Report back, conclude ------------------------------------------------------------------------


def report_and_conclude(room: Room, s1: Brought, s2: Brought) -> None:
    """On Friday, under another chair: only what the table needs, and how it ended."""
    for name, situation in (("child_worker", s1), ("housing_worker", s2)):
        story.open_response(room[name], room.site, situation.discussion)
        story.report_to_table(room[name], Standing.CAN_CLOSE)
    chair = room["second_chair"]
    story.open_meeting(chair)
    items = [story.item_of(room.site, situation.discussion) for situation in (s1, s2)]
    while items:
        items.remove(story.put_off_until(chair, *items))
        story.conclude(chair, "risk-lowered.connected-here")
    story.close_meeting(chair)
    ended = room.site.rows(
        "SELECT state FROM discussions_discussion WHERE reference IN (?, ?)",
        s1.discussion,
        s2.discussion,
    )
    assert ended == [("concluded",)] * 2


# --- Learn and tell -------------------------------------------------------------------------------


def count_it(room: Room) -> None:
    """A new extract, and the figures hold what was decided since the last."""
    analyst = room["analyst"]
    analyst.go("/figures/")
    before = numbers(analyst)
    analyst.push(analyst.say("Build a new extract"))
    assert analyst.sees("A new extract was built.")
    after = numbers(analyst)
    assert after["situations"] >= before["situations"] + 3
    assert analyst.page.locator("main figure svg").count() == 4
    assert analyst.page.locator("main table").count() == 4


def numbers(person: Person) -> dict[str, int]:
    """The number in the first sentence of the page of figures."""
    said = person.page.locator("main .hw-figure__answer").first.inner_text()
    found = re.search(r"\d[\d\u202f\u00a0 ,]*", said)
    assert found, said
    return {"situations": int(re.sub(r"\D", "", found[0]))}


def build_bulletin(room: Room) -> str:
    """By the analyst, about the quarter that has just ended; who writes it cannot approve it."""
    analyst = room["analyst"]
    analyst.go("/products/")
    analyst.unfold(analyst.say("Build a bulletin"))
    analyst.push(analyst.say("Build"))
    reference = analyst.path.rsplit("/", 1)[1]
    assert room.site.rows(
        "SELECT p.quarter FROM publishing_product p JOIN publishing_edition e"
        " ON e.product_id = p.id WHERE e.reference=?",
        reference,
    ) == [("2026-Q1",)]
    analyst.push(analyst.say("Send for review"))
    approve = analyst.page.get_by_role("button", name=analyst.say("Approve"))
    assert approve.is_disabled()
    assert analyst.sees("Someone other than its author approves an edition.")
    assert room["anonymous"].status(f"/c/{SLUG}/products/{reference}") == 404
    return reference


def approve_and_publish(room: Room, reference: str) -> None:
    """By the steering committee."""
    steering = room["steering"]
    steering.go("/products/")
    steering.reach(steering.page.locator(f'a[href$="{reference}"]').first)
    with steering.page.expect_navigation():
        steering.press("Enter")
    steering.push(steering.say("Approve"))
    steering.push(steering.say("Publish"))
    assert steering.sees("Published. Anyone can read it now.")


def anyone_may_read_it(room: Room, reference: str) -> None:
    """The page and a tagged PDF, in both languages, without signing in."""
    visitor = room["anonymous"]
    visitor.go(f"/c/{SLUG}/")
    visitor.reach(visitor.page.locator(f'main a[href$="{reference}"]').first)
    with visitor.page.expect_navigation():
        visitor.press("Enter")
    assert visitor.page.locator("main figure svg").count() == 2
    for language in ("en", "fr"):
        page, file = published(visitor, reference, language)
        assert f'lang="{language}"' in page.split(b">", 2)[1].decode()
        document = PdfReader(io.BytesIO(file))
        catalogue: Any = document.root_object
        assert catalogue["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in catalogue
        assert str(catalogue["/Lang"]).startswith(language)
        assert document.metadata
        assert document.metadata.title


def published(visitor: Person, reference: str, language: str) -> tuple[bytes, bytes]:
    """The public page and its PDF as they are sent."""
    address = f"{visitor.url}/{language}/c/{SLUG}/products/{reference}"
    answers = [visitor.context.request.get(address + ending) for ending in ("", ".pdf")]
    assert [answer.status for answer in answers] == [200, 200]
    page, file = (answer.body() for answer in answers)
    return page, file


def it_is_frozen(room: Room, reference: str) -> None:
    """What comes in later, and a later extract, change nothing of it."""
    visitor, analyst = room["anonymous"], room["analyst"]

    def all_of_it() -> list[bytes]:
        both = [published(visitor, reference, language) for language in ("en", "fr")]
        # The banner above the page tells the demo's date, which goes on.
        return [part for page, file in both for part in (page.split(b"<main")[1], file)]

    before = all_of_it()
    story.move_clock(analyst, "Two days on")
    analyst.go("/figures/")
    analyst.push(analyst.say("Build a new extract"))
    analyst.go(f"/products/{reference}")
    assert analyst.page.locator("#context").count() == 0
    assert all_of_it() == before
