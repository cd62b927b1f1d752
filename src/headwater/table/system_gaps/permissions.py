"""Who curates. A rule raises Denied with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Seat
from headwater.network.rules import Role


def may_curate(seat: Seat) -> None:
    """The chair or coordinator of the table."""
    if seat.table is None or not seat.has_role(Role.CHAIR):
        raise Denied(_("The coordinator keeps the list of system gaps. Tell them what is missing."))
