"""What the verbs share: the response held, a form taken once, times that can be true."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.models import Agency, Seat

from . import selectors
from .models import Response, SentForm
from .rules import MOST_PERSONS


class EntryColumns(TypedDict):
    """The columns every entry has."""

    response: Response
    at: datetime
    recorded_at: datetime
    by_agency: Agency | None


def hold(response: Response) -> None:
    """Read the response anew and keep others from changing it until the deed is done.

    SQLite has one writer at a time anyway; PostgreSQL locks the row.
    """
    response.refresh_from_db(from_queryset=Response.objects.select_for_update())


def take_once(response: Response, form_key: str, at: datetime) -> None:
    """Remember a form's key. AlreadyDone when the same form was taken before."""
    if not form_key:
        return
    _kept, new = SentForm.objects.get_or_create(
        key=form_key, defaults={"response": response, "at": at}
    )
    if not new:
        raise AlreadyDone(_("This was saved already. Nothing was recorded twice."))


def happened(response: Response, when: datetime | None, at: datetime) -> datetime:
    """When it happened: `at` if not said. Refused in the future and before the acceptance."""
    if when is None:
        return at
    if when > at:
        raise Refused(
            _("This time is still to come. Check the day and the hour."), field="happened_at"
        )
    # Forms know minutes, the acceptance has seconds: within that minute the latter holds.
    if when < response.started_at.replace(second=0, microsecond=0):
        raise Refused(
            _("This is before the table accepted the situation. Check the day and the hour."),
            field="happened_at",
        )
    return max(when, response.started_at)


def columns(response: Response, by: Seat, when: datetime, at: datetime) -> EntryColumns:
    """The columns of an entry this seat writes now about something that happened at `when`."""
    return {"response": response, "at": when, "recorded_at": at, "by_agency": by.agency}


def person(number: int) -> int:
    """A person's number within the response. Refused outside 1 to twelve."""
    if not 1 <= number <= MOST_PERSONS:
        raise Refused(
            _("Count the people from 1 to %(most)s.") % {"most": MOST_PERSONS},
            field="person_number",
        )
    return number


def takes_part(response: Response, agency: Agency, *, field: str) -> Agency:
    """The agency, if it is in the response now. Refused at the field otherwise."""
    if all(part.agency_id != agency.pk for part in selectors.participants(response)):
        raise Refused(_("Choose an agency that takes part in this response."), field=field)
    return agency
