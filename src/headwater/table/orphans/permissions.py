"""Who gives what nobody holds to someone. A rule raises Denied with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Seat
from headwater.network.rules import Role


def may_hand_on(by: Seat, left: Seat) -> None:
    """The agency's own lead, or a chair: naming who goes on opens nothing to the chair."""
    if by.has_role(Role.CHAIR):
        return
    if not by.has_role(Role.AGENCY_LEAD) or by.agency_id != left.agency_id:
        raise Denied(_("The agency’s lead or the chair says who goes on with this."))
