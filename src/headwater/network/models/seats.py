"""A seat: person × agency × table × role, from–to. The unit of every permission."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference

from ..labels import role_label
from ..rules import NEEDS, Role
from .places import Agency, Community, Table


def _reference() -> str:
    return new_reference("s")


def _has_what_its_role_needs() -> Q:
    """A condition for the database: each role is tied to what `rules.NEEDS` says."""
    condition = Q()
    for role, needed in NEEDS.items():
        alone = Q(role=role.value)
        for tie in sorted(needed):
            alone &= Q(**{f"{tie}__isnull": False})
        condition |= alone
    return condition


class Seat(models.Model):
    """What one person may do, for whom, where, and in which days (both ends included)."""

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    community = models.ForeignKey(Community, models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="seats", null=True, blank=True)
    table = models.ForeignKey(Table, models.PROTECT, related_name="seats", null=True, blank=True)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        """The database refuses a seat that its role could not use."""

        constraints = (
            models.CheckConstraint(condition=_has_what_its_role_needs(), name="seat_role_ties"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="seat_ends_after_start",
            ),
        )

    class Privacy:
        """Who works where: about staff, not about people served."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        person = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        role = PrivacyClass.OPERATIONAL
        starts = PrivacyClass.OPERATIONAL
        ends = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference

    def is_live(self, day: date) -> bool:
        """Whether the seat may be used on that day (of the community's time zone)."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def has_role(self, *roles: Role) -> bool:
        """Whether the seat is of one of these roles."""
        return Role(self.role) in roles

    @property
    def role_label(self) -> str:
        """The role in the language in force."""
        return role_label(Role(self.role))

    @property
    def zone(self) -> str:
        """The time zone the seat works in: its table's, else its community's."""
        return self.table.time_zone if self.table else self.community.time_zone
