"""A response, and the agencies that take part in it from–to."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Agency, Table
from headwater.table.discussions.models import Discussion

from ..rules import AT_WORK, Part, State


def _reference() -> str:
    return new_reference("r")


class Response(models.Model):
    """What the agencies that stay do together. All times are instants in UTC.

    `started_at` is the confirmed acceptance, so that the clock cannot be moved by whoever
    opens the response late. `sealed_under` is the reference the plan is sealed under: the
    response's own, or a fresh one when it was opened again after its plan was destroyed.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    discussion = models.OneToOneField(Discussion, models.PROTECT, related_name="response")
    table = models.ForeignKey(Table, models.PROTECT, related_name="responses")
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in State],
        default=State.OPEN,
    )
    started_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    plan_police_at_door = models.BooleanField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    destroy_at = models.DateTimeField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)
    sealed_under = models.CharField(max_length=MAX_LENGTH, unique=True)

    class Meta:
        """The database refuses a response that its states do not know."""

        constraints = (
            models.CheckConstraint(
                condition=Q(due_at__gt=F("started_at")), name="response_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False, destroy_at__isnull=False)
                | (
                    ~Q(state=State.CLOSED)
                    & Q(closed_at__isnull=True, destroy_at__isnull=True, destroyed_at__isnull=True)
                ),
                name="response_closed_has_dates",
            ),
        )

    class Privacy:
        """Codes and times of work; who it is about lies in the vault."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL
        started_at = PrivacyClass.OPERATIONAL
        again_at = PrivacyClass.OPERATIONAL
        due_at = PrivacyClass.OPERATIONAL
        plan_police_at_door = PrivacyClass.OPERATIONAL
        reported_at = PrivacyClass.OPERATIONAL
        closed_at = PrivacyClass.OPERATIONAL
        destroy_at = PrivacyClass.OPERATIONAL
        destroyed_at = PrivacyClass.OPERATIONAL
        sealed_under = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference

    @property
    def counts_from(self) -> datetime:
        """The instant its terms count from: the acceptance, or when it was opened again."""
        return self.again_at or self.started_at

    def in_state(self, *states: State) -> bool:
        """Whether it stands in one of these states."""
        return State(self.state) in states

    def is_at_work(self) -> bool:
        """Whether something may still be recorded in it."""
        return self.in_state(*AT_WORK)


class Participant(models.Model):
    """An agency in a response, from `since` to `until` (None: still in it)."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="participants")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """An agency is in once, and one agency leads."""

        constraints = (
            models.UniqueConstraint(
                fields=["response", "agency"],
                condition=Q(until__isnull=True),
                name="participant_in_once",
            ),
            models.UniqueConstraint(
                fields=["response"],
                condition=Q(until__isnull=True, role=Part.LEAD),
                name="participant_one_lead",
            ),
        )

    class Privacy:
        """About organisations."""

        id = PrivacyClass.OPERATIONAL
        response = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        role = PrivacyClass.OPERATIONAL
        since = PrivacyClass.OPERATIONAL
        until = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.agency.code} in {self.response.reference}"


class SentForm(models.Model):
    """The key of a form that was taken, so that the same form sent twice is taken once."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    class Privacy:
        """Random keys."""

        id = PrivacyClass.OPERATIONAL
        response = PrivacyClass.OPERATIONAL
        key = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.key
