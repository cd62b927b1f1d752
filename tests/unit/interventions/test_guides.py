"""Response templates and the weekend are read strictly, and say where they come from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from headwater.table.interventions import clocks, guides
from headwater.table.interventions.rules import MOST_STEPS, Weekend
from headwater.vocabulary import registry

ZONE = "America/Toronto"
# The nine the issue asks for.
SHIPPED = {
    "safety-plan",
    "treatment-plan",
    "housing-income",
    "cultural-supports",
    "service-of-choice",
    "return-to-school",
    "suicide-person",
    "suicide-youth",
    "postvention",
}


def test_every_template_is_there_with_a_source_and_known_steps() -> None:
    found = guides.guides()
    assert set(found) == SHIPPED
    steps = registry.current("response_steps")
    for guide in found.values():
        assert guide.sources and guide.title("fr") != guide.title("en")
        assert 0 < len(guide.steps) <= MOST_STEPS
        assert [each.step for each in guide.steps if each.step not in steps] == []
        assert len({each.step for each in guide.steps}) == len(guide.steps)


def test_no_template_says_it_was_reviewed_while_nobody_did() -> None:
    assert not any(guide.is_reviewed for guide in guides.guides().values())


def test_who_is_at_risk_gets_a_safety_plan_first_and_contact_that_goes_on() -> None:
    for code in ("suicide-person", "suicide-youth"):
        steps = {each.step: each for each in guides.guides()[code].steps}
        assert next(iter(steps)) == "safety-plan-first"
        hours = [steps[f"contact-{term}"].hours for term in ("24h", "72h", "7d", "30d")]
        assert hours == [24, 72, 168, 720]
        assert {"who-stays", "means-safe", "helpline-given"} <= set(steps)
        assert all(steps[each].urgent for each in ("safety-plan-first", "contact-72h"))


GOOD = (guides.FOLDER / "safety-plan.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "instead"),
    [
        ('code = "safety-plan"', 'code = "another"'),
        ("sources = [", "said_by = ["),
        ('reviewed = ""', 'reviewed = "2026-11-22"'),
        ("hours = 24", "hours = 0"),
        ("hours = 24", 'hours = "24"'),
        ('title_fr = "Un plan de sécurité"', 'title_fr = ""'),
    ],
)
def test_a_template_with_a_mistake_stops_the_program(
    wrong: str, instead: str, tmp_path: Path
) -> None:
    assert wrong in GOOD
    path = tmp_path / "safety-plan.toml"
    path.write_text(GOOD.replace(wrong, instead, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"safety-plan\.toml"):
        guides.read(path)


# A Friday, three in the afternoon in Toronto: 48 hours later is a Sunday.
FRIDAY = datetime(2026, 3, 13, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize("rule", [Weekend.RUNS, Weekend.ON_CALL])
def test_real_hours_run_through_the_weekend(rule: Weekend) -> None:
    assert clocks.due(FRIDAY, 48, ZONE, rule=rule) == FRIDAY + timedelta(hours=48)


def test_what_is_not_urgent_may_wait_until_monday_noon() -> None:
    monday_noon = datetime(2026, 3, 16, 16, 0, tzinfo=UTC)
    assert clocks.due(FRIDAY, 48, ZONE, rule=Weekend.WAITS) == monday_noon


def test_a_public_holiday_counts_as_a_weekend() -> None:
    monday, tuesday_noon = date(2026, 3, 16), datetime(2026, 3, 17, 16, 0, tzinfo=UTC)
    due = clocks.due(FRIDAY, 48, ZONE, rule=Weekend.WAITS, holidays=[monday])
    assert due == tuesday_noon


def test_what_is_urgent_never_waits() -> None:
    due = clocks.due(FRIDAY, 48, ZONE, rule=Weekend.WAITS, urgent=True)
    assert due == FRIDAY + timedelta(hours=48)


def test_hours_are_real_across_a_change_of_clocks() -> None:
    # Clocks go forward on Sunday 8 March 2026: 24 real hours are one hour later on the wall.
    saturday = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)
    assert clocks.due(saturday, 24, ZONE, rule=Weekend.RUNS) - saturday == timedelta(hours=24)


@pytest.mark.parametrize(
    "wrong", ["[weekend]\ndays=[6,7]\n", clocks.FILE.read_text().replace("[6, 7]", "[]")]
)
def test_a_weekend_with_a_mistake_stops_the_program(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "clock.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ValueError, match=r"clock\.toml"):
        clocks.read(path)
