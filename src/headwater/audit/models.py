"""The trail: one row a deed, each holding the digest of the row before it."""

from __future__ import annotations

from django.db import models

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH

from .rules import Link, Outcome


class Entry(models.Model):
    """Who did or saw what, when, and how it ended. Written by `trail` alone.

    Text only and no foreign keys: an entry must mean the same after everything it speaks of is
    gone, and on either database. Triggers refuse a change or a removal (see `guards`).
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    at = models.CharField(max_length=32, db_index=True)
    action = models.CharField(max_length=80)
    outcome = models.CharField(
        max_length=10, choices=[(outcome.value, outcome.value) for outcome in Outcome]
    )
    seat = models.CharField(max_length=MAX_LENGTH, blank=True)
    person = models.CharField(max_length=MAX_LENGTH, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        """Read by subject, seat and person, in order."""

        ordering = ("sequence",)
        indexes = (
            models.Index(fields=["subject", "sequence"], name="audit_by_subject"),
            models.Index(fields=["seat", "sequence"], name="audit_by_seat"),
            models.Index(fields=["person", "sequence"], name="audit_by_person"),
        )

    class Privacy:
        """References and codes about the work; `rules.checked` keeps everything else out."""

        sequence = PrivacyClass.OPERATIONAL
        previous = PrivacyClass.OPERATIONAL
        digest = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL
        action = PrivacyClass.OPERATIONAL
        outcome = PrivacyClass.OPERATIONAL
        seat = PrivacyClass.OPERATIONAL
        person = PrivacyClass.OPERATIONAL
        subject = PrivacyClass.OPERATIONAL
        detail = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    @property
    def link(self) -> Link:
        """The row as what its digest must be made of."""
        return Link(
            sequence=self.sequence,
            previous=self.previous,
            at=self.at,
            action=self.action,
            outcome=self.outcome,
            seat=self.seat,
            person=self.person,
            subject=self.subject,
            detail=self.detail,
        )
