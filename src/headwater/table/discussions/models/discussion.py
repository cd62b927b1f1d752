"""The discussion itself: one row, made of codes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import DecisionMode

from ..rules import ACCEPTED, CODE_LENGTH, Decision, State


def fresh_reference() -> str:
    """A new opaque reference of a discussion."""
    return new_reference("d")


def _stripped() -> Q:
    """What must hold of a rejected row: nothing but table, date, type, sector, decision, reason."""
    return Q(
        decision=Decision.REJECTED.value,
        proposal="",
        decision_mode="",
        age_group="",
        sex="",
        conclusion="",
        originating_agency__isnull=True,
        lead_agency__isnull=True,
        changed_by__isnull=True,
        proposed_at__isnull=True,
        decided_at__isnull=True,
        concluded_at__isnull=True,
    ) & ~Q(rejection_reason="")


def _accepted() -> Q:
    return Q(
        decision=Decision.ACCEPTED.value,
        proposal="",
        rejection_reason="",
        originating_agency__isnull=False,
        decided_at__isnull=False,
    )


class Discussion(models.Model):
    """A situation before the table. Codes only; what each code means is in its vocabulary.

    `opened` is a day of the table's zone. `proposal` holds a decision that was read back and
    awaits confirmation; `decision` and `decided_at` only one that was confirmed. A rejected row
    keeps table, day, type, originating sector, decision and reason, under a fresh reference.
    `revision` grows with each change and is asked for by every form (see `ChangedMeanwhile`).
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=fresh_reference, editable=False
    )
    table = models.ForeignKey(Table, models.PROTECT, related_name="discussions")
    opened = models.DateField()
    type = models.CharField(max_length=CODE_LENGTH)
    age_group = models.CharField(max_length=CODE_LENGTH, blank=True)
    sex = models.CharField(max_length=CODE_LENGTH, blank=True)
    originating_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="brought_discussions", null=True, blank=True
    )
    originating_sector = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in State],
        default=State.BROUGHT,
    )
    proposal = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Decision], blank=True
    )
    decision = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Decision], blank=True
    )
    decision_mode = models.CharField(
        max_length=10, choices=[(mode.value, mode.value) for mode in DecisionMode], blank=True
    )
    rejection_reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    lead_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="led_discussions", null=True, blank=True
    )
    conclusion = models.CharField(max_length=CODE_LENGTH, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    vocabulary_version = models.CharField(max_length=32)
    changed_by = models.ForeignKey(
        Seat, models.PROTECT, related_name="changed_discussions", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """What must hold of every row, whoever writes it."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(state=State.REJECTED.value) | _stripped(),
                name="discussion_rejected_is_stripped",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in sorted(ACCEPTED)]) | _accepted(),
                name="discussion_accepted_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.BROUGHT.value, State.AT_FILTER_TWO.value])
                | Q(decision="", decided_at__isnull=True),
                name="discussion_undecided_at_first",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state=State.DECISION_PROPOSED.value,
                        decision="",
                        proposed_at__isnull=False,
                    )
                    & ~Q(proposal="")
                )
                | Q(~Q(state=State.DECISION_PROPOSED.value), proposal=""),
                name="discussion_proposal_only_while_proposed",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=State.CONCLUDED.value, concluded_at__isnull=False) & ~Q(conclusion="")
                )
                | Q(~Q(state=State.CONCLUDED.value), concluded_at__isnull=True, conclusion=""),
                name="discussion_conclusion_only_once_concluded",
            ),
            models.CheckConstraint(
                condition=Q(type="person") | Q(age_group="", sex=""),
                name="discussion_age_and_sex_of_one_person",
            ),
        )

    class Privacy:
        """Type, age and sex single people out in a small place; the rest is about the work."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        opened = PrivacyClass.QUASI_IDENTIFIER
        type = PrivacyClass.QUASI_IDENTIFIER
        age_group = PrivacyClass.QUASI_IDENTIFIER
        sex = PrivacyClass.QUASI_IDENTIFIER
        originating_agency = PrivacyClass.QUASI_IDENTIFIER
        originating_sector = PrivacyClass.QUASI_IDENTIFIER
        state = PrivacyClass.OPERATIONAL
        proposal = PrivacyClass.OPERATIONAL
        decision = PrivacyClass.OPERATIONAL
        decision_mode = PrivacyClass.OPERATIONAL
        rejection_reason = PrivacyClass.OPERATIONAL
        proposed_at = PrivacyClass.OPERATIONAL
        decided_at = PrivacyClass.OPERATIONAL
        lead_agency = PrivacyClass.QUASI_IDENTIFIER
        conclusion = PrivacyClass.QUASI_IDENTIFIER
        concluded_at = PrivacyClass.OPERATIONAL
        vocabulary_version = PrivacyClass.OPERATIONAL
        changed_by = PrivacyClass.OPERATIONAL
        revision = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
