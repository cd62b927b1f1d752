"""What was changed and when: states as immutable rows, corrections as dated, coded entries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Seat

from ..rules import CODE_LENGTH, CORRECTABLE, State
from .discussion import Discussion


class StateChange(models.Model):
    """One step on the path. Written once, never changed; goes only with its discussion."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="changes")
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, choices=[(state.value, state.value) for state in State])
    at = models.DateTimeField()

    class Meta:
        """In the order of happening."""

        ordering = ("at", "id")

    class Privacy:
        """About the work."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        before = PrivacyClass.OPERATIONAL
        after = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"


class Correction(models.Model):
    """A dated entry that puts a code right: the field, the code it was, the code it is, and why.

    For a list one of `was` and `now` is empty: a code was added or taken away. Re-opening is
    entered the same way, with the conclusion it ended.
    """

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)
    was = models.CharField(max_length=CODE_LENGTH, blank=True)
    now = models.CharField(max_length=CODE_LENGTH, blank=True)
    reason = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        """In the order of happening; a reason always."""

        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(field__in=sorted(CORRECTABLE)) & ~Q(reason=""),
                name="correction_names_field_and_reason",
            ),
        )

    class Privacy:
        """Codes, as in what they correct."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        field = PrivacyClass.OPERATIONAL
        was = PrivacyClass.QUASI_IDENTIFIER
        now = PrivacyClass.QUASI_IDENTIFIER
        reason = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL
        seat = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.field
