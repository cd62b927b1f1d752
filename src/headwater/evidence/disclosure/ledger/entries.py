"""One row a release: enough to check every later one against it, and no more than was public."""

from __future__ import annotations

from django.db import models

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference


def _reference() -> str:
    return new_reference("l")


class Release(models.Model):
    """A release of one table's closed quarter.

    `shown` maps the name of each printed cell to its count; `hidden` names the cells that were
    protected. Neither holds a hidden count.
    """

    reference = models.CharField(max_length=MAX_LENGTH, unique=True, default=_reference)
    table_code = models.CharField(max_length=200)
    quarter = models.CharField(max_length=7)
    questions = models.JSONField()
    extract_sha256 = models.CharField(max_length=64)
    threshold = models.PositiveSmallIntegerField()
    shown = models.JSONField()
    hidden = models.JSONField()
    by = models.CharField(max_length=MAX_LENGTH)
    at = models.DateTimeField()

    class Meta:
        """In the order of release."""

        ordering = ("at", "id")
        indexes = (models.Index(fields=["table_code", "quarter"], name="release_of_quarter"),)

    class Privacy:
        """What was made public, and what was protected by name of cell only."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        table_code = PrivacyClass.OPERATIONAL
        quarter = PrivacyClass.OPERATIONAL
        questions = PrivacyClass.OPERATIONAL
        extract_sha256 = PrivacyClass.OPERATIONAL
        threshold = PrivacyClass.OPERATIONAL
        shown = PrivacyClass.OPERATIONAL
        hidden = PrivacyClass.OPERATIONAL
        by = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.table_code} {self.quarter}"
