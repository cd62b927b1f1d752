"""Whom a fact may speak of, and which facts rest on a youth record at that age."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.table.discussions import youth_records
from headwater.table.screening import lists
from headwater.table.screening.rules import Facts, Young
from headwater.vocabulary import registry

PERSON = Facts(type="person")
THEFT, AGAIN = "criminal.theft", "recidivism"


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        (replace(PERSON, age_span=(12, 17)), True),
        (replace(PERSON, age_span=(0, 17)), True),  # the wide band of a small place
        (replace(PERSON, age_span=(18, 24), young=(Young.FROM_12_TO_15,)), False),
        (replace(PERSON, age_span=(6, 11)), False),
        (replace(PERSON, age_span=None, young=(Young.FROM_16_TO_17,)), True),
        (Facts(type="family", young=(Young.UNDER_12,)), False),
        (Facts(type="family", young=(Young.UNDER_12, Young.FROM_12_TO_15)), True),
        (Facts(type="place", young=(Young.NOBODY,)), False),
    ],
)
def test_it_is_held_back_where_someone_of_12_to_17_is_concerned(facts: Facts, held: bool) -> None:
    assert ({THEFT, AGAIN} <= lists.held_back(facts)) is held


def test_every_crime_is_held_back_and_nothing_said_instead_is() -> None:
    held = youth_records.held_back((12, 17))
    crimes = {
        entry.code for entry in registry.current("risk_factors") if entry.category == "criminal"
    }
    assert crimes <= held
    for entry in registry.current("youth_record_facts"):
        instead = entry.get("instead") or ()
        assert isinstance(instead, tuple)
        assert not held & set(instead)


@given(st.integers(0, 120), st.integers(0, 120))
def test_only_an_age_that_meets_12_to_17_holds_anything_back(one: int, other: int) -> None:
    span = (min(one, other), max(one, other))
    meets = span[0] <= 17 and span[1] >= 12
    assert bool(youth_records.held_back(span)) is meets


def test_each_ground_names_its_act_who_may_rely_on_it_and_is_drafted() -> None:
    for entry in registry.current("youth_record_grounds"):
        assert entry.get("act_en")
        assert entry.get("section")
        assert entry.get("source_url")
        assert entry.get("holders")
        assert entry.drafted_in("en")
        assert int(str(entry.get("longest_days"))) <= 30
