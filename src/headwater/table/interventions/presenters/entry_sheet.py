"""What is entered into the provincial form, in its order, from a discussion that has ended.

The order follows what is publicly known of the Risk-driven Tracking Database: its exact columns
are not public, so a field may stand elsewhere in the form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.zones import local_day
from headwater.table.discussions import presenters as words
from headwater.table.discussions import rules as discussions
from headwater.table.discussions.models import Discussion

from .. import codes, selectors
from ..models import EnteredElsewhere, Response
from . import lines

NOT_KEPT = "N/A"


@dataclass(frozen=True)
class Field:
    """One field of the form: its name, what to enter, and the id that the copy button reads."""

    id: str
    label: str
    value: str


@dataclass(frozen=True)
class EntrySheet:
    """The sheet of one discussion. `entered` says when it was entered and by whom, or nothing."""

    reference: str
    sentence: str
    fields: list[Field]
    entered: str


def entry_sheet(
    discussion: Discussion, response: Response | None, tick: EnteredElsewhere | None
) -> EntrySheet:
    """The fields in order. A rejected discussion has N/A where the form wants it."""
    rejected = discussion.state == discussions.State.REJECTED
    rows = [*_head(discussion), *(_redacted() if rejected else _groups(discussion, response))]
    rows += _end(discussion, rejected=rejected)
    entered = ""
    if tick is not None:
        entered = _("Entered on %(when)s by %(who)s.") % {
            "when": lines.day_and_hour(tick.at, discussion.table.time_zone),
            "who": tick.by.person.display_name,
        }
    return EntrySheet(
        reference=discussion.reference,
        sentence=words.state_sentence(discussion) if rejected else words.sentence(discussion),
        fields=[Field(f"field-{place}", *row) for place, row in enumerate(rows)],
        entered=entered,
    )


def _head(discussion: Discussion) -> list[tuple[str, str]]:
    table, agency = discussion.table, discussion.originating_agency
    ended = discussion.concluded_at
    day = date_format(local_day(ended, table.time_zone), "Y-m-d") if ended else ""
    return [
        (_("Site"), table.name(get_language() or "en")),
        (_("Discussion number"), discussion.reference),
        (_("Date opened"), date_format(discussion.opened, "Y-m-d")),
        (_("Date closed"), day or NOT_KEPT),
        (_("Discussion type"), words.label("discussion_types", discussion.type)),
        (_("Sex"), _label("sexes", discussion.sex)),
        (_("Age group"), _label("age_groups", discussion.age_group)),
        (_("Originating agency"), lines.name(agency) if agency else NOT_KEPT),
        (_("Originating sector"), words.label("sectors", discussion.originating_sector)),
        (
            _("Acutely elevated risk"),
            words.decision_label(discussion.decision) if discussion.decision else NOT_KEPT,
        ),
    ]


def _group_titles() -> list[str]:
    return [
        _("Lead agency"),
        _("Assisting agencies"),
        _("Risk factors"),
        _("Study flags"),
        _("Protective factors"),
        _("Affected persons"),
        _("Services mobilized"),
    ]


def _redacted() -> list[tuple[str, str]]:
    return [(title, NOT_KEPT) for title in _group_titles()]


def _groups(discussion: Discussion, response: Response | None) -> list[tuple[str, str]]:
    assisting = [lines.name(row.agency) for row in discussion.assisting.select_related("agency")]
    services = selectors.current_services(response) if response else []
    values = [
        lines.name(discussion.lead_agency) if discussion.lead_agency else NOT_KEPT,
        "; ".join(sorted(assisting)),
        _labels("risk_factors", discussion.factors.values_list("code", flat=True)),
        _labels("study_flags", discussion.flags.values_list("code", flat=True)),
        _labels("protective_factors", discussion.protective.values_list("code", flat=True)),
        _("Not recorded here: enter what your form asks."),
        "; ".join(lines.mobilization(each) for each in services),
    ]
    return [
        (title, value or _("None recorded"))
        for title, value in zip(_group_titles(), values, strict=True)
    ]


def _end(discussion: Discussion, *, rejected: bool) -> list[tuple[str, str]]:
    if rejected:
        reason = words.label("rejection_reasons", discussion.rejection_reason)
        return [(_("Reason not accepted"), reason)]
    return [(_("Conclusion"), _label("conclusions", discussion.conclusion))]


def _label(list_name: str, code: str) -> str:
    return codes.label(list_name, code) if code else NOT_KEPT


def _labels(list_name: str, found: Iterable[str]) -> str:
    return "; ".join(words.marked(list_name, code).full for code in sorted(found))
