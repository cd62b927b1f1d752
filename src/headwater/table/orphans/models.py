"""Handing on: who goes on with what a seat had in hand inside its agency."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Seat


def _reference() -> str:
    return new_reference("h")


class Handover(models.Model):
    """From a seat that ended to one that goes on. The newest of a seat holds."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    from_seat = models.ForeignKey(Seat, models.PROTECT, related_name="handed_on")
    to_seat = models.ForeignKey(Seat, models.PROTECT, related_name="taken_over")
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Oldest first; nobody hands on to themselves."""

        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(from_seat=F("to_seat")), name="handover_to_someone_else"
            ),
        )

    class Privacy:
        """About staff at work."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        from_seat = PrivacyClass.OPERATIONAL
        to_seat = PrivacyClass.OPERATIONAL
        by = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
