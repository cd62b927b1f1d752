"""Who gives, closes and hands on an action. A rule raises Denied with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Agency, Seat
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.table.discussions.models import Discussion

from . import selectors
from .models import Action


def may_give(seat: Seat) -> None:
    """Whoever sits at a table."""
    if seat.table is None or not seat.has_role(*AT_THE_TABLE):
        raise Denied(_("Only someone who sits at the table gives an action."))


def may_give_to(seat: Seat, agency: Agency | None) -> None:
    """A chair gives to anyone at the table; everyone else takes on for their own agency."""
    may_give(seat)
    if seat.has_role(Role.CHAIR):
        return
    if agency is None or agency.pk != seat.agency_id:
        raise Denied(_("You take on actions for your own agency. The chair gives them to others."))


def may_give_about(seat: Seat, discussion: Discussion) -> None:
    """A discussion whose record the seat sees, once the table accepted it and until it ends."""
    if discussion not in selectors.can_be_about(seat):
        raise Denied(_("An action is about a discussion the table accepted and you take part in."))


def may_close(seat: Seat, action: Action) -> None:
    """Who owns it, or the chair of the table for them."""
    may_give(seat)
    if not seat.has_role(Role.CHAIR) and not selectors.owned_by(seat, action):
        raise Denied(_("The agency that owns this action says what became of it, or the chair."))


def may_hand_on(seat: Seat, action: Action) -> None:
    """The chair, or inside the agency that owns it."""
    may_close(seat, action)
