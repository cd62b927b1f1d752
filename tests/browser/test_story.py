"""S1 and S2 of the situations told in public, from the first worry to a page anyone may read.

The whole cast, a browser each, keyboard only; once in English, once in French. The work itself is
written as chapters in `story`; here stand who does what, and what must hold on the way.
"""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from headwater.network.models import Agency
from headwater.table.interventions.rules import Standing
from headwater.table.screening import wording
from headwater.table.screening.rules import DutyAnswer, Young
from tests.browser import story
from tests.browser.conftest import Enter
from tests.browser.keyboard import Person
from tests.browser.people import MEMBERS, SLUG
from tests.browser.site import Site
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
    story.close_meeting(room["chair"])


# --- Filter one -----------------------------------------------------------------------------------


def screen_s1(police: Person, site: Site) -> Brought:
    """The danger and duty questions come first, and hold until they are answered."""
    story.start_screening(police)
    story.nobody_in_danger(police, Young.UNDER_12)
    story.save_and_go_on(police)
    assert police.say("Answer this before you go on. It comes first.") in police.text
    not_sure = story.spoken(police, wording.DUTY_ANSWERS[DutyAnswer.NOT_SURE])
    police.choose(not_sure, police.label("duties", DUTY))
    story.save_and_go_on(police)
    held = "You were not sure whether you must report. Call and ask, then answer again."
    assert police.say(held) in police.text
    screening = police.path
    police.go(f"{screening}questions/")
    story.answer_questions(police)
    police.go(f"{screening}facts/")
    story.record_facts(police, "family", SEEN)
    police.go(f"{screening}review/")
    assert police.page.get_by_role("button", name=police.say("Bring it to the table")).is_disabled()
    assert police.say(held) in police.text

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
    story.hear_more(chair, HEARD)
    assert chair.label("risk_factors", "suicide.current-risk") in chair.text
    story.decide(chair, accepted=True)
    story.confirm(chair)
    assert chair.say("Accepted. Filter three is open.") in chair.text


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
    assert chair.say("Accepted. Filter three is open.") in chair.text


def reject_the_third(room: Room, third: Brought) -> None:
    """One sector is enough: not accepted."""
    chair = room["chair"]
    story.go_on(chair, story.item_of(room.site, third.discussion))
    story.hear_more(chair, [PLANTED])
    assert PLANTED[1].encode() in room.site.bytes_on_disk()
    story.decide(chair, accepted=False, unmet="several-sectors", reason="single-agency")
    story.confirm(chair)


def pages_about(*found: Brought) -> list[str]:
    """Where a trace of a situation would show."""
    about = [f"/discussions/{each.discussion}" for each in found]
    about += [f"/screening/{each.screening}/{page}" for each in found for page in ("", "note/")]
    return [
        *("/today", "/meetings", "/discussions?all=1", "/responses/", "/screening/"),
        *("/figures/", "/goals/", "/products/", "/desk/trail", "/desk/seats", f"/c/{SLUG}/"),
        *about,
    ]


def the_duty_stayed_in_the_agency(room: Room, s1: Brought) -> None:
    """What the worker answered stands on the agency's own page of it, and nowhere else."""
    police = room["representative"]
    own = police.read(f"/screening/{s1.screening}/before-anything/")
    assert REPORTED_AT in own
    meeting = room["chair"].path
    words = (REPORTED_AT, story.spoken(police, wording.DUTY_ANSWERS[DutyAnswer.REPORTED]))
    for name in (*CAST, "teacher", "shelter_worker", "social_worker"):
        for path in (*pages_about(s1), meeting, f"{meeting}/wall", f"{meeting}/minutes"):
            page = room[name].read(path)
            assert not [word for word in words if word in page], (name, path)


def nothing_is_left_of_the_third(room: Room, third: Brought) -> None:
    """Table, day, type, sector, decision and reason: not a word more, on no page nor on disk."""
    site = room.site
    assert PLANTED[1].encode() not in site.bytes_on_disk()
    kept = site.rows(
        "SELECT type, age_group, sex, originating_sector, originating_agency_id, decision,"
        " rejection_reason, conclusion, decided_at FROM discussions_discussion"
        " WHERE state='rejected' ORDER BY id DESC LIMIT 1"
    )
    sector = "mental-health-addictions"
    assert kept == [
        ("person", "", "", sector, None, "rejected", "single-agency", "", None)
    ]
    [(fresh,)] = site.rows(
        "SELECT reference FROM discussions_discussion WHERE state='rejected' ORDER BY id DESC LIMIT 1"
    )
    assert fresh != third.discussion
    for name in (*CAST, "teacher", "shelter_worker", "social_worker"):
        person = room[name]
        words = [
            third.discussion,
            person.label("risk_factors", PLANTED[1]),
            person.label("risk_factors", THIRD[0][1]),
            person.label("sexes", "another-gender"),
        ]
        for path in (*pages_about(third), f"/discussions/{fresh}"):
            page = person.read(path)
            mine = name == "counsellor" and path.startswith("/screening/")
            assert mine or not [word for word in words if word in page], (name, path)


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
    assert left.say("Your agency has left this one.") in left.text
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
