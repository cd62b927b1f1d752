"""The addresses under which calendars are read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Seat


class FeedAddress(models.Model):
    """A seat's address, known here only by the digest of its token; one in force at a time."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="feed_addresses")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A new address ends the one before."""

        constraints = (
            models.UniqueConstraint(
                fields=["seat"], condition=Q(revoked_at__isnull=True), name="feed_one_in_force"
            ),
        )

    class Privacy:
        """About staff; the digest alone opens nothing."""

        id = PrivacyClass.OPERATIONAL
        seat = PrivacyClass.OPERATIONAL
        digest = PrivacyClass.SECRET
        made_at = PrivacyClass.OPERATIONAL
        revoked_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return str(self.seat)
