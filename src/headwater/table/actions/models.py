"""An action. No column for typed text: what is to be done is a code."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Agency, Seat, Table

from .rules import CODE_LENGTH, NEEDS_REASON, About, State


def _reference() -> str:
    return new_reference("ac")


class Action(models.Model):
    """One thing to do. `kind` and `reason` are codes; `due` is a day of the table's zone.

    `subject` is the reference of the discussion or meeting it is about, and is never followed
    past what the seat may see. It is owned by an agency, by one of its seats, or by a chair's.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    table = models.ForeignKey(Table, models.PROTECT, related_name="actions")
    kind = models.CharField(max_length=CODE_LENGTH)
    about = models.CharField(max_length=12, choices=[(each.value, each.value) for each in About])
    subject = models.CharField(max_length=MAX_LENGTH, db_index=True)
    owner_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", null=True, blank=True
    )
    owner_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", null=True, blank=True)
    due = models.DateField()
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in State],
        default=State.OPEN.value,
    )
    reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    given_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    closed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    form_key = models.CharField(max_length=64, unique=True)

    class Meta:
        """Somebody owns it; what ended says when, and why where it was not simply done."""

        ordering = ("due", "id")
        indexes = (models.Index(fields=["table", "state"], name="action_by_table"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(owner_agency__isnull=False) | Q(owner_seat__isnull=False),
                name="action_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, closed_at__isnull=True)
                | Q(~Q(state=State.OPEN.value), closed_at__isnull=False),
                name="action_ended_has_its_time",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=[state.value for state in sorted(NEEDS_REASON)]) & ~Q(reason="")
                )
                | Q(state__in=[State.OPEN.value, State.DONE.value], reason=""),
                name="action_not_done_says_why",
            ),
        )

    class Privacy:
        """About the work; that an agency works on a subject says something of the person."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        kind = PrivacyClass.OPERATIONAL
        about = PrivacyClass.OPERATIONAL
        subject = PrivacyClass.OPERATIONAL
        owner_agency = PrivacyClass.QUASI_IDENTIFIER
        owner_seat = PrivacyClass.QUASI_IDENTIFIER
        due = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL
        reason = PrivacyClass.OPERATIONAL
        given_by = PrivacyClass.OPERATIONAL
        given_at = PrivacyClass.OPERATIONAL
        closed_by = PrivacyClass.OPERATIONAL
        closed_at = PrivacyClass.OPERATIONAL
        form_key = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference

    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == State.OPEN
