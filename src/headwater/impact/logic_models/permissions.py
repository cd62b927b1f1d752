"""Who may write goals. The rule raises `Denied` with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Seat

from .rules import WRITES_GOALS


def may_write(seat: Seat) -> None:
    """Evaluators and coordinators."""
    if not seat.has_role(*WRITES_GOALS):
        raise Denied(_("Evaluators and coordinators write goals and logic models."))
