"""Words a bulletin and the pages about it share."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import pgettext

from headwater.core.zones import Quarter


def quarter_label(quarter: Quarter) -> str:
    """A quarter in words: its first and last month and the year."""
    first = date_format(quarter.first_day, "F")
    return pgettext("months", "%(first)s to %(last)s") % {
        "first": first,
        "last": date_format(quarter.last_day, "F Y"),
    }
