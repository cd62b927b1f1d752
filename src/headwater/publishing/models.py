"""Knowledge products and their editions. A published edition is frozen, word and number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Community, Seat

from .rules import PUBLIC, Kind, State


def _product_reference() -> str:
    return new_reference("k")


def _edition_reference() -> str:
    return new_reference("e")


class Product(models.Model):
    """A knowledge product of a community about one closed quarter (`2026-Q3`)."""

    reference = models.CharField(max_length=MAX_LENGTH, unique=True, default=_product_reference)
    community = models.ForeignKey(Community, models.PROTECT, related_name="products")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    quarter = models.CharField(max_length=7)

    class Meta:
        """One of a kind a quarter; corrections are editions of it."""

        constraints = (
            models.UniqueConstraint(fields=["community", "kind", "quarter"], name="product_once"),
        )

    class Privacy:
        """Public."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        kind = PrivacyClass.OPERATIONAL
        quarter = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.community.slug}: {self.kind} {self.quarter}"


class Edition(models.Model):
    """One version of a product.

    `figures` holds what `evidence.disclosure` released, as text and drawings in both languages
    (see `bulletin.build`); `release` is the ledger's reference of it. `context_en` and
    `context_fr` are the author's note on what the counts can mean.
    """

    reference = models.CharField(max_length=MAX_LENGTH, unique=True, default=_edition_reference)
    product = models.ForeignKey(Product, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in State], default=State.DRAFT
    )
    figures = models.JSONField()
    release = models.CharField(max_length=80)
    context_en = models.TextField()
    context_fr = models.TextField()
    author = models.ForeignKey(Seat, models.PROTECT, related_name="authored_editions")
    approved_by = models.ForeignKey(
        Seat, models.PROTECT, related_name="approved_editions", null=True, blank=True
    )
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nothing is public that nobody else approved."""

        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["product", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in sorted(PUBLIC)])
                | Q(approved_by__isnull=False, published_at__isnull=False),
                name="edition_public_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author")),
                name="edition_approved_by_another",
            ),
        )

    class Privacy:
        """Made to be public."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        product = PrivacyClass.OPERATIONAL
        number = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL
        figures = PrivacyClass.OPERATIONAL
        release = PrivacyClass.OPERATIONAL
        context_en = PrivacyClass.FREE_TEXT
        context_fr = PrivacyClass.FREE_TEXT
        author = PrivacyClass.OPERATIONAL
        approved_by = PrivacyClass.OPERATIONAL
        made_at = PrivacyClass.OPERATIONAL
        approved_at = PrivacyClass.OPERATIONAL
        published_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it."""
        return State(self.state) in PUBLIC


class EditionFile(models.Model):
    """The PDF of an edition in one language, made when it is published, byte for byte."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    language = models.CharField(max_length=2)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        """One a language."""

        constraints = (
            models.UniqueConstraint(fields=["edition", "language"], name="edition_file_once"),
        )

    class Privacy:
        """Public."""

        id = PrivacyClass.OPERATIONAL
        edition = PrivacyClass.OPERATIONAL
        language = PrivacyClass.OPERATIONAL
        content = PrivacyClass.OPERATIONAL
        digest = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.edition.reference}.{self.language}.pdf"
