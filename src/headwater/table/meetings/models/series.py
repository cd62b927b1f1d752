"""A series: the weekdays and the hour a table meets, in the table's own zone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import MeetingPlace, Table

from ..rules import Venue


def _reference() -> str:
    return new_reference("ms")


class Series(models.Model):
    """Every week on `weekdays` (RFC 5545 codes, comma between: `TU,TH`) at `hour`."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    table = models.ForeignKey(Table, models.PROTECT, related_name="series")
    weekdays = models.CharField(max_length=20)
    hour = models.TimeField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    venue = models.CharField(
        max_length=20,
        choices=[(venue.value, venue.value) for venue in Venue],
        default=Venue.IN_PERSON,
    )

    place = models.ForeignKey(
        MeetingPlace, models.SET_NULL, related_name="series", null=True, blank=True
    )

    class Meta:
        """A series that ends, ends after it began."""

        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="series_ends_after_start",
            ),
        )

    class Privacy:
        """About the work."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        weekdays = PrivacyClass.OPERATIONAL
        hour = PrivacyClass.OPERATIONAL
        starts_on = PrivacyClass.OPERATIONAL
        ends_on = PrivacyClass.OPERATIONAL
        venue = PrivacyClass.OPERATIONAL
        place = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class SkippedDay(models.Model):
    """A day on which a series does not meet, such as a holiday."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="skipped")
    day = models.DateField()

    class Meta:
        """A day is skipped once."""

        constraints = (
            models.UniqueConstraint(fields=["series", "day"], name="series_day_skipped_once"),
        )

    class Privacy:
        """About the work."""

        id = PrivacyClass.OPERATIONAL
        series = PrivacyClass.OPERATIONAL
        day = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.series} {self.day}"
