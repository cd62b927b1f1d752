"""The agenda: items that hold an opaque reference, and seats that step aside from one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Seat, Table

from ..rules import CODE_LENGTH, ItemKind, ItemState
from .sittings import Meeting


def _reference() -> str:
    return new_reference("i")


def _guest_reference() -> str:
    return new_reference("g")


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


class KeptOut(models.Model):
    """Someone the agency that brought a subject keeps out of it, written so that no row says who.

    `digest` is made with a key that lives apart from the records, from a salt of this row's own
    and the person: only somebody who asks for one person can be told yes or no. `mark` proves
    that the key is still the one it was made with; without it the row shuts everyone out.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="kept_out")
    subject = models.CharField(max_length=MAX_LENGTH, db_index=True)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)

    class Privacy:
        """That an agency keeps someone out can point at whom it is about, in a small place."""

        id = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        subject = PrivacyClass.OPERATIONAL
        salt = PrivacyClass.OPERATIONAL
        digest = PrivacyClass.QUASI_IDENTIFIER
        mark = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.subject


class Guest(models.Model):
    """Someone without a seat who is there for one item: from which sector, and for how long.

    No name and no screen: a guest listens and speaks in the room or the call, after saying that
    what is said here stays here, and leaves before names are said.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_guest_reference, editable=False
    )
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="guests")
    sector = models.CharField(max_length=CODE_LENGTH)
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order they came."""

        ordering = ("came_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("came_at")),
                name="guest_leaves_after_coming",
            ),
        )

    class Privacy:
        """About work: a sector, never a person."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        item = PrivacyClass.OPERATIONAL
        sector = PrivacyClass.OPERATIONAL
        came_at = PrivacyClass.OPERATIONAL
        left_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
