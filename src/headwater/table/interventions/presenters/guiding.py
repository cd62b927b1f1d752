"""Response templates in words: purpose, steps, where they come from, who reviewed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Table

from .. import codes, labels, selectors
from ..guides import Guide, guides


@dataclass(frozen=True)
class GuideNote:
    """A template named: its title, and whether a clinician has reviewed it."""

    code: str
    title: str
    about: str
    reviewed: bool
    standing: str


@dataclass(frozen=True)
class GuideStepShown:
    """One step: its words, what it means, and its term."""

    code: str
    words: str
    means: str
    within: str
    urgent: bool


@dataclass(frozen=True)
class GuidePage:
    """A template as a table has it. `adapted`: the table changed the shipped steps."""

    note: GuideNote
    steps: list[GuideStepShown]
    sources: tuple[str, ...]
    dated: str
    adapted: bool


def note_of(guide: Guide) -> GuideNote:
    """A template in a line."""
    language = get_language() or "en"
    standing = _("Not reviewed by a clinician")
    if guide.is_reviewed:
        standing = _("Reviewed by %(who)s, %(day)s") % {
            "who": guide.clinical_reviewer,
            "day": guide.reviewed,
        }
    return GuideNote(
        guide.code, guide.title(language), guide.about(language), guide.is_reviewed, standing
    )


def notes_of(codes_wanted: Iterable[str]) -> list[GuideNote]:
    """Several templates, in the order given."""
    return [note_of(guides()[code]) for code in codes_wanted if code in guides()]


def guide_page(table: Table, code: str) -> GuidePage:
    """One template with its steps at a table. NotFoundHere for an unknown one."""
    guide = selectors.guide(code)
    return GuidePage(
        note=note_of(guide),
        steps=[
            GuideStepShown(
                each.step,
                codes.label(codes.RESPONSE_STEPS, each.step),
                codes.definition(codes.RESPONSE_STEPS, each.step),
                labels.within(each.hours),
                each.urgent,
            )
            for each in selectors.template_steps(table, code)
        ],
        sources=guide.sources,
        dated=date_format(guide.dated, "DATE_FORMAT"),
        adapted=selectors.is_adapted(table, code),
    )
