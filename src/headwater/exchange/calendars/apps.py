"""Calendar feeds."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """One secret address a seat, which can be made anew and taken back."""

    name = "headwater.exchange.calendars"
    label = "calendars"
