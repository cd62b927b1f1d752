"""What a table agreed on for its meetings: how they open, whose holidays it keeps, its training."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Seat, Table

from ..rules import CODE_LENGTH, LONGEST_TRAINING, Region


class Customs(models.Model):
    """One row a table: the province or territory whose public holidays count, and how many
    months a training stands (none: the table asks for no training)."""

    table = models.OneToOneField(Table, models.PROTECT, related_name="customs")
    region = models.CharField(
        max_length=2,
        choices=[(region.value, region.value) for region in Region],
        default=Region.ONTARIO,
    )
    training_months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TRAINING)],
    )

    class Privacy:
        """Settings."""

        id = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        region = PrivacyClass.OPERATIONAL
        training_months = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return str(self.table)


class OpeningPart(models.Model):
    """One part of how a meeting opens, as a reminder. What is said in it is never recorded."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="opening_parts")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the table's own order; each once."""

        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["table", "code"], name="opening_part_once"),)

    class Privacy:
        """Settings."""

        id = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        code = PrivacyClass.OPERATIONAL
        position = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.code


class Training(models.Model):
    """The day on which a seat took the table's training on confidentiality and the filters."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="trainings")
    day = models.DateField()

    class Meta:
        """Once a day."""

        constraints = (models.UniqueConstraint(fields=["seat", "day"], name="training_once"),)

    class Privacy:
        """About staff at work."""

        id = PrivacyClass.OPERATIONAL
        seat = PrivacyClass.OPERATIONAL
        day = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.seat} {self.day}"
