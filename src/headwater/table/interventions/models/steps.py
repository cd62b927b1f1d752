"""The steps of a response template: as a table adapts them, and as a response takes them on."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Agency, Table

from ..rules import STEP_HOURS, Outcome
from .entries import CODE, Entry


class TableStep(models.Model):
    """One step of a template as a table wants it; a table without rows uses the shipped steps.

    `template` is the code of a shipped template, `step` one of the list `response_steps`,
    `hours` count from the confirmed acceptance.
    """

    table = models.ForeignKey(Table, models.PROTECT, related_name="template_steps")
    template = models.CharField(max_length=CODE)
    step = models.CharField(max_length=CODE)
    hours = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(max(STEP_HOURS))]
    )
    urgent = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """A step once in a template, in the table's order."""

        ordering = ("template", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=["table", "template", "step"], name="table_step_once"),
        )

    class Privacy:
        """A table's way of working."""

        id = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        template = PrivacyClass.OPERATIONAL
        step = PrivacyClass.OPERATIONAL
        hours = PrivacyClass.OPERATIONAL
        urgent = PrivacyClass.OPERATIONAL
        position = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.template}: {self.step}"


class Step(Entry):
    """A step that a response took on: who does it, by when, and how it ended.

    `template` is empty for a step that was added from the list. The outcome, its reason, when
    and by which agency are filled in later, once.
    """

    template = models.CharField(max_length=CODE, blank=True)
    step = models.CharField(max_length=CODE)
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(
        max_length=CODE, blank=True, choices=[(each.value, each.value) for each in Outcome]
    )
    reason = models.CharField(max_length=CODE, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta(Entry.Meta):
        """What was not possible or not done has a reason; what is open has nothing yet."""

        default_related_name = "steps"
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", reason="", settled_at__isnull=True)
                | Q(outcome=Outcome.DONE, reason="", settled_at__isnull=False)
                | (
                    Q(outcome__in=[Outcome.NOT_POSSIBLE, Outcome.NOT_DONE])
                    & Q(settled_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="step_outcome_has_reason",
            ),
        )

    class Privacy(Entry.Privacy):
        """Codes. Which steps were taken on says something of the person."""

        template = PrivacyClass.QUASI_IDENTIFIER
        step = PrivacyClass.QUASI_IDENTIFIER
        owner = PrivacyClass.OPERATIONAL
        due_at = PrivacyClass.OPERATIONAL
        position = PrivacyClass.OPERATIONAL
        outcome = PrivacyClass.OPERATIONAL
        reason = PrivacyClass.OPERATIONAL
        settled_at = PrivacyClass.OPERATIONAL
        settled_by = PrivacyClass.OPERATIONAL
