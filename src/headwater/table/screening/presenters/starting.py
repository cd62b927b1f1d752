"""How an agency begins, in words: the checklist, and the starting points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.network.models import Agency, Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY

from .. import lists
from ..readiness import Line, Ready
from ..wording import language

# Line -> what it is, what it is good for or who does it, and the page where it is done.
LINES = {
    Line.AGREEMENT: (
        gettext_lazy("An agreement with a table is in force"),
        gettext_lazy("Your agency signs it; the administrator or a chair records it under Set-up."),
        "",
    ),
    Line.LEAD: (
        gettext_lazy("An agency lead has a seat"),
        gettext_lazy("Sets the questions and names who sits at the table."),
        "",
    ),
    Line.REPRESENTATIVE: (
        gettext_lazy("A representative has a seat at a table"),
        gettext_lazy("Ask the administrator to invite the person."),
        "",
    ),
    Line.ALTERNATE: (
        gettext_lazy("An alternate has a seat at a table"),
        gettext_lazy("So that an illness does not leave a situation waiting."),
        "",
    ),
    Line.TRAINED: (
        gettext_lazy("Everyone who sits for you is trained"),
        gettext_lazy("The table asks for it, and renews it; the chair records the day."),
        "",
    ),
    Line.PROTOCOL: (
        gettext_lazy("Your own protocol is in force"),
        gettext_lazy("Begin with a starting point for your sector, or copy an agency that shares."),
        "screening:protocol",
    ),
    Line.FIRST_SCREENING: (
        gettext_lazy("A first screening was tried"),
        gettext_lazy("By a representative or alternate. A made-up situation will do: keep it."),
        "screening:begin",
    ),
}


def readiness_words(found: Sequence[Ready], seat: Seat) -> list[dict[str, Any]]:
    """The checklist's lines: what, whether done, how, and the address if the seat may open it."""
    words = []
    for each in found:
        title, how, page = LINES[each.line]
        words.append(
            {
                "title": title,
                "how": how,
                "done": each.done,
                "state": _("Done") if each.done else _("To do"),
                "tone": "done" if each.done else "waiting",
                "url": reverse(page) if page and _opens(seat, each.line) else "",
            }
        )
    return words


def _opens(seat: Seat, line: Line) -> bool:
    return line is not Line.FIRST_SCREENING or seat.has_role(*SPEAKS_FOR_AGENCY)


def points_words(agency: Agency) -> list[dict[str, Any]]:
    """The starting points with their questions, those for the agency's sector first."""
    lang = language()
    return [
        {
            "title": point.label(lang),
            "text": point.definition(lang),
            "fits": lists.fits(point, agency.sector),
            "drafted": point.drafted_in(lang),
            "questions": [
                {"text": question[f"text_{lang}"], "hint": question[f"hint_{lang}"], "must_be": ""}
                for question in lists.starting_questions(point.code)[0]
            ],
        }
        for point in lists.starting_points(agency.sector)
    ]
