"""The drafted logic models: what the file holds, and what its loader refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.impact.logic_models.drafts import SOURCE, drafts, load
from headwater.impact.logic_models.measures import MEASURES
from headwater.impact.logic_models.rules import Column

TEXT = SOURCE.read_text(encoding="utf-8")


def test_the_file_holds_three_goals_and_three_indicators() -> None:
    assert drafts().source == "drafted from the goals"
    assert [goal.number for goal in drafts().goals] == [1, 2, 3]
    assert [len(goal.indicators) for goal in drafts().goals] == [1, 1, 1]


def test_every_indicator_has_its_measure() -> None:
    assert {mark.measure for goal in drafts().goals for mark in goal.indicators} == set(MEASURES)


def test_every_box_is_joined_to_another_and_arrows_lead_onward() -> None:
    order = list(Column)
    for goal in drafts().goals:
        columns = {node.code: order.index(node.column) for node in goal.nodes}
        assert {code for link in goal.links for code in link} == set(columns)
        assert all(columns[a] <= columns[b] for a, b in goal.links)


@pytest.mark.parametrize(
    ("spoil", "error", "said"),
    [
        (lambda t: t.replace('column = "input"', 'column = "imput"', 1), ValueError, "imput"),
        (lambda t: t.replace('better = "higher"', 'better = "more"', 1), ValueError, "more"),
        (lambda t: t.replace("number = 2", "number = 4"), ValueError, r"not \[1, 4, 3\]"),
        (lambda t: t.replace('["trust", "shared-work"]', '["trust", "trust"]'), ValueError,
         "arrow of trust leads to itself"),
        (lambda t: t.replace('["trust", "shared-work"]', '["trust", "shard-work"]'), ValueError,
         "no box is called shard-work"),
        (lambda t: t.replace('code = "leaders"', 'code = "training"'), ValueError,
         "box training is there twice"),
        (lambda t: t.replace('["leaders", "own-screening"]', '["training", "own-screening"]'),
         ValueError, "arrow training → own-screening is there twice"),
        (lambda t: t.replace('node = "gaps-known"', 'node = "gap-known"'), ValueError,
         "no box is called gap-known"),
        (lambda t: t.replace('text_en = "The risk is lowered"', 'text_en = " "'), ValueError,
         "a text is empty"),
        (lambda t: t.replace("text_fr", "texte_fr", 1), TypeError, "texte_fr"),
        (lambda t: t.replace("version =", "verion ="), TypeError, "verion"),
        (lambda t: t.replace("measure =", "mesure =", 1), TypeError, "mesure"),
    ],
)  # fmt: skip
def test_the_loader_refuses_what_is_wrong(
    spoil: Callable[[str], str], error: type[Exception], said: str
) -> None:
    spoilt = spoil(TEXT)
    assert spoilt != TEXT
    with pytest.raises(error, match=said):
        load(spoilt)
