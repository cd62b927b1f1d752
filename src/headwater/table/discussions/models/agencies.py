"""Filter three: what each agency answers, on what basis it named someone, who assists."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Agency, Seat

from ..rules import CODE_LENGTH, Answer, How
from .discussion import Discussion


class AgencyAnswer(models.Model):
    """An agency knows the situation, can help, or is not needed."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="answers")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    answer = models.CharField(
        max_length=10, choices=[(answer.value, answer.value) for answer in Answer]
    )

    class Meta:
        """One answer an agency."""

        constraints = (
            models.UniqueConstraint(fields=["discussion", "agency"], name="answer_once"),
        )

    class Privacy:
        """That an agency is involved says something of the person."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.QUASI_IDENTIFIER
        answer = PrivacyClass.QUASI_IDENTIFIER

    def __str__(self) -> str:
        return self.answer


class Disclosure(models.Model):
    """That an agency said limited identifiers aloud, and what allowed it. Never what was said.

    `basis` is a code of `legal_bases`: consent, or an Act and section. `consent_state` is the
    answer when consent was asked for, which comes first; `not_sought_reason` why it was not.
    """

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="disclosures")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=CODE_LENGTH)
    consent_state = models.CharField(max_length=CODE_LENGTH)
    not_sought_reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    how = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in How], default=How.SPOKEN
    )
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        """Never without a basis. After re-opening an agency needs a new one beside the old."""

        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(basis="") & ~Q(consent_state=""), name="disclosure_has_basis"
            ),
        )

    class Privacy:
        """What an agency answers for; its involvement says something of the person."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.QUASI_IDENTIFIER
        basis = PrivacyClass.OPERATIONAL
        consent_state = PrivacyClass.QUASI_IDENTIFIER
        not_sought_reason = PrivacyClass.QUASI_IDENTIFIER
        how = PrivacyClass.OPERATIONAL
        at = PrivacyClass.OPERATIONAL
        recorded_by = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.basis


class DisclosedKind(models.Model):
    """What kind of thing was disclosed, a code of `disclosed_kinds`; never the thing itself."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="kinds")
    code = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        """Each kind once."""

        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["disclosure", "code"], name="disclosed_kind_once"),
        )

    class Privacy:
        """About the work: a kind says nothing of the person."""

        id = PrivacyClass.OPERATIONAL
        disclosure = PrivacyClass.OPERATIONAL
        code = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.code


class DisclosedTo(models.Model):
    """An agency that was in the room when another disclosed: who was told."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="told")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        """Once an agency."""

        constraints = (
            models.UniqueConstraint(fields=["disclosure", "agency"], name="disclosed_to_once"),
        )

    class Privacy:
        """That an agency heard says something of the person."""

        id = PrivacyClass.OPERATIONAL
        disclosure = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.QUASI_IDENTIFIER

    def __str__(self) -> str:
        return f"{self.agency_id}"


class Assisting(models.Model):
    """An agency that assists the lead agency at filter four."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="assisting")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="assisted_discussions")

    class Meta:
        """Once an agency."""

        constraints = (
            models.UniqueConstraint(fields=["discussion", "agency"], name="assisting_once"),
        )

    class Privacy:
        """That an agency is involved says something of the person."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.QUASI_IDENTIFIER

    def __str__(self) -> str:
        return f"{self.agency_id}"
