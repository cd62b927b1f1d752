"""An edition as a tagged PDF (PDF/UA-1), by Typst: it refuses to compile without title or alt text."""

from __future__ import annotations

import json
from pathlib import Path

import typst
from django.utils import translation

from .. import presenters
from ..models import Edition

TEMPLATE = Path(__file__).with_name("bulletin.typ")
FONTS = Path(__file__).parents[1] / "fonts"


def compile_pdf(edition: Edition, language: str) -> bytes:
    """The PDF of an edition in a language; data reach Typst as JSON only, never as markup."""
    with translation.override(language):
        page = presenters.edition_page(edition, language)
        content = json.dumps(_content(page, language), ensure_ascii=False)
    return bytes(
        typst.compile(
            TEMPLATE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"bulletin": content},
            pdf_standards="ua-1",
        )
    )


def _content(page: presenters.EditionPage, language: str) -> dict[str, object]:
    from django.utils.formats import date_format
    from django.utils.translation import gettext as _

    return {
        "language": language,
        "title": page.title,
        "kind": _("Bulletin"),
        "byline": _("%(community)s. Edition %(number)d, %(day)s.")
        % {
            "community": page.community,
            "number": page.number,
            "day": date_format(page.published_on, "DATE_FORMAT") if page.published_on else "",
        },
        "people": _("Written by %(author)s, approved by %(approver)s.")
        % {"author": page.author, "approver": page.approved_by},
        "findings": page.findings,
        "charts": [
            {
                "svg": str(chart.svg),
                "caption": chart.caption,
                "table_caption": chart.table_caption,
                "head": [_text(cell) for cell in chart.head],
                "rows": [[_text(cell) for cell in row] for row in chart.rows],
            }
            for chart in page.charts
        ],
        "context_title": _("What the counts can mean"),
        "context": page.context,
        "method_title": _("How we know"),
        "method": page.method,
    }


def _text(cell: object) -> str:
    if isinstance(cell, dict):
        return str(cell["text"])
    return str(cell[0] if isinstance(cell, tuple) else cell)
