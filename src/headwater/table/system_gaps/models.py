"""A curated gap, whom it touches, and the entries of responses that speak of it. Codes only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Seat, Table

from .rules import CODE_LENGTH, Standing


def _reference() -> str:
    return new_reference("g")


class Gap(models.Model):
    """What is missing: a service and a kind of lack, as the coordinator describes it.

    A gap that was merged into another keeps its reference and its mentions; it counts with the
    other, and can be taken apart again.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    table = models.ForeignKey(Table, models.PROTECT, related_name="system_gaps")
    service = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=CODE_LENGTH)
    standing = models.CharField(
        max_length=12,
        choices=[(each.value, each.value) for each in Standing],
        default=Standing.NOTICED.value,
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, blank=True
    )
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Nothing is merged into itself."""

        ordering = ("service", "kind", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="gap_not_merged_into_itself",
            ),
        )

    class Privacy:
        """About services, not about people."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        service = PrivacyClass.OPERATIONAL
        kind = PrivacyClass.OPERATIONAL
        standing = PrivacyClass.OPERATIONAL
        merged_into = PrivacyClass.OPERATIONAL
        made_by = PrivacyClass.OPERATIONAL
        made_at = PrivacyClass.OPERATIONAL
        changed_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class Touch(models.Model):
    """Whom a gap touches, a code of `gap_touches`: of the gap, never of one situation."""

    gap = models.ForeignKey(Gap, models.CASCADE, related_name="touches")
    code = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        """Each once."""

        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=["gap", "code"], name="gap_touch_once"),)

    class Privacy:
        """About a service."""

        id = PrivacyClass.OPERATIONAL
        gap = PrivacyClass.OPERATIONAL
        code = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.code


class Mention(models.Model):
    """An entry of a response (by reference) that speaks of a gap, and the month it was made in.

    `month` is the first day of a month in the table's zone.
    """

    gap = models.ForeignKey(Gap, models.PROTECT, related_name="mentions")
    entry = models.CharField(max_length=MAX_LENGTH, unique=True)
    month = models.DateField()

    class Meta:
        """By month."""

        ordering = ("month", "id")

    class Privacy:
        """An opaque reference."""

        id = PrivacyClass.OPERATIONAL
        gap = PrivacyClass.OPERATIONAL
        entry = PrivacyClass.OPERATIONAL
        month = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.entry
