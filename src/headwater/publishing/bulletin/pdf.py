"""An edition as a tagged PDF (PDF/UA-1). Typst refuses to make one without title or alt text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headwater.core.zones import local_day

from ..models import Edition

TEMPLATE = Path(__file__).with_name("bulletin.typ")
FONTS = Path(__file__).parents[1] / "fonts"


def compile_pdf(edition: Edition, language: str) -> bytes:
    """The PDF of an edition in a language; data reach Typst as JSON only, never as markup."""
    with translation.override(language):
        content = json.dumps(_content(edition, language), ensure_ascii=False)
    return bytes(
        typst.compile(
            TEMPLATE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"bulletin": content},
            pdf_standards="ua-1",
        )
    )


def _content(edition: Edition, language: str) -> dict[str, object]:
    """What the template prints: the edition's frozen words, and who answers for them."""
    said = edition.figures[language]
    community = edition.product.community
    day = local_day(edition.published_at, community.time_zone) if edition.published_at else None
    return {
        "language": language,
        "title": said["title"],
        "kind": _("Bulletin"),
        "byline": _("%(community)s. Edition %(number)d, %(day)s.")
        % {
            "community": community.name(language),
            "number": edition.number,
            "day": date_format(day, "DATE_FORMAT") if day else "",
        },
        "people": _("Written by %(author)s, approved by %(approver)s.")
        % {
            "author": edition.author.person.display_name,
            "approver": edition.approved_by.person.display_name if edition.approved_by else "",
        },
        # A quarter with few discussions may say the same thing more than once, or draw nothing.
        "findings": list(dict.fromkeys(said["findings"])),
        "charts": [_chart(chart) for chart in said["charts"] if chart["rows"]],
        "context_title": _("What the counts can mean"),
        "context": edition.context_fr if language == "fr" else edition.context_en,
        "method_title": _("How we know"),
        "method": said["method"],
    }


def _chart(chart: dict[str, Any]) -> dict[str, Any]:
    """A chart with its table as texts; a cell without a number is a protected one."""
    rows = [
        [_("protected") if cell is None else str(cell) for cell in row] for row in chart["rows"]
    ]
    return {**chart, "rows": rows}
