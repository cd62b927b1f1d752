"""Who may: the vault's own look at seat and grant. It reads both anew and believes no caller."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from headwater.core.zones import local_day
from headwater.network.models import Agency, Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role

from .errors import Shut
from .models import AgencyGrant, Holding
from .rules import ADMITS, DIRECTED_ALONE, SEALS, WITHIN_ONE_AGENCY, WORKS_WITH, Purpose


def living(reference: str) -> Holding | None:
    """The holding of a reference, unless it never was or is destroyed."""
    return (
        Holding.objects.filter(reference=reference, doomed_at=None)
        .select_related("community", "table", "agency")
        .first()
    )


def live_grants(holding: Holding, at: datetime) -> QuerySet[AgencyGrant]:
    """The grants in force at an instant."""
    return holding.grants.filter(starts__lte=at, until__gt=at).select_related("agency")


def live_seat(by: Seat, at: datetime) -> Seat:
    """The seat as the database knows it, if it may act now. Shut if it ended or was altered."""
    seat = (
        Seat.objects.select_related("person", "community", "agency", "table")
        .filter(pk=by.pk, reference=by.reference)
        .first()
    )
    if seat is None or not _is_live(seat, at):
        raise Shut(
            _("This seat has ended. Ask your agency lead or your administrator."),
            code="seat_ended",
        )
    return seat


def may_work(
    holding: Holding | None, seat: Seat, purposes: frozenset[Purpose], at: datetime
) -> tuple[Holding, Agency]:
    """The holding and the seat's agency, if that has a live grant for one of the purposes.

    The seat must be one that does the agency's work, and, but for a screening, which is the
    agency's own, sit at the holding's table: the same agency's people elsewhere are strangers.
    """
    agency = seat.agency
    if agency is None or not any(seat.has_role(*WORKS_WITH[purpose]) for purpose in purposes):
        raise Shut(
            _("Only a representative or an alternate of an agency works with what is sealed."),
            code="role",
        )
    if holding is None:
        raise no_access()
    wanted = [purpose.value for purpose in purposes]
    at_home = holding.purpose == Purpose.SCREENING or seat.table_id == holding.table_id
    granted = live_grants(holding, at).filter(agency=agency, purpose__in=wanted)
    if not at_home or not granted.exists():
        raise no_access()
    return holding, agency


def may_seal(holding: Holding | None, seat: Seat, at: datetime) -> tuple[Holding, Agency]:
    """The holding and the agency, if it has a live grant for a purpose that writes.

    What rests on a youth record is written by the agency that opened the holding alone; those
    it names read.
    """
    found, agency = may_work(holding, seat, SEALS, at)
    if found.purpose == Purpose.YOUTH_RECORD and found.agency_id != agency.pk:
        raise no_access()
    return found, agency


def may_admit(holding: Holding, seat: Seat, agency: Agency, purpose: Purpose, at: datetime) -> None:
    """Whether the seat may admit an agency for a purpose.

    A screening's content stays within the agency that sealed it; to a youth record only that
    agency lets others in, for that purpose alone. Everything else: the seat that opens the
    holding, in that same deed; the chair of its table; an agency that is inside.
    """
    within = holding.purpose == Purpose.SCREENING
    fits = purpose in WITHIN_ONE_AGENCY if within else _fits(Purpose(holding.purpose), purpose)
    if not seat.has_role(*ADMITS[purpose]) or not fits:
        raise wrong_role()
    outside = agency.community_id != holding.community_id or (
        within and not agency.pk == seat.agency_id == holding.agency_id
    )
    if outside:
        raise Shut(_("This agency cannot be given access here."), code="agency")
    opens = holding.opened_by == seat.reference and holding.opened_at == at
    if not within and not opens:
        may_direct(holding, seat, at)


def _fits(held: Purpose, purpose: Purpose) -> bool:
    """Whether a holding opened for one purpose takes a grant for another; neither a screening."""
    if Purpose.YOUTH_RECORD in {held, purpose}:
        return held == purpose
    return purpose != Purpose.SCREENING


def may_direct(holding: Holding, seat: Seat, at: datetime) -> None:
    """Whether the seat may end an access or destroy: the table's chair, or an agency inside.

    Inside is who works with the content; an agency that may only read its own note is not, or
    it could let itself in again. One whose access ends in this very deed still counts, so that
    closing a response can end its own access first. A screening and a youth record have no
    chair; the agency that sealed them may direct them also after its grant ended.
    """
    within = holding.purpose in DIRECTED_ALONE
    if not within and seat.has_role(Role.CHAIR) and seat.table_id == holding.table_id:
        return
    if seat.has_role(*SPEAKS_FOR_AGENCY):
        inside = holding.grants.filter(
            agency=seat.agency_id,
            purpose__in=[purpose.value for purpose in SEALS],
            starts__lte=at,
            until__gte=at,
        ).exists()
        at_home = seat.table_id == holding.table_id
        if seat.agency_id == holding.agency_id if within else inside and at_home:
            return
    raise no_access()


def wrong_role() -> Shut:
    """A seat whose role admits nobody for the purpose."""
    return Shut(_("Your seat cannot give access for this purpose."), code="role")


def no_access() -> Shut:
    """The same refusal for another agency's holding, an ended access and an unknown reference."""
    return Shut(_("Your agency has no access to this, or its access has ended."), code="no_grant")


def _is_live(seat: Seat, at: datetime) -> bool:
    day = local_day(at, seat.zone)
    left = seat.agency.left if seat.agency else None
    return seat.person.is_active and seat.is_live(day) and (left is None or day <= left)
