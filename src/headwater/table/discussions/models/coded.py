"""What the table says of a situation: lists of codes, findings per criterion, dissent."""

from __future__ import annotations

from django.db import models

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Agency

from ..rules import CODE_LENGTH, Stance
from .discussion import Discussion


class CodeOfADiscussion(models.Model):
    """Shared columns of the lists: a discussion and a code, each code once."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        """By code: the order says nothing about what was said first or loudest."""

        abstract = True
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["discussion", "code"], name="%(class)s_once"),
        )

    class Privacy:
        """In combination codes tell a story."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        code = PrivacyClass.QUASI_IDENTIFIER

    def __str__(self) -> str:
        return self.code


class DiscussionFactor(CodeOfADiscussion):
    """A risk factor, a code of `risk_factors`."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="factors")


class DiscussionProtective(CodeOfADiscussion):
    """A protective factor, a code of `protective_factors`."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="protective")


class DiscussionFlag(CodeOfADiscussion):
    """A study flag, a code of `study_flags`."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="flags")


class CriterionFinding(models.Model):
    """Whether the table finds one criterion met, a code of `criteria`."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="findings")
    criterion = models.CharField(max_length=CODE_LENGTH)
    met = models.BooleanField()

    class Meta:
        """One finding a criterion."""

        constraints = (
            models.UniqueConstraint(fields=["discussion", "criterion"], name="finding_once"),
        )

    class Privacy:
        """What was judged of a situation."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        criterion = PrivacyClass.OPERATIONAL
        met = PrivacyClass.QUASI_IDENTIFIER

    def __str__(self) -> str:
        return self.criterion


class Dissent(models.Model):
    """An agency that sees it otherwise, and on what ground: a code of `dissent_criteria`."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="dissents")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        """An agency dissents once on each ground."""

        constraints = (
            models.UniqueConstraint(
                fields=["discussion", "agency", "criterion"], name="dissent_once"
            ),
        )

    class Privacy:
        """Positions of agencies."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.QUASI_IDENTIFIER
        criterion = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.criterion


class Position(models.Model):
    """Where one agency stands, at a table that decides by vote or by each agency's position."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="positions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Stance])

    class Meta:
        """One position an agency."""

        constraints = (
            models.UniqueConstraint(fields=["discussion", "agency"], name="position_once"),
        )

    class Privacy:
        """Positions of agencies."""

        id = PrivacyClass.OPERATIONAL
        discussion = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.QUASI_IDENTIFIER
        stance = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.stance
