"""Who says what an agency offers. A rule raises Denied with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied

from ..models import Agency, Seat
from ..rules import SPEAKS_FOR_AGENCY, Role


def may_say(seat: Seat, agency: Agency | None) -> None:
    """The agency itself: who speaks for it, and its lead. Nobody says it for another."""
    speaks = seat.has_role(Role.AGENCY_LEAD, *SPEAKS_FOR_AGENCY)
    if agency is None or not speaks or seat.agency_id != agency.pk:
        raise Denied(_("Each agency says itself what it offers and whether it has room."))
