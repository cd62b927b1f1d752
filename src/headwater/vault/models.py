"""What the vault keeps: holdings, grants and sealed entries; and, in the key store, keys.

Two stores on purpose. The records' database has ciphertext and no key; the key store has
wrapped keys and no ciphertext; what unwraps them is a file that is in neither.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Agency, Community, Table

from .rules import Purpose

_PURPOSES = [(purpose.value, purpose.value) for purpose in Purpose]


def _key_reference() -> str:
    return new_reference("k")


class Holding(models.Model):
    """All that is sealed under one reference, with one data key, to be destroyed by one day.

    `doomed_at` marks it as destroyed: from that commit on the door shows nothing of it, and
    its key and rows are removed right after, by a sweep if the program was killed between.
    """

    reference = models.CharField(max_length=MAX_LENGTH)
    key_reference = models.CharField(max_length=MAX_LENGTH, unique=True, default=_key_reference)
    community = models.ForeignKey(Community, models.PROTECT, related_name="+")
    table = models.ForeignKey(Table, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True)
    purpose = models.CharField(max_length=20, choices=_PURPOSES)
    opened_by = models.CharField(max_length=MAX_LENGTH)
    opened_at = models.DateTimeField()
    due = models.DateField()
    doomed_at = models.DateTimeField(null=True)

    class Meta:
        """One living holding a reference; a destroyed one may still wait for its removal."""

        constraints = (
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(doomed_at__isnull=True),
                name="vault_one_living_holding",
            ),
        )

    class Privacy:
        """References, days and who opened it; no content."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        key_reference = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        purpose = PrivacyClass.OPERATIONAL
        opened_by = PrivacyClass.OPERATIONAL
        opened_at = PrivacyClass.OPERATIONAL
        due = PrivacyClass.OPERATIONAL
        doomed_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class AgencyGrant(models.Model):
    """An agency may open a holding for one purpose. Ends by itself at `until`, or earlier."""

    holding = models.ForeignKey(Holding, models.CASCADE, related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=_PURPOSES)
    starts = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        """A grant that ends before it starts was never meant."""

        constraints = (
            models.CheckConstraint(
                condition=Q(until__gte=F("starts")), name="vault_grant_ends_after_start"
            ),
        )

    class Privacy:
        """Which organisation, for what, until when."""

        id = PrivacyClass.OPERATIONAL
        holding = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        purpose = PrivacyClass.OPERATIONAL
        starts = PrivacyClass.OPERATIONAL
        until = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.holding_id} {self.purpose}"


class SealedEntry(models.Model):
    """One text, encrypted. Never overwritten: a newer text is a newer entry of the field."""

    holding = models.ForeignKey(Holding, models.CASCADE, related_name="entries")
    entry = models.CharField(max_length=MAX_LENGTH, unique=True)
    field = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    sealed_by = models.CharField(max_length=MAX_LENGTH)
    sealed_at = models.DateTimeField()
    nonce = models.BinaryField(max_length=12)
    sealed = models.BinaryField()

    class Meta:
        """Oldest first."""

        ordering = ("sealed_at", "id")

    class Privacy:
        """The content is ciphertext, and as secret as what is in it."""

        id = PrivacyClass.OPERATIONAL
        holding = PrivacyClass.OPERATIONAL
        entry = PrivacyClass.OPERATIONAL
        field = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        sealed_by = PrivacyClass.OPERATIONAL
        sealed_at = PrivacyClass.OPERATIONAL
        nonce = PrivacyClass.SECRET
        sealed = PrivacyClass.SECRET

    def __str__(self) -> str:
        return self.entry


class WrappedKey(models.Model):
    """A holding's data key, wrapped by the key of its retention period. In the key store."""

    key_store: ClassVar[bool] = True

    reference = models.CharField(max_length=MAX_LENGTH, unique=True)
    period = models.CharField(max_length=8, db_index=True)
    wrapped = models.BinaryField(max_length=40)
    made_at = models.DateTimeField()

    class Privacy:
        """Worthless without the period's key file; secret all the same."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        period = PrivacyClass.OPERATIONAL
        wrapped = PrivacyClass.SECRET
        made_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
