"""Goals of a community, the logic model of each, its boxes and arrows, and its indicators."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Community

from .rules import Better, Column, Standing


def _reference() -> str:
    return new_reference("g")


class TwoTexts(models.Model):
    """A text in English and French, both always there."""

    text_en = models.TextField()
    text_fr = models.TextField()

    class Meta:
        """Shared columns only."""

        abstract = True

    def text(self, language: str) -> str:
        """The text in a language of the product."""
        return self.text_fr if language.startswith("fr") else self.text_en


class Goal(TwoTexts):
    """One of the community's goals, with its logic model's standing and source."""

    reference = models.CharField(max_length=MAX_LENGTH, unique=True, default=_reference)
    community = models.ForeignKey(Community, models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    standing = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Standing], default=Standing.DRAFTED
    )
    source = models.CharField(max_length=200)

    class Meta:
        """In the community's order."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["community", "number"], name="goal_number_once"),
        )

    class Privacy:
        """Published by the community."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        number = PrivacyClass.OPERATIONAL
        text_en = PrivacyClass.OPERATIONAL
        text_fr = PrivacyClass.OPERATIONAL
        standing = PrivacyClass.OPERATIONAL
        source = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.community.slug}: goal {self.number}"


class Node(TwoTexts):
    """A box of a logic model."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="nodes")
    code = models.SlugField(max_length=60)
    column = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Column])
    position = models.PositiveSmallIntegerField()

    class Meta:
        """Top to bottom in its column."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["goal", "code"], name="node_code_once"),
            models.UniqueConstraint(fields=["goal", "column", "position"], name="node_place"),
        )

    class Privacy:
        """Published by the community."""

        id = PrivacyClass.OPERATIONAL
        goal = PrivacyClass.OPERATIONAL
        code = PrivacyClass.OPERATIONAL
        column = PrivacyClass.OPERATIONAL
        position = PrivacyClass.OPERATIONAL
        text_en = PrivacyClass.OPERATIONAL
        text_fr = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.code


class Link(models.Model):
    """An arrow: the partnership believes that `source` helps to bring about `target`."""

    source = models.ForeignKey(Node, models.CASCADE, related_name="leads_to")
    target = models.ForeignKey(Node, models.CASCADE, related_name="follows_from")

    class Meta:
        """One arrow between two boxes, and none onto itself."""

        constraints = (
            models.UniqueConstraint(fields=["source", "target"], name="link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_not_to_itself"),
        )

    class Privacy:
        """Published by the community."""

        id = PrivacyClass.OPERATIONAL
        source = PrivacyClass.OPERATIONAL
        target = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.source.code} → {self.target.code}"


class Indicator(TwoTexts):
    """A number that tells about a box. `measure` names a function in `measures.py`."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="indicators")
    code = models.SlugField(max_length=60)
    measure = models.SlugField(max_length=40)
    better = models.CharField(max_length=8, choices=[(b.value, b.value) for b in Better])
    target = models.FloatField(null=True, blank=True)

    class Meta:
        """One code once at a box."""

        constraints = (
            models.UniqueConstraint(fields=["node", "code"], name="indicator_code_once"),
        )

    class Privacy:
        """Published by the community."""

        id = PrivacyClass.OPERATIONAL
        node = PrivacyClass.OPERATIONAL
        code = PrivacyClass.OPERATIONAL
        measure = PrivacyClass.OPERATIONAL
        better = PrivacyClass.OPERATIONAL
        target = PrivacyClass.OPERATIONAL
        text_en = PrivacyClass.OPERATIONAL
        text_fr = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.code
