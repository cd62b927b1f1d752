"""People who were named without their consent, and who tells them by when."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat

from .. import permissions
from ..entering import columns, happened, hold, person, take_once, takes_part
from ..models import Correction, Response, ToBeTold


def add_to_be_told(
    *,
    response: Response,
    person_number: int,
    owner: Agency,
    due: date,
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> ToBeTold:
    """Note that a person is to be told, by an agency of the response, by a day (table's zone)."""
    with acting("response.to_be_told_added", by=by, at=at, subject=response.reference):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        if due < local_day(at, response.table.time_zone):
            raise Refused(_("This day is past. Choose today or a later day."), field="due")
        return ToBeTold.objects.create(
            person_number=person(person_number),
            owner=takes_part(response, owner, field="owner"),
            due=due,
            **columns(response, by, at, at),
        )


def mark_told(
    *,
    entry: ToBeTold,
    by: Seat,
    at: datetime,
    happened_at: datetime | None = None,
    form_key: str = "",
) -> None:
    """Note that a person was told. AlreadyDone when that was noted, or the entry struck out."""
    response = entry.response
    with acting("response.person_told", by=by, at=at, subject=response.reference):
        hold(response)
        entry.refresh_from_db()
        permissions.may_mark_told(by, entry)
        take_once(response, form_key, at)
        struck = Correction.objects.filter(entry=entry.reference).exists()
        if struck or entry.told_at is not None:
            raise AlreadyDone(_("This was noted already."))
        entry.told_at = happened(response, happened_at, at)
        entry.save(update_fields=["told_at"])
