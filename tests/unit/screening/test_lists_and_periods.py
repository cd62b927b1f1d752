"""What the room reads from data files: lists as plain values, and the periods of keeping."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.table.screening import lists, periods
from headwater.table.screening.models import DEFAULT_DAYS
from headwater.table.screening.rules import Answer, DutyAnswer
from headwater.vocabulary import registry


def test_the_answers_to_a_duty_are_those_of_the_vocabulary() -> None:
    assert set(registry.current("duty_answers").codes) == {answer.value for answer in DutyAnswer}


def test_every_duty_that_must_be_answered_says_whom_to_call_in_both_languages() -> None:
    for rule in lists.duty_rules():
        entry = lists.duty_entry(rule.code)
        assert entry.get("call_en")
        assert entry.get("call_fr")


def test_an_open_ended_age_group_has_an_end_and_an_unknown_one_none() -> None:
    assert lists.age_span("60-plus") == (60, lists.OLDEST)
    assert lists.age_span("unknown") is None
    assert lists.age_span("") is None


def test_a_small_place_is_offered_wide_age_groups_only() -> None:
    wide = [entry.code for entry in lists.age_groups(small_place=True)]
    assert wide == ["0-17", "18-39", "40-plus", "unknown"]
    assert "6-11" in [entry.code for entry in lists.age_groups(small_place=False)]


def test_the_picker_finds_every_code_once_in_either_language() -> None:
    groups = lists.picker_groups("risk_factors", "fr")
    options = [option for group in groups for option in group["options"]]
    assert [option["value"] for option in options] == list(lists.codes("risk_factors"))
    assert all(option["label_en"] and option["label_fr"] for option in options)
    ungrouped = lists.picker_groups("study_flags", "en")
    assert len(ungrouped) == 1
    assert ungrouped[0]["label"] == registry.current("study_flags").title("en")


def test_a_retired_code_is_shown_as_it_stands() -> None:
    assert lists.label("risk_factors", "gone.since", "en") == "gone.since"


def test_the_starting_questions_stand_in_both_languages_and_some_must_hold() -> None:
    questions, must_hold = lists.template_questions()
    assert all(question["text_en"] and question["text_fr"] for question in questions)
    assert {"own-means", "several-sectors"} <= set(must_hold)
    assert set(must_hold.values()) <= {Answer.YES, Answer.NO}


def test_the_column_and_the_data_file_agree_on_the_default_period() -> None:
    assert periods.periods().default_days == DEFAULT_DAYS == 90


def test_absurd_periods_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absurd = tmp_path / "periods.toml"
    text = periods.FILE.read_text(encoding="utf-8").replace("default_days = 90", "default_days = 0")
    absurd.write_text(text, encoding="utf-8")
    monkeypatch.setattr(periods, "FILE", absurd)
    periods.periods.cache_clear()
    try:
        with pytest.raises(ValueError, match="between 1 and the longest"):
            periods.periods()
    finally:
        periods.periods.cache_clear()
