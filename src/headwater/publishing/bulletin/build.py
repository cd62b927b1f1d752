"""From released figures to the words and drawings of a bulletin, in both languages at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.core.zones import Quarter
from headwater.evidence.charts import Bar, months, ranking, svg
from headwater.evidence.disclosure import ReleasedRow, ReleasedTable
from headwater.evidence.disclosure.ledger import release
from headwater.evidence.engine import Extract
from headwater.evidence.errors import EvidenceError
from headwater.evidence.figures import words
from headwater.network.models import Community, Seat, Table

from .words import quarter_label

LANGUAGES = ("en", "fr")
# What the bulletin says, all released as one system.
QUESTIONS = ("trend", "decisions", "categories", "conclusions")
MOST = 6


@dataclass(frozen=True)
class Built:
    """A bulletin's frozen content: `figures` by language, the drafted note, the ledger's name."""

    figures: dict[str, Any]
    context: dict[str, str]
    release: str


def build(community: Community, quarter: Quarter, *, by: Seat, at: datetime) -> Built:
    """Ask, release through the ledger, and say it in words.

    Refused(field="quarter") when there is no extract, no table, or nothing that may be shown.
    """
    table = community.tables.order_by("id").first()
    if table is None:
        raise Refused(_("This community has no table yet."), field="quarter")
    try:
        with Extract.open(settings.EXTRACTS) as extract:
            released = release(
                extract,
                QUESTIONS,
                table=table.full_code,
                quarter=quarter,
                by=by.reference,
                at=at,
            )
            figures = {
                language: _said(extract, released.tables, table, quarter, language)
                for language in LANGUAGES
            }
    except EvidenceError as error:
        raise Refused(error.message, field="quarter") from error
    return Built(figures, _contexts(), released.reference)


def _said(
    extract: Extract,
    tables: Sequence[ReleasedTable],
    table: Table,
    quarter: Quarter,
    language: str,
) -> dict[str, Any]:
    """Everything the bulletin says in one language, as plain values."""
    with translation.override(language):
        by_name = {found.question: found for found in tables}
        named = {found.question: _labels(extract, found) for found in tables}
        said = {name: words.Answered(by_name[name], named[name]) for name in QUESTIONS}
        title = _("%(table)s: %(quarter)s") % {
            "table": table.name(language),
            "quarter": quarter_label(quarter),
        }
        return {
            "title": title,
            "findings": _findings(said),
            "charts": [
                _months(by_name["trend"], named["trend"]),
                _kinds(by_name["categories"], named["categories"]),
            ],
            "method": _method(by_name["trend"], quarter),
        }


def _labels(extract: Extract, table: ReleasedTable) -> dict[int, str]:
    return {
        place: ", ".join(words.value_label(extract.lists, key, row.keys[key]) for key in table.keys)
        for place, row in enumerate(table.rows)
    }


def _findings(said: dict[str, words.Answered]) -> list[str]:
    """Three findings, each a sentence drawn from what may be shown."""
    return [words.sentence(said[name]) for name in ("decisions", "categories", "conclusions")]


def _months(table: ReleasedTable, labels: dict[int, str]) -> dict[str, Any]:
    rows = list(enumerate(table.rows))
    bars = [
        Bar(labels[place], row.n, str(row.n)) if row.n is not None else _hidden(labels[place])
        for place, row in rows
    ]
    return {
        "caption": words.sentence(words.Answered(table, labels)),
        "svg": svg(months(bars)),
        "table_caption": words.question("trend"),
        "head": [_("Month"), _("Discussions")],
        "rows": [[labels[place], row.n] for place, row in rows],
    }


def _kinds(table: ReleasedTable, labels: dict[int, str]) -> dict[str, Any]:
    shown: list[tuple[str, ReleasedRow]] = words.Answered(table, labels).shown()[:MOST]
    bars = [
        Bar(label, row.value, words.measured("share", row.value), row.low, row.high)
        for label, row in shown
    ]
    first = shown[0][0] if shown else ""
    return {
        "caption": _("Of the kinds of risk, “%(first)s” came up most often.") % {"first": first}
        if first
        else _("Too few discussions to show kinds of risk without giving someone away."),
        "svg": svg(ranking(bars)),
        "table_caption": words.question("categories"),
        "head": [_("Kind of risk"), _("Discussions"), _("Share")],
        "rows": [[label, row.n, words.measured("share", row.value)] for label, row in shown],
    }


def _hidden(label: str) -> Bar:
    return Bar(label, None, _("protected"))


def _method(table: ReleasedTable, quarter: Quarter) -> list[str]:
    return [
        _(
            "Counted are discussions opened from %(first)s to %(last)s that the table has decided; "
            "shares are of accepted discussions, with 95%% intervals (Wilson). A discussion can "
            "hold several kinds of risk."
        )
        % {"first": quarter.first_day.isoformat(), "last": quarter.last_day.isoformat()},
        _(
            "Numbers from 1 to %(below)s are not shown, nor what would give them away. The quarter "
            "is closed: these figures do not change. A correction would be a new edition."
        )
        % {"below": table.threshold - 1},
    ]


def _contexts() -> dict[str, str]:
    """The drafted note, for the author to change: a count can mean two things."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = _(
                "More discussions can mean more people at risk, or that agencies find them "
                "earlier and trust the table more. Fewer can mean less need, or fewer hands. The "
                "figures say what came to the table, not what happens in the whole community."
            )
    return found
