"""Charts: what is hidden shows nothing of its size, and no style or script stands in a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.evidence.charts import HATCHED_SHARE, Bar, Spec, months, ranking, svg

BARS = [
    Bar("Housing: no access", 0.4, "40%", 0.3, 0.5),
    Bar("Grief", None, "protected"),
    Bar("Alcohol: in the home", 0.1, "10%", 0.05, 0.2),
    Bar("Youth", None, "protected"),
]
MONTHS = [Bar("Jan 2026", 12.0, "12"), Bar("Feb 2026", None, "protected"), Bar("Mar", 0.0, "0")]
DRAWN = {"ranking": svg(ranking(BARS)), "months": svg(months(MONTHS))}
names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9)
shares = st.floats(0, 1, allow_subnormal=False)
bars = st.lists(
    st.builds(lambda label, value: Bar(label, value, "x"), names, st.none() | shares),
    min_size=1,
    max_size=12,
)


def _rows(spec: Spec) -> list[Spec]:
    found: list[Spec] = spec["data"]["values"]
    return found


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_holds_no_style_no_script_and_asks_for_nothing(name: str) -> None:
    drawn = DRAWN[name]
    root = ElementTree.fromstring(drawn)
    for element in root.iter():
        assert not element.tag.endswith(("}style", "}script", "}image", "}a", "}foreignObject"))
        for attribute in element.attrib:
            assert attribute != "style"
            assert not attribute.startswith("on")
            assert not attribute.endswith("href")
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", drawn)


@given(bars)
def test_hidden_marks_are_all_of_one_length_that_only_shown_bars_decide(found: list[Bar]) -> None:
    for make in (ranking, months):
        rows = _rows(make(found))
        lengths = {row["length"] for row in rows if row["hidden"]}
        shown = [bar.value for bar in found if bar.value is not None]
        assert lengths <= {max([*(value for value in shown if value), 1e-9]) * HATCHED_SHARE}
        for row in rows:
            assert row["hidden"] == (found[row["place"]].value is None)
            if row["hidden"]:
                assert (row["low"], row["high"]) == (None, None)


@given(bars)
def test_bars_stand_in_the_order_given(found: list[Bar]) -> None:
    for make in (ranking, months):
        rows = _rows(make(found))
        assert [row["place"] for row in rows] == list(range(len(found)))
        assert [row["label"] for row in rows] == [bar.label for bar in found]


def test_bars_are_drawn_in_their_order() -> None:
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", DRAWN["ranking"])
    assert [text for text in texts if text in {bar.label for bar in BARS}] == [
        bar.label for bar in BARS
    ]


@pytest.mark.parametrize(("make", "axis"), [(ranking, "x"), (months, "y")])
def test_bars_begin_at_zero(make: object, axis: str) -> None:
    assert callable(make)
    spec = make(BARS)
    scales = [
        layer["encoding"][axis]["scale"]
        for layer in spec["layer"]
        if isinstance(layer["encoding"].get(axis), dict) and "scale" in layer["encoding"][axis]
    ]
    assert scales
    for scale in scales:
        assert scale["domain"][0] == 0
        assert scale["nice"] is False


def test_two_bars_of_one_label_stay_two() -> None:
    twice = [Bar("Not known", 0.3, "30%"), Bar("Not known", 0.2, "20%")]
    drawn = svg(ranking(twice))
    assert drawn.count(">Not known<") == 2
    assert ">30%<" in drawn
    assert ">20%<" in drawn


def test_words_and_months_are_written_as_they_were_given() -> None:
    french = [Bar("Logement\u202f: aucun", 0.125, "12,5\u202f%", 0.1, 0.2)]
    drawn = svg(ranking(french))
    assert "Logement\u202f: aucun" in drawn
    assert "12,5\u202f%" in drawn
    quoted = svg(months([Bar('“L’été” & "août" <1>', 3.0, "3")]))
    assert "L’été" in quoted
    assert "<1>" not in quoted


def test_a_hidden_bar_looks_the_same_whatever_it_hides() -> None:
    # What is hidden is not even handed to the chart: two tables that differ in it give one picture.
    assert svg(ranking(BARS)) == svg(ranking([replace(bar) for bar in BARS]))
    assert "NaN" not in DRAWN["ranking"]


def test_a_chart_of_nothing_can_be_drawn() -> None:
    assert svg(ranking([])).startswith("<svg")
    assert svg(months([Bar("Jan", None, "protected")])).startswith("<svg")


def test_of_many_months_only_some_are_labelled_and_none_is_turned() -> None:
    many = [Bar(f"{number:02}", 3.0, "3") for number in range(36)]
    spec = months(many)
    assert spec["encoding"]["x"]["axis"]["labelAngle"] == 0
    assert len(re.findall(r'"\d+": "\d+"', spec["encoding"]["x"]["axis"]["labelExpr"])) == 9
