"""The verb of this room: giving what a seat had in hand to another of its agency."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.network.acting import acting
from headwater.network.models import Seat

from . import permissions, selectors
from .models import Handover


def hand_on(*, left: Seat, to: Seat, by: Seat, at: datetime) -> Handover:
    """Let another live seat of the same agency go on with what a seat left behind.

    NotFoundHere where the seat left nothing this one may see; AlreadyDone when someone holds it;
    Refused for a seat of another agency, or one that has ended.
    """
    with acting("seat.work_handed_on", by=by, at=at, subject=left.reference) as deed:
        if not selectors.is_theirs_to_see(by, left):
            raise NotFoundHere
        permissions.may_hand_on(by, left)
        if selectors.is_live(selectors.holder_of(left, at), at):
            raise AlreadyDone(_("Someone goes on with this already."))
        selectors.left_by(by, left.reference, at)
        if to not in selectors.may_take_over(left, at):
            raise Refused(_("Choose someone of the same agency who has a seat."), field="to")
        deed.detail["to"] = to.reference
        # From the end of the chain: who held it last hands it on.
        last = selectors.holder_of(left, at)
        return Handover.objects.create(from_seat=last, to_seat=to, by=by, at=at)
