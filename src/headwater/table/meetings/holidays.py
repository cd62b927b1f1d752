"""Public holidays of a province or territory, from the `holidays` package.

Weekday substitutes (“observed”) are among them, for that is the day offices are closed. A table
may meet on a holiday all the same: this room only tells of it, the chair decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from holidays import country_holidays

from .rules import Region

COUNTRY = "CA"
LANGUAGES = {"fr": "fr", "en": "en_CA"}


def names_on(days: Iterable[date], region: Region, language: str) -> dict[date, str]:
    """The holidays among some days, by day, named in a language (`en`, `fr`)."""
    asked = list(days)
    known = country_holidays(
        COUNTRY,
        subdiv=region.value,
        years=sorted({day.year for day in asked}),
        language=LANGUAGES.get(language[:2], LANGUAGES["en"]),
    )
    return {day: str(known[day]) for day in asked if day in known}
