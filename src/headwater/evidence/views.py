"""Pages of figures, inside: four answers on one page, any question on its own, and as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headwater.core import clock
from headwater.core.errors import NotFoundHere
from headwater.core.permissions import ask as allowed
from headwater.network.access import SeatedRequest, seat_view
from headwater.network.rules import READS_FIGURES

from .disclosure import ReleasedTable
from .disclosure.together import protect_together
from .engine import Extract, find
from .errors import EvidenceError, ExtractError
from .extract.services import build_anew, may_build
from .figures import presenters, words
from .figures.period import Choice, chosen, month_choices, tables_of
from .questions import QUESTIONS

FRONT = ("trend", "decisions", "factors", "conclusions")
ON_ITS_OWN = 25  # rows of a long list on a question's own page


def _with_extract(
    request: SeatedRequest,
    name: str,
    draw: Callable[[Extract, Choice, list[ReleasedTable]], HttpResponse],
) -> HttpResponse:
    """Open the newest extract, protect what was asked, draw it; or say what is missing.

    The questions of the front page are always protected together and in one order, so that no
    page and no file shows what another hides. `name` empty: all of them; else that one.
    """
    try:
        find(settings.EXTRACTS)
    except ExtractError:
        return _nothing(request)
    questions = FRONT if name in ("", *FRONT) else (name,)
    try:
        with Extract.open(settings.EXTRACTS) as extract:
            choice = chosen(request.seat, request.GET.dict(), extract)
            if choice is None or extract.period is None:
                return _nothing(request)
            answers = [choice.ask(extract, question) for question in questions]
            tables = protect_together(answers)
            if name in FRONT:
                tables = [tables[FRONT.index(name)]]
            return draw(extract, choice, tables)
    except EvidenceError:
        return _nothing(request, damaged=True)


def _nothing(request: SeatedRequest, *, damaged: bool = False) -> HttpResponse:
    context = {"may_build": allowed(may_build, request.seat), "damaged": damaged}
    return render(request, "evidence/nothing.html", context)


def _page(request: SeatedRequest, extract: Extract, choice: Choice) -> dict[str, object]:
    return {
        "choice": choice,
        "months": month_choices(extract),
        "tables": tables_of(request.seat),
        "built_at": extract.built_at,
        "may_build": allowed(may_build, request.seat),
        "questions": [(name, words.question(name)) for name in QUESTIONS],
    }


@seat_view(*READS_FIGURES)
def index(request: SeatedRequest) -> HttpResponse:
    """Discussions by month, decisions, top risk factors and conclusions, protected as one."""

    def draw(extract: Extract, choice: Choice, tables: list[ReleasedTable]) -> HttpResponse:
        figures = [
            presenters.figure(table, extract.lists, csv_url=_file(table.question, choice.query))
            for table in tables
        ]
        context = _page(request, extract, choice) | {"figures": figures}
        return render(request, "evidence/index.html", context)

    return _with_extract(request, "", draw)


@seat_view(*READS_FIGURES)
def question(request: SeatedRequest, name: str) -> HttpResponse:
    """One question on its own."""
    if name not in QUESTIONS:
        raise NotFoundHere

    def draw(extract: Extract, choice: Choice, tables: list[ReleasedTable]) -> HttpResponse:
        figure = presenters.figure(
            tables[0], extract.lists, csv_url=_file(name, choice.query), most=ON_ITS_OWN
        )
        context = _page(request, extract, choice) | {"figures": [figure], "asked": name}
        return render(request, "evidence/question.html", context)

    return _with_extract(request, name, draw)


@seat_view(*READS_FIGURES)
def as_file(request: SeatedRequest, name: str) -> HttpResponse:
    """All rows of a question as CSV, protected exactly as on the pages."""
    if name not in QUESTIONS:
        raise NotFoundHere

    def draw(extract: Extract, choice: Choice, tables: list[ReleasedTable]) -> HttpResponse:
        content = "\ufeff" + presenters.as_csv(tables[0], extract.lists)
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response

    return _with_extract(request, name, draw)


def _file(name: str, query: str) -> str:
    return f"{reverse('figures:file', args=[name])}?{query}"


@require_POST
@seat_view(*READS_FIGURES)
def build(request: SeatedRequest) -> HttpResponse:
    """Build a new extract now, so that the figures hold what was decided since the last."""
    build_anew(by=request.seat, at=clock.now())
    messages.success(request, _("A new extract was built."))
    return redirect("figures:index")
