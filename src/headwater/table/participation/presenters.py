"""Tables of participation as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Agency, Seat, Table

from . import selectors
from .selectors import Came

LAST_QUARTER = 3


@dataclass(frozen=True)
class Overview:
    """All agencies of a table: the last three months beside the last twelve."""

    caption: str
    head: list[Any]
    rows: list[list[Any]]
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class ByMonth:
    """One agency at one table, month by month, and in a sentence."""

    caption: str
    sentence: str
    head: list[Any]
    rows: list[list[Any]]


def _name(thing: Agency | Table) -> str:
    return thing.name(get_language() or "en")


def share(came: Came) -> str:
    """“7 of 8”; a dash where none was held."""
    if not came.held:
        return "–"
    return _("%(came)d of %(held)d") % {"came": came.came, "held": came.held}


def overview(seat: Seat, table: Table, at: datetime) -> Overview:
    """The chair's table."""
    months = selectors.months_until(at, table)
    found = selectors.participation(selectors.agencies_seen(seat, table), table, at)
    return Overview(
        caption=_("Meetings of %(table)s each agency came to") % {"table": _name(table)},
        head=[
            _("Agency"),
            (_("Last 3 months"), "number"),
            (_("Last 12 months"), "number"),
            (_("Apologies in 12 months"), "number"),
        ],
        rows=[
            [
                _name(each.agency),
                share(each.total(months[-LAST_QUARTER:])),
                share(each.total(months)),
                each.total(months).apologies,
            ]
            for each in found
        ],
        links=[
            (_name(each.agency), reverse("participation:agency", args=[each.agency.reference]))
            for each in found
        ],
    )


def by_month(agency: Agency, table: Table, at: datetime) -> ByMonth:
    """An agency's months, newest first."""
    months = selectors.months_until(at, table)
    [found] = selectors.participation([agency], table, at)
    return ByMonth(
        caption=_("%(agency)s at %(table)s, month by month")
        % {"agency": _name(agency), "table": _name(table)},
        sentence=_("%(agency)s came to %(share)s meetings in the last twelve months.")
        % {"agency": _name(agency), "share": share(found.total(months))},
        head=[
            _("Month"),
            (_("Meetings held"), "number"),
            (_("Came"), "number"),
            (_("Apologies"), "number"),
        ],
        rows=[_month(month, found.months.get(month, Came())) for month in reversed(months)],
    )


def _month(month: date, came: Came) -> list[Any]:
    return [date_format(month, "F Y"), came.held, came.came, came.apologies]
