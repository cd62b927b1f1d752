"""What is recorded in a response: entries that are added, never changed.

An entry that was wrong stays and is struck out by a `Correction`; the right one is a new
entry. Two columns are filled in later: when a person was told.
"""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Agency

from ..rules import MOST_PERSONS, NOT_ASKED, ConsentHow, Standing, WithoutPolice
from .response import Response

# One length for a code of the vocabulary, wherever it is stored.
CODE = 60


def _reference() -> str:
    return new_reference("e")


def _person_number() -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PERSONS)]
    )


class Entry(models.Model):
    """What every entry has: when it happened (`at`), when and by which agency it was written.

    `by_agency` is empty where the chair wrote it.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    response = models.ForeignKey(Response, models.PROTECT)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        """Shared columns only."""

        abstract = True
        ordering = ("at", "id")

    class Privacy:
        """Shared by all entries."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        response = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL
        recorded_at = PrivacyClass.OPERATIONAL
        by_agency = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class DoorDecision(Entry):
    """Who kind of goes to the door. The latest one not struck out holds."""

    police = models.BooleanField()
    reason = models.CharField(max_length=CODE, blank=True)
    without_police = models.CharField(
        max_length=CODE, choices=[(code.value, code.value) for code in WithoutPolice]
    )

    class Meta(Entry.Meta):
        """Police only with a reason; no reason without police."""

        default_related_name = "door_decisions"
        constraints = (
            models.CheckConstraint(
                condition=(Q(police=True) & ~Q(reason="")) | Q(police=False, reason=""),
                name="door_police_with_reason",
            ),
        )

    class Privacy(Entry.Privacy):
        """Codes."""

        police = PrivacyClass.OPERATIONAL
        reason = PrivacyClass.OPERATIONAL
        without_police = PrivacyClass.OPERATIONAL


class DoorAgency(models.Model):
    """An agency that goes to the door under one decision."""

    decision = models.ForeignKey(DoorDecision, models.CASCADE, related_name="going")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        """Once each."""

        constraints = (
            models.UniqueConstraint(fields=["decision", "agency"], name="door_agency_once"),
        )

    class Privacy:
        """About organisations."""

        id = PrivacyClass.OPERATIONAL
        decision = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.agency.code


class Consent(Entry):
    """What one person said to one agency (`agency`), or to all that take part (None)."""

    person_number = _person_number()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=CODE)
    how = models.CharField(
        max_length=CODE, blank=True, choices=[(code.value, code.value) for code in ConsentHow]
    )
    giver = models.CharField(max_length=CODE, blank=True)

    class Meta(Entry.Meta):
        """An answer was given somehow; not asked was not."""

        default_related_name = "consents"
        constraints = (
            models.CheckConstraint(
                condition=Q(state=NOT_ASKED, how="", giver="")
                | (~Q(state=NOT_ASKED) & ~Q(how="") & ~Q(giver="")),
                name="consent_answer_has_how",
            ),
        )

    class Privacy(Entry.Privacy):
        """A number within the response and codes: no name."""

        person_number = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL
        how = PrivacyClass.OPERATIONAL
        giver = PrivacyClass.QUASI_IDENTIFIER


class Contact(Entry):
    """An attempt to reach the person, and what came of it."""

    outcome = models.CharField(max_length=CODE)

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "contacts"

    class Privacy(Entry.Privacy):
        """A code."""

        outcome = PrivacyClass.OPERATIONAL


class Mobilization(Entry):
    """One step with one service; the latest step of a service (and agency) is its state.

    `sector` is that of the agency, or given where a service outside the table was sought.
    """

    service = models.CharField(max_length=CODE)
    sector = models.CharField(max_length=CODE)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=CODE)

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "mobilizations"

    class Privacy(Entry.Privacy):
        """Codes of the vocabulary."""

        service = PrivacyClass.OPERATIONAL
        sector = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL


class SystemGap(Entry):
    """What the system could not give: which service, and what kind of lack."""

    service = models.CharField(max_length=CODE)
    kind = models.CharField(max_length=CODE)

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "gaps"

    class Privacy(Entry.Privacy):
        """Codes of the vocabulary."""

        service = PrivacyClass.OPERATIONAL
        kind = PrivacyClass.OPERATIONAL


class ToBeTold(Entry):
    """A person named without their consent who is to be told: by whom, by which day."""

    person_number = _person_number()
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    due = models.DateField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "to_be_told"

    class Privacy(Entry.Privacy):
        """A number within the response: no name."""

        person_number = PrivacyClass.OPERATIONAL
        owner = PrivacyClass.OPERATIONAL
        due = PrivacyClass.OPERATIONAL
        told_at = PrivacyClass.OPERATIONAL


class ReportBack(Entry):
    """What the table was told: whether this can be closed. Nothing else."""

    standing = models.CharField(
        max_length=CODE, choices=[(code.value, code.value) for code in Standing]
    )

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "reports"

    class Privacy(Entry.Privacy):
        """A code."""

        standing = PrivacyClass.OPERATIONAL


class Correction(Entry):
    """Strikes out one entry, with a date and a reason. `kind` is that entry's model name."""

    kind = models.CharField(max_length=CODE)
    entry = models.CharField(max_length=MAX_LENGTH, unique=True)
    reason = models.CharField(max_length=CODE)

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "corrections"

    class Privacy(Entry.Privacy):
        """An opaque reference and codes."""

        kind = PrivacyClass.OPERATIONAL
        entry = PrivacyClass.OPERATIONAL
        reason = PrivacyClass.OPERATIONAL
