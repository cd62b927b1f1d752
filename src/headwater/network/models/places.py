"""Communities, their tables and agencies, and the agreements that bind an agency to a table."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference

from ..rules import DecisionMode, FilterThree


def _community_reference() -> str:
    return new_reference("c")


def _agency_reference() -> str:
    return new_reference("a")


def _table_reference() -> str:
    return new_reference("t")


class ThreeNames(models.Model):
    """A name in English, French and, only where the community gives it, Anishinaabemowin."""

    name_en = models.CharField(_("Name in English"), max_length=200)
    name_fr = models.CharField(_("Name in French"), max_length=200, blank=True)
    name_oj = models.CharField(_("Name in Anishinaabemowin"), max_length=200, blank=True)

    class Meta:
        """Shared columns only."""

        abstract = True

    def name(self, language: str) -> str:
        """The name in a language (`en`, `fr`, `oj`), or in English where it was not given."""
        return getattr(self, f"name_{language[:2]}", "") or self.name_en


class Community(ThreeNames):
    """A partnership of agencies and the place it serves. The tenant of everything below."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_community_reference, editable=False
    )
    slug = models.SlugField(max_length=80, unique=True)
    time_zone = models.CharField(max_length=64, default="America/Toronto")
    launched = models.DateField(null=True, blank=True)

    class Privacy:
        """Facts about an organisation, published by itself."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        slug = PrivacyClass.OPERATIONAL
        name_en = PrivacyClass.OPERATIONAL
        name_fr = PrivacyClass.OPERATIONAL
        name_oj = PrivacyClass.OPERATIONAL
        time_zone = PrivacyClass.OPERATIONAL
        launched = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.slug


class Agency(ThreeNames):
    """An organisation of the partnership. `sector` and `agency_type` are vocabulary codes."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_agency_reference, editable=False
    )
    community = models.ForeignKey(Community, models.PROTECT, related_name="agencies")
    code = models.SlugField(max_length=40)
    sector = models.CharField(max_length=60)
    agency_type = models.CharField(max_length=60, blank=True)
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)

    class Meta:
        """One code once in a community."""

        constraints = (
            models.UniqueConstraint(fields=["community", "code"], name="agency_code_once"),
            models.CheckConstraint(
                condition=Q(left__isnull=True) | Q(left__gte=F("joined")),
                name="agency_leaves_after_joining",
            ),
        )

    class Privacy:
        """Facts about an organisation."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        code = PrivacyClass.OPERATIONAL
        name_en = PrivacyClass.OPERATIONAL
        name_fr = PrivacyClass.OPERATIONAL
        name_oj = PrivacyClass.OPERATIONAL
        sector = PrivacyClass.OPERATIONAL
        agency_type = PrivacyClass.OPERATIONAL
        joined = PrivacyClass.OPERATIONAL
        left = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.code


class Table(ThreeNames):
    """A situation table of a community, with the settings its members agreed on."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_table_reference, editable=False
    )
    community = models.ForeignKey(Community, models.PROTECT, related_name="tables")
    code = models.SlugField(max_length=40)
    time_zone = models.CharField(max_length=64)
    filter_three = models.CharField(
        max_length=10,
        choices=[(mode.value, mode.value) for mode in FilterThree],
        default=FilterThree.SPOKEN,
    )
    decision_mode = models.CharField(
        max_length=10,
        choices=[(mode.value, mode.value) for mode in DecisionMode],
        default=DecisionMode.CONSENSUS,
    )
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    small_place = models.BooleanField(default=False)
    first_contact_hours = models.PositiveSmallIntegerField(default=48)

    class Meta:
        """One code once in a community."""

        constraints = (
            models.UniqueConstraint(fields=["community", "code"], name="table_code_once"),
        )

    class Privacy:
        """Settings."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        code = PrivacyClass.OPERATIONAL
        name_en = PrivacyClass.OPERATIONAL
        name_fr = PrivacyClass.OPERATIONAL
        name_oj = PrivacyClass.OPERATIONAL
        time_zone = PrivacyClass.OPERATIONAL
        filter_three = PrivacyClass.OPERATIONAL
        decision_mode = PrivacyClass.OPERATIONAL
        quorum = PrivacyClass.OPERATIONAL
        small_place = PrivacyClass.OPERATIONAL
        first_contact_hours = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.code

    @property
    def full_code(self) -> str:
        """The table's name among all tables of an installation, as the extract knows it."""
        return f"{self.community.slug}/{self.code}"


class Agreement(models.Model):
    """The signed agreement under which an agency sits at a table, from–to."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="agreements")
    table = models.ForeignKey(Table, models.PROTECT, related_name="agreements")
    signed = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Privacy:
        """About organisations."""

        id = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        signed = PrivacyClass.OPERATIONAL
        ends = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.agency.code} at {self.table.code}"

    def in_force(self, day: date) -> bool:
        """Whether it binds on that day."""
        return self.signed <= day and (self.ends is None or day <= self.ends)
