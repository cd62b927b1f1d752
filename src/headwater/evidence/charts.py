"""Charts: pure specifications from plain values, drawn to SVG without a browser.

A chart holds only what its table shows. Bars begin at zero; labels stand at the bars, so no
legend is needed; a hidden cell is a hatched mark of one size, whatever it hides. The drawing is
hidden from assistive technology: its caption and table say the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert

Spec = dict[str, Any]

SPRUCE, COPPER, GRANITE, INK, LINE, PAPER = (
    "#12403C",
    "#A84B22",
    "#56616A",
    "#1B2326",
    "#D9D6CC",
    "#FFFFFF",
)
FONT = "Atkinson Hyperlegible Next"
FONTS = Path(__file__).parents[1] / "publishing" / "fonts"
WIDTH = 600
ROW_HEIGHT = 34
MONTH_HEIGHT = 200
TEXT = 15
# The length of a hatched mark, as a share of the longest bar: one for all, so it tells nothing.
HATCHED_SHARE = 0.12


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its value (None when protected), and the value in words."""

    label: str
    value: float | None
    words: str
    low: float | None = None
    high: float | None = None


def _config() -> Spec:
    axis = {
        "labelFont": FONT,
        "labelFontSize": TEXT,
        "labelColor": INK,
        "labelLimit": 320,
        "title": None,
        "domain": False,
        "ticks": False,
        "grid": False,
    }
    return {
        "background": None,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"font": FONT, "fontSize": TEXT, "fill": INK},
        "padding": {"left": 0, "right": 8, "top": 4, "bottom": 4},
    }


def _values(bars: Sequence[Bar]) -> tuple[list[Spec], float]:
    longest = max([bar.high or bar.value or 0 for bar in bars] + [1e-9])
    rows = [
        {
            "place": place,
            "label": bar.label,
            "length": bar.value if bar.value is not None else longest * HATCHED_SHARE,
            "words": bar.words,
            "hidden": bar.value is None,
            "low": bar.low,
            "high": bar.high,
            # Where the words stand: behind the bar and its whisker.
            "end": max(
                bar.value if bar.value is not None else longest * HATCHED_SHARE, bar.high or 0
            ),
        }
        for place, bar in enumerate(bars)
    ]
    return rows, longest


def ranking(bars: Sequence[Bar], *, emphasis: int = 1) -> Spec:
    """Horizontal bars in the order given; the first `emphasis` of them in spruce, others lighter.

    Whiskers show the interval where a bar has one.
    """
    rows, longest = _values(bars)
    # Room on the right for the words behind the longest bar.
    x = {
        "field": "length",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, longest * 1.3], "nice": False},
    }
    y = {
        # By place, so that two bars of one label stay two.
        "field": "place",
        "type": "ordinal",
        "axis": {"labelPadding": 8, "labelExpr": _labels(rows, 1)},
        "scale": {"paddingInner": 0.35, "paddingOuter": 0.1},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH - 260,
        "height": max(1, len(rows)) * ROW_HEIGHT,
        "data": {"values": rows},
        "encoding": {"y": y},
        "layer": [
            _shown("bar", x, {"value": SPRUCE}, f"datum.place < {emphasis}"),
            _shown("bar", x, {"value": GRANITE}, f"datum.place >= {emphasis}"),
            _hatched({"x": x}),
            _whiskers("x", longest),
            _words({"x": x}, {"align": "left", "dx": 8}),
        ],
        "config": _config(),
    }


def months(bars: Sequence[Bar]) -> Spec:
    """Vertical bars over time, in the order given, each with its count above it."""
    rows, longest = _values(bars)
    y = {
        "field": "length",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, longest * 1.15], "nice": False},
    }
    step = max(1, -(-len(rows) // 9))  # at most nine labels, so that none is turned or cut
    x = {
        "field": "place",
        "type": "ordinal",
        "axis": {"labelAngle": 0, "labelPadding": 8, "labelExpr": _labels(rows, step)},
        "scale": {"paddingInner": 0.3, "paddingOuter": 0.1},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": MONTH_HEIGHT,
        "data": {"values": rows},
        "encoding": {"x": x},
        "layer": [
            _shown("bar", y, {"value": SPRUCE}, "true", axis="y"),
            _hatched({"y": y}),
            *([_words({"y": y}, {"align": "center", "dy": -10})] if len(rows) <= 24 else []),
            {"mark": {"type": "rule", "color": LINE}, "encoding": {"y": {"datum": 0}, "x": None}},
        ],
        "config": _config(),
    }


def _labels(rows: list[Spec], step: int) -> str:
    named = {str(row["place"]): row["label"] for row in rows if row["place"] % step == 0}
    return f"({json.dumps(named)})[datum.value] || ''"


def _shown(mark: str, channel: Spec, colour: Spec, test: str, *, axis: str = "x") -> Spec:
    return {
        "transform": [{"filter": f"!datum.hidden && ({test})"}],
        "mark": {"type": mark, "cornerRadiusEnd": 2},
        "encoding": {axis: channel, "color": colour},
    }


def _hatched(channel: Spec) -> Spec:
    """An empty, dashed mark of one length: something is there, and nothing of its size shows."""
    return {
        "transform": [{"filter": "datum.hidden"}],
        "mark": {"type": "bar", "fill": PAPER, "stroke": GRANITE, "strokeDash": [3, 3]},
        "encoding": channel,
    }


def _whiskers(axis: str, longest: float) -> Spec:
    scale = {"domain": [0, longest * 1.3], "nice": False}
    low = {"field": "low", "type": "quantitative", "axis": None, "scale": scale}
    return {
        "transform": [{"filter": "!datum.hidden && isValid(datum.low)"}],
        "mark": {"type": "rule", "color": COPPER, "strokeWidth": 2},
        "encoding": {axis: low, f"{axis}2": {"field": "high"}},
    }


def _words(channel: Spec, mark: Spec) -> Spec:
    placed = {name: {**facts, "field": "end"} for name, facts in channel.items()}
    return {
        "mark": {"type": "text", "baseline": "middle", **mark},
        "encoding": {**placed, "text": {"field": "words"}},
    }


@lru_cache(maxsize=1)
def _with_our_font() -> None:
    vl_convert.register_font_directory(str(FONTS))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    _with_our_font()
    return str(vl_convert.vegalite_to_svg(spec))


def svg(spec: Spec) -> str:
    """Draw a specification. The same one is drawn once; a page then takes it from memory."""
    return _drawn(json.dumps(spec, sort_keys=True))
