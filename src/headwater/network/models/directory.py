"""The service directory: what an agency offers, and whether it has room now."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference

from ..rules import LONGEST_WAIT
from .places import Agency
from .seats import Seat


def _offering_reference() -> str:
    return new_reference("of")


class Offering(models.Model):
    """One service of one agency. `service` and `capacity` are vocabulary codes.

    `wait_days` is the usual wait, in days; None where the agency does not say. `as_of` is the day
    (of the community's zone) on which somebody of the agency last said that it is so.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_offering_reference, editable=False
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offerings")
    service = models.CharField(max_length=60)
    capacity = models.CharField(max_length=60)
    wait_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(LONGEST_WAIT)]
    )
    in_french = models.BooleanField(default=False)
    as_of = models.DateField()
    said_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        """An agency says it once of each service."""

        constraints = (
            models.UniqueConstraint(fields=["agency", "service"], name="offering_once"),
            models.CheckConstraint(
                condition=Q(wait_days__isnull=True) | Q(wait_days__lte=LONGEST_WAIT),
                name="offering_wait_within_two_years",
            ),
        )

    class Privacy:
        """About organisations."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        service = PrivacyClass.OPERATIONAL
        capacity = PrivacyClass.OPERATIONAL
        wait_days = PrivacyClass.OPERATIONAL
        in_french = PrivacyClass.OPERATIONAL
        as_of = PrivacyClass.OPERATIONAL
        said_by = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
