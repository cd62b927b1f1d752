"""One line about one discussion, said once by the agency that led it. A code, or nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Seat
from headwater.table.discussions.models import Discussion

from .rules import CODE_LENGTH


def _reference() -> str:
    return new_reference("w")


class Line(models.Model):
    """What the lead lets the agency that brought it know. `code` empty: nothing is said."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    discussion = models.OneToOneField(Discussion, models.CASCADE, related_name="became_of_it")
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    said_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    read_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Read by someone at some time, or not yet."""

        constraints = (
            models.CheckConstraint(
                condition=Q(read_by__isnull=True, read_at__isnull=True)
                | Q(read_by__isnull=False, read_at__isnull=False),
                name="line_read_by_someone",
            ),
        )

    class Privacy:
        """One coded line about a situation."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        code = PrivacyClass.QUASI_IDENTIFIER
        said_by = PrivacyClass.OPERATIONAL
        said_at = PrivacyClass.OPERATIONAL
        read_by = PrivacyClass.OPERATIONAL
        read_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
