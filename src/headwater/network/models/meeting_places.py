"""Where a table meets: a room's name and perhaps the address of a call."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference

from .places import Table

LONGEST_NAME, LONGEST_LINK = 60, 300


def _reference() -> str:
    return new_reference("mp")


class MeetingPlace(models.Model):
    """One place of a table's list, from which meetings choose. `link` is a web address only.

    Kept here and not with the meetings, whose room holds no typed word.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    table = models.ForeignKey(Table, models.PROTECT, related_name="meeting_places")
    name = models.CharField(max_length=LONGEST_NAME)
    link = models.URLField(
        max_length=LONGEST_LINK, blank=True, validators=[URLValidator(schemes=["https", "http"])]
    )
    ended = models.BooleanField(default=False)

    class Meta:
        """By name; each name once at a table."""

        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=["table", "name"], name="meeting_place_once"),
        )

    class Privacy:
        """About where staff meet."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        name = PrivacyClass.OPERATIONAL
        link = PrivacyClass.OPERATIONAL
        ended = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
