"""An agency's own questions in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import lists
from ..models import Protocol
from ..rules import Answer
from ..selectors import today_of
from ..wording import ANSWERS, language


def protocol_words(protocol: Protocol, at: datetime) -> dict[str, Any]:
    """A version as a page shows it."""
    lang = language()
    return {
        "reference": protocol.reference,
        "version": protocol.version,
        "starts": protocol.starts,
        "ahead": protocol.starts is not None and protocol.starts > today_of(protocol.agency, at),
        "retention_days": protocol.retention_days,
        "from_template": protocol.from_template,
        "shared": protocol.shared,
        "agency": protocol.agency.name(lang),
        "origin": _origin(protocol),
        "revision": protocol.revision,
        "questions": [
            {
                "code": question["code"],
                "text": question.get(f"text_{lang}") or question["text_en"],
                "hint": question.get(f"hint_{lang}", ""),
                "text_en": question["text_en"],
                "text_fr": question["text_fr"],
                "hint_en": question.get("hint_en", ""),
                "hint_fr": question.get("hint_fr", ""),
                "must_be": _must_be(protocol.must_hold.get(question["code"], "")),
            }
            for question in protocol.questions
        ],
    }


def _origin(protocol: Protocol) -> str:
    """Where a version began, in one sentence; empty for questions of the agency's own."""
    lang = language()
    if protocol.copied_from is not None:
        copied = protocol.copied_from
        return _("Begun as a copy of %(agency)s, version %(version)d.") % {
            "agency": copied.agency.name(lang),
            "version": copied.version,
        }
    if protocol.template:
        point = lists.label("starting_points", protocol.template, lang)
        return _("Begun with the starting point “%(point)s”, which is drafted.") % {"point": point}
    return ""


def template_words() -> list[dict[str, Any]]:
    """The questions an agency starts from, as the page lists them."""
    questions, must_hold = lists.template_questions()
    return [
        {
            "text": question[f"text_{language()}"],
            "hint": question[f"hint_{language()}"],
            "must_be": _must_be(must_hold.get(question["code"], "")),
        }
        for question in questions
    ]


def _must_be(held: str) -> str:
    if not held:
        return ""
    return _("Must be “%(answer)s”") % {"answer": str(ANSWERS[Answer(held)]).lower()}
