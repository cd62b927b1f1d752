"""The words of figures: questions, columns, labels of codes, and the sentence that answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..disclosure import ReleasedRow, ReleasedTable, Status
from ..lists import Lists

# Which list the values of a key column belong to.
LIST_OF = {
    "factor": "risk_factors",
    "factor_a": "risk_factors",
    "factor_b": "risk_factors",
    "factor_c": "risk_factors",
    "category": "risk_factors",
    "gap": "gap_kinds",
    "service": "services",
    "sector": "sectors",
    "conclusion_group": "conclusions",
    "conclusion_reason": "conclusions",
    "age_group": "age_groups",
    "sex": "sexes",
    "type": "discussion_types",
    "state": "mobilization_states",
    "rejection_reason": "rejection_reasons",
}


def question(name: str) -> str:
    """A question in words."""
    return {
        "trend": _("How many situations came to the table, and when?"),
        "decisions": _("How many situations did the table accept?"),
        "factors": _("Which risk factors come up, and how often?"),
        "categories": _("Which kinds of risk come up, and how often?"),
        "conclusions": _("How did it end?"),
        "contact-time": _("How soon were people reached?"),
        "services": _("Which services were mobilized?"),
        "sectors": _("Which sectors bring, lead and assist?"),
        "demographics": _("Who are the people, by age and sex or gender?"),
        "gaps": _("What was missing?"),
        "pairs": _("Which risk factors come up together?"),
        "triples": _("Which three risk factors come up together?"),
    }[name]


def column(key: str) -> str:
    """A key column's heading."""
    return {
        "month": _("Month"),
        "quarter": _("Quarter"),
        "year": _("Year"),
        "decision": _("Decision"),
        "factor": _("Risk factor"),
        "factor_a": _("Risk factor"),
        "factor_b": _("Together with"),
        "factor_c": _("And with"),
        "category": _("Kind of risk"),
        "conclusion_group": _("Conclusion"),
        "service": _("Service"),
        "state": _("What came of it"),
        "sector": _("Sector"),
        "role": _("Role"),
        "age_group": _("Age group"),
        "sex": _("Sex or gender"),
        "gap": _("System gap"),
    }.get(key, key)


def measure_column(measure: str) -> str:
    """The heading of the value's column."""
    return {
        "share": _("Share"),
        "rate": _("Discussions"),
        "lift": _("Times as often as by chance"),
        "hours": _("Hours (median)"),
    }[measure]


def value_label(lists: Lists, key: str, value: object) -> str:
    """A value of a key column in words; a dash where it is not known."""
    if value is None:
        return _("Not known")
    text = str(value)
    if key == "month":
        year, month = text.split("-")
        return date_format(date(int(year), int(month), 1), "M Y")
    own = {
        "accepted": _("Accepted"),
        "rejected": _("Not accepted"),
        "originating": _("Brought"),
        "lead": _("Led"),
        "assisting": _("Assisted"),
    }
    if key in {"decision", "role"} and text in own:
        return own[text]
    if key in LIST_OF:
        return lists[LIST_OF[key]].label(text, get_language() or "en")
    return text


def measured(measure: str, value: float | None) -> str:
    """A value in words, as it stands in tables and at bars."""
    if value is None:
        return "–"
    if measure == "share":
        return _("%(number)s%%") % {"number": number_format(round(value * 100))}
    # Rounded here: number_format cuts digits off.
    return number_format(round(value, 1)) if measure == "lift" else number_format(round(value))


def hidden(row: ReleasedRow) -> str:
    """What stands in the place of a number that is not shown."""
    return _("too few") if row.status is Status.TOO_FEW else _("protected")


@dataclass(frozen=True)
class Answered:
    """What a sentence is made of: a protected table and the words of its rows."""

    table: ReleasedTable
    labels: dict[int, str]

    def shown(self) -> list[tuple[str, ReleasedRow]]:
        """The rows that may be seen and count anyone, largest first."""
        rows = [
            (self.labels[place], row)
            for place, row in enumerate(self.table.rows)
            if row.shown and row.n
        ]
        return sorted(rows, key=lambda pair: -(pair[1].value or 0))


def sentence(answered: Answered) -> str:
    """The answer in one sentence drawn from what may be seen."""
    rows = answered.shown()
    if not rows:
        return _("Too few discussions to answer without giving someone away.")
    maker = SENTENCES.get(answered.table.question, _most)
    return maker(rows, answered.table)


def _trend(rows: Sequence[tuple[str, ReleasedRow]], table: ReleasedTable) -> str:
    label, most = rows[0]
    of = most.of
    if of is None:
        return _("Most situations came in %(month)s: %(n)s.") % {"month": label, "n": most.n}
    return _("%(of)s situations came to the table; most in %(month)s: %(n)s.") % {
        "of": of,
        "month": label,
        "n": most.n,
    }


def _decisions(rows: Sequence[tuple[str, ReleasedRow]], table: ReleasedTable) -> str:
    for _label, row in rows:
        if row.keys["decision"] == "accepted":
            return _("The table accepted %(n)s of %(of)s situations.") % {"n": row.n, "of": row.of}
    return _most(rows, table)


def _most(rows: Sequence[tuple[str, ReleasedRow]], table: ReleasedTable) -> str:
    label, row = rows[0]
    return _("%(label)s: %(n)s of %(of)s discussions.") % {
        "label": label,
        "n": row.n,
        "of": row.of,
    }


def _conclusions(rows: Sequence[tuple[str, ReleasedRow]], table: ReleasedTable) -> str:
    label, row = rows[0]
    return _("%(label)s: %(n)s of %(of)s concluded discussions.") % {
        "label": label,
        "n": row.n,
        "of": row.of,
    }


def _hours(rows: Sequence[tuple[str, ReleasedRow]], table: ReleasedTable) -> str:
    _label, row = rows[0]
    return _("Half of the people were reached within %(hours)s hours.") % {
        "hours": measured("hours", row.value)
    }


SENTENCES = {
    "trend": _trend,
    "decisions": _decisions,
    "conclusions": _conclusions,
    "contact-time": _hours,
}


def how(table: ReleasedTable) -> list[str]:
    """How we know: what was counted, how it is protected, and what it does not say."""
    paragraphs = [
        {
            "trend": _(
                "Counted are discussions the table has decided, by the month they were opened."
            ),
            "decisions": _("Counted are discussions the table has decided."),
            "conclusions": _("Counted are discussions that were accepted and concluded."),
        }.get(table.question, _("Counted are discussions the table has accepted.")),
        _(
            "A number from 1 to %(below)s is hidden, and so is what would give it away by "
            "arithmetic. A hidden number shows nothing of its size."
        )
        % {"below": table.threshold - 1},
        _("For members of the partnership. Not for publication."),
    ]
    if table.measure == "share":
        paragraphs.insert(
            1, _("Shares are of discussions. The thin line at a bar is the 95% interval (Wilson).")
        )
    if not table.people:
        paragraphs.insert(-1, _("What is protected are discussions: one person may have several."))
    return paragraphs
