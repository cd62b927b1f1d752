"""One meeting of eleven people, each at a screen, with everything that goes wrong in real ones.

S3 and S4 of the situations told in public, a young person at risk of suicide, and the weeks after
a death. A lost connection, a recusal, a late arrival, a chair who vanishes, and a representative
who leaves at filter three and is refused after. (S1 and S2 are in `test_story`.)
"""

from __future__ import annotations

import os

import pytest

from headwater.table.interventions.rules import Standing
from headwater.table.screening.rules import Young
from tests.browser import story
from tests.browser.conftest import Enter
from tests.browser.keyboard import Person
from tests.browser.people import SECOND_CHAIR
from tests.browser.site import Site
from tests.browser.story import Brought

pytestmark = pytest.mark.skipif(
    os.environ.get("HEADWATER_PROOFS") != "1",
    reason="eleven browsers for minutes: ./headwater test --proofs runs it",
)
DUTY = "child-protection"
S3 = [("transient", "housing.transient"), ("antisoc", "antisocial.by-person")]
S4 = [("cogn", "cognitive.diagnosed"), ("ment", "mental-health.diagnosed")]
YOUTH = [("abse", "missing-school.chronic-absenteeism")]
AFTER_A_DEATH = [("grief", "mental-health.grief")]
ON_TIME = (
    "representative",
    "teacher",
    "counsellor",
    "child_worker",
    "housing_worker",
    "shelter_worker",
    "social_worker",
    "recused",
    "second_chair",
)


class Room:
    """Everyone, signed in and each in a browser of their own."""

    def __init__(self, enter: Enter, site: Site) -> None:
        self.site = site
        names = ("chair", *ON_TIME, "bystander")
        self.people: dict[str, Person] = {name: enter(name).sign_in() for name in names}

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def agency(self, name: str) -> str:
        """The agency of a member, by its English name."""
        from tests.browser.people import MEMBERS

        [(found,)] = self.site.rows(
            "SELECT name_en FROM network_agency WHERE code=?", MEMBERS[name].agency
        )
        return str(found)


def test_a_meeting_in_which_everything_happens(enter: Enter, site: Site) -> None:
    room = Room(enter, site)
    brought = bring_all(room)

    chair = room["chair"]
    story.open_meeting(chair)
    for name in ON_TIME:
        story.join(room[name])
    story.take_attendance(chair)

    hear_while_the_line_is_cut(room, brought["s3"])
    come_late(room["bystander"])
    step_out(room, brought["s3"])
    decide_and_leave(room, brought["s3"])

    vanish(room)
    second = room["second_chair"]
    accept(room, second, brought["s4"], lead="social_worker", helping=["counsellor"])
    accept(room, second, brought["youth"], lead="child_worker", helping=["counsellor", "teacher"])
    accept(room, second, brought["after"], lead="counsellor", helping=["teacher"])
    come_back(room)

    respond_to_s3(room, brought["s3"])
    find_the_gap(room, brought["s4"])
    take_template_on(room["child_worker"], site, brought["youth"], "suicide-youth")
    take_template_on(room["counsellor"], site, brought["after"], "postvention")
    nothing_of_it_is_about_a_person(room, brought)


# --- Before the meeting ---------------------------------------------------------------------------


def bring_all(room: Room) -> dict[str, Brought]:
    """Four situations from four agencies."""
    site = room.site
    adult = {"age_group": "40-59", "sex": "unknown"}
    return {
        "s3": bring(room["representative"], site, Young.NOBODY, "person", S3, adult),
        "s4": bring(room["social_worker"], site, Young.NOBODY, "group", S4, {}),
        "youth": bring(
            room["teacher"],
            site,
            Young.FROM_12_TO_15,
            "person",
            YOUTH,
            {"age_group": "12-17", "sex": "female"},
        ),
        "after": bring(room["counsellor"], site, Young.NOBODY, "place", AFTER_A_DEATH, {}),
    }


def bring(
    person: Person,
    site: Site,
    young: Young,
    kind: str,
    factors: list[tuple[str, str]],
    more: dict[str, str],
) -> Brought:
    """Screen and bring."""
    story.start_screening(person)
    story.nobody_in_danger(person, young)
    story.save_and_go_on(person)
    if person.page.get_by_role("group", name=person.label("duties", DUTY)).count():
        story.reported(person, DUTY, "06:12")
        story.save_and_go_on(person)
    story.answer_questions(person)
    story.record_facts(person, kind, factors, **more)
    return story.bring(person, site)


# --- The meeting ----------------------------------------------------------------------------------


def take_up(chair: Person, site: Site, situation: Brought) -> None:
    """The next items, until it is this one."""
    story.next_meeting(chair)
    story.put_off_until(chair, story.item_of(site, situation.discussion))


def hear_while_the_line_is_cut(room: Room, s3: Brought) -> None:
    """What was chosen while the connection was lost is there when it is back, and is sent."""
    chair = room["chair"]
    take_up(chair, room.site, s3)
    chair.shortcut("f")
    with chair.cut_off():
        chair.take("financ", "poverty.inadequate-finances")
        chair.page.wait_for_timeout(5_000)  # its polls find nobody meanwhile
    chair.send(chair.say("Save the facts"))
    assert chair.label("risk_factors", "poverty.inadequate-finances") in chair.text
    # Somebody else’s screen followed by itself.
    teacher = room["teacher"]
    story.next_meeting(teacher)
    told = teacher.label("risk_factors", "poverty.inadequate-finances")
    teacher.page.locator("main").get_by_text(told).first.wait_for(timeout=6_000)


def come_late(person: Person) -> None:
    """Nothing of the items before one said that it stays here."""
    story.next_meeting(person)
    factor = person.label("risk_factors", "poverty.inadequate-finances")
    assert person.sees("Before you join")
    assert factor not in person.text
    person.shortcut("h")
    assert factor in person.text


def step_out(room: Room, s3: Brought) -> None:
    """“I recognise this”: it does not exist for them any more."""
    recused = room["recused"]
    story.next_meeting(recused)
    recused.shortcut("x")
    assert recused.label("risk_factors", "poverty.inadequate-finances") not in recused.text
    assert recused.status(f"/discussions/{s3.discussion}") == 404


def decide_and_leave(room: Room, s3: Brought) -> None:
    """Accepted; who is not needed leaves, and is refused after."""
    chair = room["chair"]
    story.next_meeting(chair)
    story.decide(chair, accepted=True)
    story.confirm(chair)
    share(room, chair, "representative", lead="housing_worker", helping=["shelter_worker"])
    left = room["bystander"]
    story.next_meeting(left)
    assert left.label("risk_factors", "poverty.inadequate-finances") not in left.text
    page = left.read(f"/discussions/{s3.discussion}")
    assert left.label("risk_factors", "poverty.inadequate-finances") not in page
    [(response,)] = room.site.rows(
        "SELECT r.reference FROM interventions_response r JOIN discussions_discussion d"
        " ON d.id = r.discussion_id WHERE d.reference=?",
        s3.discussion,
    )
    assert left.status(f"/responses/{response}/") == 404


def share(room: Room, chair: Person, brought_by: str, *, lead: str, helping: list[str]) -> None:
    """Names are said by who brought it; the lead and the others stay; the centre leaves."""
    speaker = room[brought_by]
    story.next_meeting(speaker)
    story.say_the_name(speaker, consent="given", basis="consent.person")
    for name in dict.fromkeys([lead, *helping]):
        if name != brought_by:
            story.next_meeting(room[name])
            story.answer(room[name], "2")
    story.next_meeting(room["bystander"])
    story.answer(room["bystander"], "3")
    assert room["bystander"].sees("Your agency has left this one.")
    story.choose_agencies(chair, room.agency(lead), [room.agency(name) for name in helping])


def vanish(room: Room) -> None:
    """The chair's screen is gone for more than two minutes: another coordinator goes on."""
    chair, second = room["chair"], room["second_chair"]
    story.next_meeting(second)
    assert second.page.locator("#take-chair").count() == 0
    chair.page.goto("about:blank")
    room.site.pass_(minutes=3)
    story.next_meeting(second)
    second.push(second.say("Take the chair"))
    assert second.page.locator("#take-chair").count() == 0
    assert SECOND_CHAIR in second.text


def accept(room: Room, chair: Person, situation: Brought, *, lead: str, helping: list[str]) -> None:
    """Heard, accepted, shared, given to those who respond."""
    take_up(chair, room.site, situation)
    if lead == "child_worker":
        story.hear_more(chair, [("suic", "suicide.current-risk")])
    story.decide(chair, accepted=True)
    story.confirm(chair)
    [(agency,)] = room.site.rows(
        "SELECT a.code FROM discussions_discussion d JOIN network_agency a"
        " ON a.id = d.originating_agency_id WHERE d.reference=?",
        situation.discussion,
    )
    from tests.browser.people import MEMBERS

    speaker = next(name for name in ON_TIME if MEMBERS[name].agency == agency)
    share(room, chair, speaker, lead=lead, helping=helping)


def come_back(room: Room) -> None:
    """Who chaired before sees who chairs now, and cannot run it."""
    chair = room["chair"]
    story.next_meeting(chair)
    assert SECOND_CHAIR in chair.text
    assert chair.page.locator('[data-shortcut="n"]:visible:not([disabled])').count() == 0


# --- After it -------------------------------------------------------------------------------------


def respond_to_s3(room: Room, s3: Brought) -> None:
    """Housing and health care put together: found, agreed, connected, told to the table."""
    lead = room["housing_worker"]
    take_template_on(lead, room.site, s3, "housing-income")
    story.open_response(lead, room.site, s3.discussion)
    story.record_contact(lead, "met")
    story.record_consent(lead, 1, "given", "person")
    story.record_service(lead, "housing-support", "connected", room.agency("housing_worker"))
    story.report_to_table(lead, Standing.CAN_CLOSE)


def find_the_gap(room: Room, s4: Brought) -> None:
    """Each service says it is the other's: a gap of the system."""
    lead = room["social_worker"]
    story.open_response(lead, room.site, s4.discussion)
    story.record_service(lead, "developmental-support", "not-available")
    story.record_gap(lead, "falls-between")
    assert lead.label("gap_kinds", "falls-between") in lead.text


def take_template_on(person: Person, site: Site, situation: Brought, code: str) -> None:
    """A template's steps as they stand; 9-8-8 on the page, and that no clinician reviewed it."""
    reference = story.open_response(person, site, situation.discussion)
    person.go(f"/responses/{reference}/templates/{code}/")
    assert "9-8-8" in person.text
    assert person.sees("Not reviewed")
    person.push(person.say("Take these steps on"))
    assert person.path == f"/responses/{reference}/"
    [(steps,)] = site.rows(
        "SELECT count(*) FROM interventions_step s JOIN interventions_response r"
        " ON r.id = s.response_id WHERE r.reference=?",
        reference,
    )
    assert steps >= 3


def nothing_of_it_is_about_a_person(room: Room, brought: dict[str, Brought]) -> None:
    """The minutes hold codes and numbers only, for each who was there; the recused miss S3."""
    story.next_meeting(room["second_chair"])
    minutes = room["second_chair"].path.split("/items")[0] + "/minutes"
    for name in ("teacher", "recused", "bystander"):
        text = room[name].read(minutes)
        for situation in brought.values():
            assert situation.screening not in text
    recused = room["recused"].read(minutes)
    assert recused.count("<li") <= room["teacher"].read(minutes).count("<li")
