"""The agenda: items that hold an opaque reference, and seats that step aside from one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Seat

from ..rules import CODE_LENGTH, ItemKind, ItemState
from .sittings import Meeting


def _reference() -> str:
    return new_reference("i")


class AgendaItem(models.Model):
    """One item. `subject` is a reference this room never follows: it cannot know what it is."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    subject = models.CharField(max_length=MAX_LENGTH, db_index=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ItemKind])
    position = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ItemState],
        default=ItemState.WAITING,
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order of the chair; one item open at a time; a subject once a meeting."""

        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "subject"], name="item_subject_once"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state=ItemState.OPEN.value),
                name="item_one_open_at_a_time",
            ),
        )

    class Privacy:
        """About the work; the subject is an opaque reference."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        meeting = PrivacyClass.OPERATIONAL
        subject = PrivacyClass.OPERATIONAL
        kind = PrivacyClass.OPERATIONAL
        position = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL
        opened_at = PrivacyClass.OPERATIONAL
        closed_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class Recusal(models.Model):
    """A seat that takes no part in one subject, at any meeting. Listed on no page.

    Reason and instant go when the subject is stripped (ADR 0021); that the seat stays shut
    out remains, so that a rejection cannot be noticed by its item coming back into view.
    """

    subject = models.CharField(max_length=MAX_LENGTH, db_index=True)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="recusals")
    at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=CODE_LENGTH, blank=True)

    class Meta:
        """A seat steps aside once."""

        constraints = (models.UniqueConstraint(fields=["subject", "seat"], name="recusal_once"),)

    class Privacy:
        """That a worker knows someone can point at that someone in a small place."""

        id = PrivacyClass.OPERATIONAL
        subject = PrivacyClass.OPERATIONAL
        seat = PrivacyClass.QUASI_IDENTIFIER
        at = PrivacyClass.OPERATIONAL
        reason = PrivacyClass.QUASI_IDENTIFIER

    def __str__(self) -> str:
        return self.subject
