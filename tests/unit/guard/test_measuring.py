"""The guard is as good as was asked, on sentences that no rule was tuned on."""

from __future__ import annotations

import pytest

from headwater.config.launch.guard_page import AIMS, PRECISION_AIM, SENTENCES
from headwater.guard import Kind
from headwater.guard.measuring import (
    Labelled,
    Share,
    found_in,
    left_alone,
    parse,
    precision,
    read,
    recall,
)


@pytest.fixture(scope="module")
def held_out() -> list[Labelled]:
    return [each for each in read(SENTENCES) if each.held_out]


def test_there_are_enough_sentences_and_a_third_is_held_out(held_out: list[Labelled]) -> None:
    sentences = list(read(SENTENCES))
    assert len(sentences) >= 300
    assert 0.3 <= len(held_out) / len(sentences) <= 0.4
    assert len({each.text for each in sentences}) == len(sentences)


@pytest.mark.parametrize(("name", "kinds", "aim"), AIMS)
def test_recall_is_what_was_asked(
    name: str, kinds: frozenset[Kind], aim: float, held_out: list[Labelled]
) -> None:
    assert recall(held_out, kinds=kinds).value >= aim


def test_marks_are_right_as_often_as_was_asked(held_out: list[Labelled]) -> None:
    assert precision(held_out).value >= PRECISION_AIM
    assert left_alone(held_out).value >= 0.9


def test_labels_are_read_with_their_places() -> None:
    sentence = parse("call {name:brian} at {phone:705-555-0111}", "mixed")
    assert sentence.text == "call brian at 705-555-0111"
    assert [sentence.text[start:end] for _kind, start, end in sentence.labels] == [
        "brian",
        "705-555-0111",
    ]


def test_half_of_a_label_is_enough_and_less_is_not() -> None:
    from headwater.guard import Finding, Why

    label = (Kind.NAME, 0, 10)
    assert found_in(label, [Finding(5, 12, Kind.NAME, Why.LISTED)])
    assert not found_in(label, [Finding(6, 12, Kind.NAME, Why.LISTED)])


def test_wilsons_interval_is_as_published() -> None:
    """Newcombe (1998): 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611."""
    low, high = Share(81, 263).interval
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    low, high = Share(0, 20).interval
    assert (round(low, 4), round(high, 4)) == (0.0, 0.1611)
