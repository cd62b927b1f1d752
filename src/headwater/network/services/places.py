"""Verbs on communities and their tables: founding, naming, setting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.accounts.models import Person
from headwater.audit import trail
from headwater.core.errors import Refused
from headwater.core.zones import local_day

from .. import permissions, selectors
from ..acting import acting
from ..models import Community, Seat, Table
from ..rules import (
    CODE_LENGTH,
    MOST_HOURS,
    MOST_QUORUM,
    ZONES,
    DecisionMode,
    FilterThree,
    Role,
)
from .coding import free_code


@dataclass(frozen=True)
class TableSettings:
    """What the members of a table agreed on. `quorum` None: no number was agreed."""

    name_en: str
    name_fr: str
    time_zone: str
    filter_three: FilterThree = FilterThree.SPOKEN
    decision_mode: DecisionMode = DecisionMode.CONSENSUS
    quorum: int | None = None
    small_place: bool = False
    first_contact_hours: int = 48


@transaction.atomic
def found_community(
    *, person: Person, slug: str, name_en: str, name_fr: str, time_zone: str, at: datetime
) -> Seat:
    """Make the first community and seat the person as its administrator; returns that seat.

    NotFoundHere once anybody has ever had a seat. Refused at the field for an empty name, an
    address that is taken, or an unknown zone.
    """
    permissions.may_found()
    _known_zone(time_zone)
    if not name_en.strip() or not slug:
        raise Refused(_("Enter the name of your community."), field="name_en")
    if selectors.communities().filter(slug=slug).exists():
        raise Refused(_("There is a community of this name already."), field="name_en")
    community = Community.objects.create(
        slug=slug, name_en=name_en.strip(), name_fr=name_fr.strip(), time_zone=time_zone
    )
    return seat_founder(person=person, community=community, at=at)


@transaction.atomic
def seat_founder(*, person: Person, community: Community, at: datetime) -> Seat:
    """Give the first administrator their seat from today. The trail names nobody as giver."""
    seat = Seat.objects.create(
        person=person,
        community=community,
        role=Role.ADMINISTRATOR,
        starts=local_day(at, community.time_zone),
    )
    trail.record("community.founded", at=at, person=person.reference, subject=community.reference)
    trail.record("seat.given", at=at, person=person.reference, subject=seat.reference)
    return seat


def change_community(
    *, name_en: str, name_fr: str, time_zone: str, launched: date | None, by: Seat, at: datetime
) -> Community:
    """Name the administrator's own community anew; its public address stays as it is."""
    community = by.community
    with acting("community.changed", by=by, at=at, subject=community.reference):
        permissions.may_change_community(by, community)
        _known_zone(time_zone)
        community.name_en, community.name_fr = name_en.strip(), name_fr.strip()
        community.time_zone, community.launched = time_zone, launched
        community.save(update_fields=["name_en", "name_fr", "time_zone", "launched"])
    return community


def make_table(*, settings: TableSettings, by: Seat, at: datetime) -> Table:
    """Make a table of the administrator's community; its code is made from the English name."""
    with acting("table.made", by=by, at=at) as deed:
        permissions.may_make_table(by)
        _check(settings)
        taken = set(by.community.tables.values_list("code", flat=True))
        table = Table.objects.create(
            community=by.community,
            code=free_code(settings.name_en, taken, longest=CODE_LENGTH),
            **vars(settings),
        )
        deed.subject = table.reference
    return table


def set_table(*, table: Table, settings: TableSettings, by: Seat, at: datetime) -> Table:
    """Change what the members of a table agreed on. The trail keeps which settings moved."""
    with acting("table.settings_changed", by=by, at=at, subject=table.reference) as deed:
        permissions.may_set_table(by, table)
        _check(settings)
        moved = [name for name, value in vars(settings).items() if getattr(table, name) != value]
        for name in moved:
            setattr(table, name, getattr(settings, name))
        table.save(update_fields=moved)
        deed.detail["moved"] = ",".join(moved)
    return table


def _check(settings: TableSettings) -> None:
    _known_zone(settings.time_zone)
    if not settings.name_en.strip():
        raise Refused(_("Enter the table’s name."), field="name_en")
    if settings.quorum is not None and not 1 <= settings.quorum <= MOST_QUORUM:
        raise Refused(_("Enter a number of agencies from 1 to 99."), field="quorum")
    if not 1 <= settings.first_contact_hours <= MOST_HOURS:
        raise Refused(_("Enter hours from 1 to 168."), field="first_contact_hours")


def _known_zone(zone: str) -> None:
    if zone not in ZONES:
        raise Refused(_("Choose a time zone from the list."), field="time_zone")
