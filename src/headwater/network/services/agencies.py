"""Verbs on agencies: joining, being named, signing, leaving."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.vocabulary import registry

from .. import permissions
from ..acting import acting
from ..models import Agency, Agreement, Seat, Table
from ..rules import CODE_LENGTH
from .coding import free_code

AGENCY_TYPES = "agency_types"


def make_agency(
    *, name_en: str, name_fr: str, agency_type: str, joined: date, by: Seat, at: datetime
) -> Agency:
    """Add an agency to the community of the seat; the type (a code of the list) gives the sector.

    Refused for a name the community has already: one agency, one row, also after it left.
    """
    with acting("agency.made", by=by, at=at) as deed:
        permissions.may_keep_agencies(by)
        sector = _sector(agency_type)
        _free_name(by, name_en)
        taken = set(by.community.agencies.values_list("code", flat=True))
        agency = Agency.objects.create(
            community=by.community,
            code=free_code(name_en, taken, longest=CODE_LENGTH),
            name_en=name_en.strip(),
            name_fr=name_fr.strip(),
            agency_type=agency_type,
            sector=sector,
            joined=joined,
        )
        deed.subject = agency.reference
    return agency


def change_agency(
    *,
    agency: Agency,
    name_en: str,
    name_fr: str,
    agency_type: str,
    joined: date,
    by: Seat,
    at: datetime,
) -> Agency:
    """Name an agency anew. What was recorded of its sector before stays as it was recorded."""
    with acting("agency.changed", by=by, at=at, subject=agency.reference):
        permissions.may_keep_agencies(by, agency)
        agency.sector = _sector(agency_type)
        _free_name(by, name_en, but=agency)
        if agency.left is not None and joined > agency.left:
            raise Refused(_("The agency left before this day."), field="joined")
        agency.name_en, agency.name_fr = name_en.strip(), name_fr.strip()
        agency.agency_type, agency.joined = agency_type, joined
        agency.save(update_fields=["name_en", "name_fr", "agency_type", "sector", "joined"])
    return agency


def let_agency_leave(*, agency: Agency, left: date, by: Seat, at: datetime) -> None:
    """Record an agency's last day: its agreements and its seats end with that day.

    What its seats held is not lost: it stands on the list of what nobody holds.
    AlreadyDone for an agency that left before.
    """
    with acting("agency.left", by=by, at=at, subject=agency.reference) as deed:
        permissions.may_keep_agencies(by, agency)
        if agency.left is not None:
            raise AlreadyDone(_("This agency has left already."))
        if left < agency.joined:
            raise Refused(_("The agency joined after this day."), field="left")
        agency.left = left
        agency.save(update_fields=["left"])
        beyond = Q(ends__isnull=True) | Q(ends__gt=left)
        for agreement in agency.agreements.filter(beyond, signed__lte=left):
            agreement.ends = left
            agreement.save(update_fields=["ends"])
        ended = list(agency.seats.filter(beyond))
        for seat in ended:
            seat.ends, seat.starts = left, min(seat.starts, left)
            seat.save(update_fields=["starts", "ends"])
        deed.detail["seats"] = str(len(ended))


def sign_agreement(
    *, agency: Agency, table: Table, signed: date, ends: date | None, by: Seat, at: datetime
) -> Agreement:
    """Record the agreement under which an agency sits at a table, from the day it was signed.

    Refused where another one binds in the same days, and for an agency that has left.
    """
    with acting("agreement.signed", by=by, at=at, subject=agency.reference) as deed:
        permissions.may_keep_agreement(by, agency, table)
        if agency.left is not None and agency.left <= signed:
            raise Refused(_("This agency has left. It signs no agreement."), field="signed")
        if ends is not None and ends < signed:
            raise Refused(_("It ends before it was signed. Check the days."), field="ends")
        overlap = Q(ends__isnull=True) | Q(ends__gte=signed)
        if ends is not None:
            overlap &= Q(signed__lte=ends)
        if agency.agreements.filter(overlap, table=table).exists():
            raise Refused(
                _("An agreement with this table is in force in these days."), field="signed"
            )
        deed.detail["table"] = table.reference
        return Agreement.objects.create(agency=agency, table=table, signed=signed, ends=ends)


def end_agreement(*, agency: Agency, table: Table, ends: date, by: Seat, at: datetime) -> None:
    """End the agreement in force with a day, its last one. NotFoundHere where there is none."""
    with acting("agreement.ended", by=by, at=at, subject=agency.reference) as deed:
        permissions.may_keep_agreement(by, agency, table)
        beyond = Q(ends__isnull=True) | Q(ends__gt=ends)
        found = agency.agreements.filter(beyond, table=table).order_by("-signed").first()
        if found is None:
            raise NotFoundHere
        # One signed later than its last day never came into force.
        found.signed = min(found.signed, ends)
        found.ends = ends
        found.save(update_fields=["signed", "ends"])
        deed.detail["table"] = table.reference


def _sector(agency_type: str) -> str:
    found = registry.current(AGENCY_TYPES).get(agency_type)
    if found is None:
        raise Refused(_("Choose a type from the list."), field="agency_type")
    return str(found.get("sector"))


def _free_name(by: Seat, name: str, but: Agency | None = None) -> None:
    if not name.strip():
        raise Refused(_("Enter the agency’s name."), field="name_en")
    same = by.community.agencies.filter(name_en__iexact=name.strip())
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Refused(_("Your community has an agency of this name already."), field="name_en")
