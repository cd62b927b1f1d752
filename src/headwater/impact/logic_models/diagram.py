"""A logic model as a picture: boxes in columns, arrows between them, as one inline SVG.

Pure layout from plain values; text is wrapped here because SVG does not. The picture is hidden
from assistive technology: beside it the page gives the same as a list.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

COLUMN_WIDTH = 176
GAP_X = 44
GAP_Y = 28
LINE = 19
PADDING = 12
TOP = 40
TIP = 5  # an arrow's tip stands this far from the box it points at
LETTERS = 21  # of 15 px Atkinson in a box of this width

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A box to draw: its code, the index of its column, its words, and whether it is measured."""

    code: str
    column: int
    text: str
    measured: bool = False


@dataclass(frozen=True)
class _Placed:
    x: float
    y: float
    height: float
    row: int
    lines: list[str]
    measured: bool

    @property
    def middle(self) -> float:
        """Half-way down its sides."""
        return self.y + self.height / 2


def _place(boxes: Sequence[Box]) -> tuple[dict[str, _Placed], float]:
    columns: dict[int, list[Box]] = {}
    for box in boxes:
        columns.setdefault(box.column, []).append(box)
    heights = {
        box.code: 2 * PADDING + LINE * len(textwrap.wrap(box.text, LETTERS)) for box in boxes
    }
    totals = {
        column: sum(heights[box.code] for box in stack) + GAP_Y * (len(stack) - 1)
        for column, stack in columns.items()
    }
    tallest = max(totals.values(), default=0)
    placed = {}
    for column, stack in columns.items():
        # Each column stands in the middle of the tallest, so that arrows stay level.
        y = TOP + (tallest - totals[column]) / 2
        for row, box in enumerate(stack):
            placed[box.code] = _Placed(
                _left(column),
                y,
                heights[box.code],
                row,
                textwrap.wrap(box.text, LETTERS),
                box.measured,
            )
            y += heights[box.code] + GAP_Y
    return placed, TOP + tallest + 4


def _box(box: _Placed) -> str:
    kind = "hw-model__box hw-model__box--measured" if box.measured else "hw-model__box"
    lines = "".join(
        f'<text class="hw-model__text" x="{box.x + PADDING}" '
        f'y="{box.y + PADDING + LINE * (row + 0.75):.0f}">{escape(line)}</text>'
        for row, line in enumerate(box.lines)
    )
    return (
        f'<rect class="{kind}" x="{box.x}" y="{box.y:.0f}" width="{COLUMN_WIDTH}" '
        f'height="{box.height}" rx="4"/>{lines}'
    )


def _arrow(source: _Placed, target: _Placed) -> str:
    """From the side of one box to the facing side of the other.

    Between neighbours in a column it falls or rises straight; to a box further off in the same
    column it bends out to the right, so that it passes no box between.
    """
    if source.x == target.x and abs(source.row - target.row) == 1:
        return _path(*_straight(source, target), bend=None)
    leaves_right, enters_left = source.x <= target.x, source.x < target.x
    start_x = source.x + COLUMN_WIDTH if leaves_right else source.x
    end_x = target.x - TIP if enters_left else target.x + COLUMN_WIDTH + TIP
    bend = start_x + GAP_X * 0.8 if source.x == target.x else (start_x + end_x) / 2
    start, end = (start_x, source.middle), (end_x, target.middle)
    return _path(start, end, bend=bend)


def _straight(source: _Placed, target: _Placed) -> tuple[Point, Point]:
    middle = source.x + COLUMN_WIDTH / 2
    if source.row < target.row:
        return (middle, source.y + source.height), (middle, target.y - TIP)
    return (middle, source.y), (middle, target.y + target.height + TIP)


def _path(start: Point, end: Point, *, bend: float | None) -> str:
    (x1, y1), (x2, y2) = start, end
    way = "L" if bend is None else f"C {bend:.0f} {y1:.0f} {bend:.0f} {y2:.0f}"
    return (
        f'<path class="hw-model__arrow" marker-end="url(#hw-model-tip)" '
        f'd="M {x1:.0f} {y1:.0f} {way} {x2:.0f} {y2:.0f}"/>'
    )


def _left(column: int) -> int:
    return column * (COLUMN_WIDTH + GAP_X) + 2


def _width(
    placed: Mapping[str, _Placed], links: Sequence[tuple[str, str]], headings: Mapping[int, str]
) -> int:
    last = max([0, *(_left(column) for column in headings), *(int(b.x) for b in placed.values())])
    # Arrows within the last column bend out to its right.
    bends = any(placed[a].x == placed[b].x == last for a, b in links)
    return last + COLUMN_WIDTH + 2 + (GAP_X if bends else 0)


def svg(boxes: Sequence[Box], links: Sequence[tuple[str, str]], headings: Mapping[int, str]) -> str:
    """The picture. `links` are pairs of codes; `headings` names each column by its index."""
    placed, height = _place(boxes)
    width = _width(placed, links, headings)
    heads = "".join(
        f'<text class="hw-model__heading" x="{_left(column)}" y="20">{escape(name)}</text>'
        for column, name in headings.items()
    )
    arrows = "".join(_arrow(placed[a], placed[b]) for a, b in links)
    drawn = "".join(_box(box) for box in placed.values())
    tip = (
        '<defs><marker id="hw-model-tip" class="hw-model__tip" viewBox="0 0 8 8" refX="4" '
        'refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/>'
        "</marker></defs>"
    )
    return (
        f'<svg class="hw-model" viewBox="0 0 {width} {height:.0f}" width="{width}" '
        f'height="{height:.0f}" aria-hidden="true" focusable="false">'
        f"{tip}{heads}{arrows}{drawn}</svg>"
    )
