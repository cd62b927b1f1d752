"""Making a seat's calendar address, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Denied
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.network.rules import AT_THE_TABLE

from . import selectors
from .models import FeedAddress
from .rules import digest_of, new_token


def make_address(*, by: Seat, at: datetime) -> str:
    """Make a new address for one's own seat and end the one before; returns its token, once."""
    with acting("calendar.address_made", by=by, at=at):
        if not by.has_role(*AT_THE_TABLE):
            raise Denied(_("Only who sits at a table has its meetings in a calendar."))
        FeedAddress.objects.filter(seat=by, revoked_at__isnull=True).update(revoked_at=at)
        token = new_token()
        FeedAddress.objects.create(seat=by, digest=digest_of(token), made_at=at)
    return token


def revoke_address(*, by: Seat, at: datetime) -> None:
    """Take one's own address back. AlreadyDone where there is none."""
    with acting("calendar.address_revoked", by=by, at=at):
        found = selectors.address_of(by)
        if found is None:
            raise AlreadyDone(_("You have no calendar address."))
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
