"""The first partnership's own profile, where it is present: read by its shape, never quoted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from headwater.exchange.profile import writing
from headwater.exchange.profile.services import import_file
from headwater.network.models import Community
from headwater.network.profile.selectors import Profile, profile_of

REAL = Path(__file__).parents[4] / "shared" / "data" / "network-profile.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.is_file(), reason="the real profile is not on this machine"),
]


@pytest.fixture
def profile() -> Profile:
    """The profile as imported."""
    done = import_file(REAL, at=datetime(2026, 3, 3, 14, 0, tzinfo=UTC))
    return profile_of(Community.objects.get(slug=done.slug), date(2026, 3, 3))


@pytest.fixture
def facts(profile: Profile) -> dict[str, Any]:
    """The same as JSON."""
    return writing.as_json(profile)


def test_it_names_itself_in_three_languages(facts: dict[str, Any]) -> None:
    assert len({name for name in facts["names"].values() if name}) == 3


def test_its_contact_and_places_are_read(facts: dict[str, Any]) -> None:
    assert [way for way, found in facts["contact"].items() if not found] == ["email"]
    assert len(facts["communities"]) == 1
    assert facts["agencies"] == {"number": 23, "as_of": "2015-05"}
    assert len(facts["unplaced"]) == 0


def test_its_twelve_sectors_all_have_a_code(facts: dict[str, Any]) -> None:
    codes = [sector["code"] for sector in facts["sectors"]]
    assert len(codes) == len(set(codes)) == 12
    assert all(codes)


def test_its_two_funders_carry_the_date_of_the_document(facts: dict[str, Any]) -> None:
    assert [funder["as_of"] for funder in facts["funders"]] == ["2015-05", "2015-05"]


def test_its_history_gives_launch_lineage_and_peers(facts: dict[str, Any]) -> None:
    assert facts["history"]["launched"] == "2014-05"
    assert len(facts["history"]["lineage"]) == 2
    assert [len(facts["peers"][kind]) for kind in ("operating", "developing")] == [3, 3]


def test_its_goals_point_at_logic_models_that_did_not_come(facts: dict[str, Any]) -> None:
    assert [goal["logic_model"] for goal in facts["goals"]] == ["unresolved"] * 3
    assert not any("here" in goal["text"].split()[-1] for goal in facts["goals"])


def test_what_it_tells_at_length_is_in_parts(facts: dict[str, Any]) -> None:
    told = ("activities", "success_factors", "values", "challenges", "tips")
    assert [len(facts[part]) for part in told] == [2, 4, 6, 1, 1]


def test_its_website_is_unanswered(facts: dict[str, Any]) -> None:
    assert facts["unanswered"] == ["website"]


def test_none_of_its_lines_is_lost(profile: Profile) -> None:
    written = {" ".join(line.split()) for line in writing.as_text(profile).split("\n")}
    lines = [" ".join(line.split()) for line in REAL.read_text(encoding="utf-8").split("\n")]
    # Numbers of lines, not lines: a failing test must not print them.
    assert [n for n, line in enumerate(lines, 1) if line and line not in written] == []
