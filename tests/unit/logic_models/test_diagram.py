"""The picture of a logic model: boxes never overlap, arrows join them, words stay words."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from headwater.impact.logic_models.diagram import COLUMN_WIDTH, TIP, Box, svg
from headwater.impact.logic_models.drafts import drafts
from headwater.impact.logic_models.rules import Column

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=90)


@st.composite
def models(draw: st.DrawFn) -> tuple[list[Box], list[tuple[str, str]]]:
    """Boxes in a few columns, and any arrows between different ones."""
    columns = draw(st.lists(st.integers(0, 5), min_size=1, max_size=14))
    boxes = [Box(f"b{n}", column, draw(WORDS)) for n, column in enumerate(columns)]
    codes = st.sampled_from([box.code for box in boxes])
    links = draw(st.lists(st.tuples(codes, codes), max_size=20, unique=True))
    return boxes, [(a, b) for a, b in links if a != b]


def drawn(boxes: list[Box], links: list[tuple[str, str]]) -> ET.Element:
    """The picture, parsed: so it is well-formed whatever the words."""
    headings = {box.column: f"Column {box.column}" for box in boxes}
    return ET.fromstring(svg(boxes, links, headings))


def rectangles(picture: ET.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every box, in the order they were drawn."""
    found = []
    for rect in picture.findall("rect"):
        x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        found.append((x, y, x + w, y + h))
    return found


def ends(picture: ET.Element) -> list[tuple[float, float, float, float]]:
    """Where every arrow starts and ends."""
    found = []
    for path in picture.findall("path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])]
        found.append((*numbers[:2], *numbers[-2:]))
    return found


def edge(box: tuple[float, float, float, float], x: float, y: float) -> float:
    """How far a point is from the edge of a box."""
    left, top, right, bottom = box
    if left <= x <= right and top <= y <= bottom:
        return min(x - left, right - x, y - top, bottom - y)
    return max(left - x, x - right, top - y, y - bottom)


@given(models())
def test_boxes_never_overlap(model: tuple[list[Box], list[tuple[str, str]]]) -> None:
    found = rectangles(drawn(*model))
    assert len(found) == len(model[0])
    for number, (left, top, right, bottom) in enumerate(found):
        for other in found[:number]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (found[number], other)


@given(models())
def test_arrows_join_the_sides_of_their_boxes(
    model: tuple[list[Box], list[tuple[str, str]]],
) -> None:
    boxes, links = model
    picture = drawn(boxes, links)
    # Boxes are drawn column by column, so look them up by where they stand.
    order = sorted(boxes, key=lambda box: [b.column for b in boxes].index(box.column))
    at = dict(zip([box.code for box in order], rectangles(picture), strict=True))
    for (source, target), (x1, y1, x2, y2) in zip(links, ends(picture), strict=True):
        assert edge(at[source], x1, y1) <= 1
        assert abs(edge(at[target], x2, y2) - TIP) <= 1


@given(models())
def test_everything_lies_within_the_picture(
    model: tuple[list[Box], list[tuple[str, str]]],
) -> None:
    picture = drawn(*model)
    width, height = (float(number) for number in picture.attrib["viewBox"].split()[2:])
    for left, top, right, bottom in rectangles(picture):
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
    for x1, _y1, x2, _y2 in ends(picture):
        assert max(x1, x2) + TIP <= width + TIP


@given(models())
def test_every_word_of_a_box_is_in_the_picture(
    model: tuple[list[Box], list[tuple[str, str]]],
) -> None:
    boxes, links = model
    picture = drawn(boxes, links)
    said = "".join(
        "".join((text.text or "").split())
        for text in picture.findall("text")
        if text.attrib["class"] == "hw-model__text"
    )
    for box in boxes:
        assert "".join(box.text.split()) in said


def test_the_drafts_fit_their_boxes_in_both_languages() -> None:
    for goal in drafts().goals:
        for language in ("en", "fr"):
            boxes = [
                Box(node.code, list(Column).index(node.column), getattr(node, f"text_{language}"))
                for node in goal.nodes
            ]
            picture = ET.fromstring(svg(boxes, list(goal.links), {}))
            longest = max(len(text.text or "") for text in picture.findall("text"))
            # 7.3 px a letter of 15 px Atkinson on the average, within the padding.
            assert longest * 7.3 <= COLUMN_WIDTH - 20
