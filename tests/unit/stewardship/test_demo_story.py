"""The demo's people and situations: fictional, whole, and the same each time they are drawn."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.exchange.profile.placing import place
from headwater.exchange.profile.reading import read, read_text
from headwater.network.profile.sectors import sector_code
from headwater.network.rules import NEEDS, Role
from headwater.stewardship.demo import story, world
from headwater.stewardship.demo.story import draw, scenes
from headwater.vocabulary import registry

AGENCIES = {entry["code"] for entry in world.described()["agency"]}
PROFILE = story.SOURCE.with_name("riverbend-profile.txt")


@given(st.integers())
def test_the_same_dice_tell_the_same_story(seed: int) -> None:
    assert draw(random.Random(seed)) == draw(random.Random(seed))


@given(st.integers())
def test_every_story_is_told_in_codes_of_our_lists(seed: int) -> None:
    told = draw(random.Random(seed))
    codes = {
        "risk_factors": told.factors,
        "study_flags": told.flags,
        "discussion_types": (told.type,),
        "age_groups": (told.age_group,) if told.age_group else (),
        "sexes": (told.sex,) if told.sex else (),
        "conclusions": (told.conclusion,),
        "rejection_reasons": (told.rejection_reason,),
        "services": tuple(service for service, _state in told.services),
        "mobilization_states": tuple(state for _service, state in told.services),
        "gap_kinds": (told.gap[1],) if told.gap else (),
    }
    for name, used in codes.items():
        assert set(used) <= set(registry.current(name).codes), name
    assert {told.brought_by, told.lead, *told.assisting} <= AGENCIES
    assert told.lead not in told.assisting
    assert (told.type == "person") == bool(told.age_group)


@given(st.integers())
def test_a_story_keeps_to_what_can_happen(seed: int) -> None:
    told = draw(random.Random(seed))
    assert 0 < told.hours_to_contact <= 120
    assert told.days_open >= 4
    assert told.services
    if told.conclusion == "still-at-risk.declined":
        assert {state for _service, state in told.services} == {"declined"}
    if told.conclusion == "risk-lowered.connected-here":
        assert told.services[0][1] == "connected"


def test_every_agency_of_a_scene_is_in_the_world() -> None:
    for scene in scenes():
        assert {*scene["from"], *scene["lead"], *scene["assist"]} <= AGENCIES


def test_every_role_has_somebody_to_sign_in_as() -> None:
    signed = {entry.role for entry in world.sign_ins()}
    assert signed == {role.value for role in Role}


def test_every_seat_has_what_its_role_needs() -> None:
    for person in world.described()["person"]:
        for seat in person["seats"]:
            assert NEEDS[Role(seat["role"])] <= seat.keys(), person["name"]


def test_everybody_has_an_address_that_cannot_exist_and_a_name_of_their_own() -> None:
    people = world.described()["person"]
    assert all(person["email"].endswith("@riverbend.example") for person in people)
    assert len({person["name"] for person in people}) == len(people)


@pytest.mark.parametrize("name", ["world.toml", "scenes.toml", "riverbend-profile.txt"])
def test_no_nation_elder_or_ceremony_is_invented(name: str) -> None:
    text = story.SOURCE.with_name(name).read_text(encoding="utf-8")
    told = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    invented = re.compile(
        r"first nation|\belder\b(?!-)|ceremon|healing circle|anishin", re.IGNORECASE
    )
    assert not invented.search(told.replace("elder-abuse", ""))


def test_the_fictional_profile_reads_like_a_real_one() -> None:
    placed = place(read(read_text(PROFILE)))
    kinds = [fact.kind.value for fact in placed.facts]
    assert placed.unplaced == []
    assert set(placed.names) == {"en", "fr"}  # the third language is a community's to give
    assert kinds.count("goal") == 3
    assert kinds.count("sector") == 12
    assert all(sector_code(f.text) for f in placed.facts if f.kind.value == "sector")
