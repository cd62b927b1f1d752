"""Days, hours and names in words, in the table's zone and the page's language."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Agency, Seat

MINUTE = 60


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def name(agency: Agency | None) -> str:
    """An agency's name; empty where there is none."""
    return agency.name(language()) if agency else ""


def speaks_for(seat: Seat) -> str:
    """What a seat is at the table: its agency, or the chair."""
    return name(seat.agency) or _("Chair or coordinator")


def day(instant: datetime, zone: str) -> str:
    """`Tuesday 3 March 2026`."""
    local = instant.astimezone(ZoneInfo(zone))
    return _("%(weekday)s %(day)s") % {
        "weekday": date_format(local, "l"),
        "day": date_format(local, "DATE_FORMAT"),
    }


def hour(instant: datetime, zone: str) -> str:
    """`9:00`."""
    return date_format(instant.astimezone(ZoneInfo(zone)), "TIME_FORMAT")


def day_and_hour(instant: datetime, zone: str) -> str:
    """`Tuesday 3 March 2026 at 9:00`."""
    return _("%(day)s at %(hour)s") % {"day": day(instant, zone), "hour": hour(instant, zone)}


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes that passed."""
    return max(0, int((end - start).total_seconds() // MINUTE))


def lowered(text: str) -> str:
    """The first letter small, but not that of a number or an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
