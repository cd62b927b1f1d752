"""Who may give, renew and end seats. Each rule raises `Denied` with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Seat
from headwater.network.rules import Role


def may_administer(by: Seat) -> None:
    """Only an administrator gives and ends seats."""
    if not by.has_role(Role.ADMINISTRATOR):
        raise Denied(_("Only an administrator gives and ends seats."))


def may_end(by: Seat, seat: Seat) -> None:
    """Any seat but one's own: somebody must be left to give the next one."""
    may_administer(by)
    if seat.reference == by.reference:
        raise Denied(_("You cannot end the seat you act in."))


def may_invite_again(by: Seat, seat: Seat, live: Iterable[Seat]) -> None:
    """Renew a way in for a person whose live seats (`live`) are all in one's own community.

    An invitation sets a new password. So it is never for oneself, and a community cannot open
    the way into another one through a person who sits in both.
    """
    may_administer(by)
    if seat.person_id == by.person_id:
        raise Denied(_("Change your own password on the page of your sessions."))
    if any(other.community_id != by.community_id for other in live):
        raise Denied(
            _("This person also sits in another community. Invite them from the command line.")
        )
