"""Guests for one item: welcomed by the chair, gone with the item at the latest."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.vocabulary import registry

from .. import permissions
from ..models import AgendaItem, Guest
from ..rules import SECTORS, ItemState
from .locking import bump, locked


def welcome_guest(*, item: AgendaItem, sector: str, by: Seat, at: datetime) -> Guest:
    """Let a guest of a sector be there for the open item, after saying that it stays here.

    By word of the chair, who heard the guest say so; no name is kept. Refused for an unknown
    sector or an item that is not open.
    """
    with acting("attendance.guest_came", by=by, at=at, subject=item.meeting.reference) as deed:
        meeting = locked(item.meeting)
        permissions.may_run(by, meeting)
        item = meeting.items.get(pk=item.pk)
        if item.state != ItemState.OPEN:
            raise Refused(_("A guest comes for an item that is open."))
        if sector not in registry.current(SECTORS):
            raise Refused(_("Choose the guest’s sector."), field="sector")
        guest = Guest.objects.create(item=item, sector=sector, came_at=at)
        bump(meeting)
        deed.detail["sector"] = sector
    return guest


def see_guest_out(*, guest: Guest, by: Seat, at: datetime) -> Guest:
    """A guest leaves. AlreadyDone when gone."""
    with acting("attendance.guest_left", by=by, at=at, subject=guest.item.meeting.reference):
        meeting = locked(guest.item.meeting)
        permissions.may_run(by, meeting)
        if guest.left_at is not None:
            raise AlreadyDone(_("This guest has left already."))
        guest.left_at = at
        guest.save(update_fields=["left_at"])
        bump(meeting)
    return guest
