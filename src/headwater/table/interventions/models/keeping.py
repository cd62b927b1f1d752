"""A table's rule for nights and weekends, and two ticks: a note was taken, a form was entered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Agency, Seat, Table
from headwater.table.discussions.models import Discussion

from ..rules import Weekend
from .response import Response


class ClockRule(models.Model):
    """What a table's clocks do at night and at the weekend; without a row real hours run."""

    table = models.OneToOneField(Table, models.PROTECT, related_name="clock_rule")
    weekend = models.CharField(
        max_length=10,
        choices=[(each.value, each.value) for each in Weekend],
        default=Weekend.RUNS,
    )
    on_call = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        """On call means that an agency is."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(weekend=Weekend.ON_CALL) | Q(on_call__isnull=False),
                name="clock_rule_on_call_named",
            ),
        )

    class Privacy:
        """Settings."""

        id = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        weekend = PrivacyClass.OPERATIONAL
        on_call = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.weekend


class NoteTaken(models.Model):
    """An agency has put its own note into its own file; the note itself is kept nowhere here."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="notes_taken")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once an agency."""

        constraints = (
            models.UniqueConstraint(fields=["response", "agency"], name="note_taken_once"),
        )

    class Privacy:
        """That an agency was involved says something of the person."""

        id = PrivacyClass.OPERATIONAL
        response = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.QUASI_IDENTIFIER
        at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.agency_id}"


class EnteredElsewhere(models.Model):
    """A discussion was entered into the provincial form: when, and by which seat."""

    discussion = models.OneToOneField(Discussion, models.CASCADE, related_name="entered_elsewhere")
    at = models.DateTimeField()
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Privacy:
        """Work of the coordinator."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL
        by = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.discussion_id}"
