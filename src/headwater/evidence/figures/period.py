"""Which table and which months a page of figures is about, from its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.formats import date_format

from headwater.core.zones import add_months, first_of_month
from headwater.network.models import Seat, Table

from ..engine import Extract
from ..errors import QuestionError
from ..questions import Answer, ask


@dataclass(frozen=True)
class Choice:
    """A table of the seat's community, and first and last month (`2026-07`; empty: from the
    extract's beginning, to its end)."""

    table: Table
    first: str
    last: str

    def ask(self, extract: Extract, question: str) -> Answer:
        """Ask a question of this table in these months."""
        return ask(
            extract,
            question,
            where=[("table_code", self.table.full_code)],
            first=self.first or None,
            last=self.last or None,
        )

    @property
    def query(self) -> str:
        """The choice as the part of an address behind the question mark."""
        return urlencode({"table": self.table.reference, "from": self.first, "to": self.last})


def tables_of(seat: Seat) -> list[Table]:
    """The tables a seat may read figures of: its own, or all of its community."""
    if seat.table is not None:
        return [seat.table]
    return list(seat.community.tables.select_related("community").order_by("id"))


def chosen(seat: Seat, given: dict[str, str], extract: Extract) -> Choice | None:
    """The choice an address makes; unknown values count as not given. None without a table."""
    tables = tables_of(seat)
    if not tables:
        return None
    asked = {table.reference: table for table in tables}
    known = {value for value, _label in month_choices(extract)}
    first, last = (given.get(name, "") for name in ("from", "to"))
    choice = Choice(
        asked.get(given.get("table", ""), tables[0]),
        first if first in known else "",
        last if last in known else "",
    )
    if choice.first and choice.last and choice.first > choice.last:
        return Choice(choice.table, choice.last, choice.first)
    return choice


def month_choices(extract: Extract) -> list[tuple[str, str]]:
    """The months of an extract, newest first, as value and words."""
    if extract.period is None:
        return []
    month, end = first_of_month(extract.period[0]), extract.period[1]
    found: list[date] = []
    while month <= end:
        found.append(month)
        month = add_months(month, 1)
    return [(f"{each:%Y-%m}", date_format(each, "F Y")) for each in reversed(found)]


__all__ = ["Choice", "QuestionError", "chosen", "month_choices", "tables_of"]
