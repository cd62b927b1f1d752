"""Plain values for the pages of goals: the picture, its list, the words of columns."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .diagram import Box, svg
from .models import Goal, Node
from .rules import Column, Standing


def column_label(column: Column) -> str:
    """A column's heading in the language in force."""
    return {
        Column.INPUT: _("What we put in"),
        Column.ACTIVITY: _("What we do"),
        Column.OUTPUT: _("What comes of it"),
        Column.SHORT_TERM: _("Soon"),
        Column.MEDIUM_TERM: _("In a year or two"),
        Column.LONG_TERM: _("In the long run"),
    }[column]


def standing_label(goal: Goal) -> str:
    """Whose logic model it is, in words."""
    if goal.standing == Standing.DRAFTED:
        return _("Drafted from the goals")
    return _("Adopted by the partnership")


@dataclass(frozen=True)
class BoxLine:
    """A box as a line: its words, what it leads to, and whether it is measured."""

    text: str
    leads_to: list[str]
    measured: bool


@dataclass(frozen=True)
class ColumnList:
    """A column as a list: its heading and its boxes."""

    label: str
    boxes: list[BoxLine]


@dataclass(frozen=True)
class GoalPage:
    """A goal as its page shows it."""

    reference: str
    number: int
    text: str
    drafted: bool
    standing: str
    picture: SafeString
    columns: list[ColumnList]


def goal_page(goal: Goal) -> GoalPage:
    """Draw a goal (with its boxes fetched) for the language in force."""
    language = get_language() or "en"
    nodes = list(goal.nodes.all())
    return GoalPage(
        goal.reference,
        goal.number,
        goal.text(language),
        goal.standing == Standing.DRAFTED,
        standing_label(goal),
        _picture(nodes, language),
        _columns(nodes, language),
    )


def _picture(nodes: list[Node], language: str) -> SafeString:
    order = list(Column)
    used = [column for column in order if any(node.column == column for node in nodes)]
    boxes = [
        Box(
            node.code,
            used.index(Column(node.column)),
            node.text(language),
            bool(node.indicators.all()),
        )
        for node in nodes
    ]
    links = [(node.code, link.target.code) for node in nodes for link in node.leads_to.all()]
    drawn = svg(boxes, links, {place: column_label(column) for place, column in enumerate(used)})
    # diagram.svg escapes every text it is given.
    return mark_safe(drawn)  # noqa: S308


def _columns(nodes: list[Node], language: str) -> list[ColumnList]:
    columns = []
    for column in Column:
        boxes = [
            BoxLine(
                node.text(language),
                [link.target.text(language) for link in node.leads_to.all()],
                bool(node.indicators.all()),
            )
            for node in nodes
            if node.column == column
        ]
        if boxes:
            columns.append(ColumnList(column_label(column), boxes))
    return columns
