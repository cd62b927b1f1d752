"""Striking out what was wrong, with a date and a reason; the right entry is then made anew."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone
from headwater.network.acting import acting
from headwater.network.models import Seat

from .. import codes, permissions, selectors
from ..entering import columns, hold, take_once
from ..models import Correction, ReportBack, Response
from ..rules import AFTER_REPORT, Standing, State


def correct(
    *,
    response: Response,
    entry: str,
    reason: str,
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> Correction:
    """Strike out the entry of this reference. It stays readable, and counts no more.

    NotFoundHere for an entry of another response; AlreadyDone for one that was struck out.
    What an agency lost by a withdrawal does not come back by striking it out: the table
    chooses its agencies.
    """
    with acting("response.entry_corrected", by=by, at=at, subject=response.reference) as deed:
        hold(response)
        kind, found = selectors.entry_of(response, entry)
        permissions.may_correct(by, found)
        take_once(response, form_key, at)
        if Correction.objects.filter(entry=entry).exists():
            raise AlreadyDone(_("This entry was corrected already."))
        codes.known(codes.CORRECTION_REASONS, reason, field="reason")
        correction = Correction.objects.create(
            kind=kind, entry=entry, reason=reason, **columns(response, by, at, at)
        )
        _follow(response, kind)
        deed.detail.update(entry=entry, kind=kind, reason=reason)
    return correction


def _follow(response: Response, kind: str) -> None:
    """Bring the response in line with the entries that still stand."""
    if kind == "door":
        door = selectors.door_of(response)
        response.plan_police_at_door = door.police if door else None
        response.save(update_fields=["plan_police_at_door"])
    if kind == "report":
        reports = selectors.standing(ReportBack.objects.filter(response=response))
        last = reports.order_by("at", "id").last()
        response.state = AFTER_REPORT[Standing(last.standing)] if last else State.OPEN
        response.reported_at = last.at if last else None
        response.save(update_fields=["state", "reported_at"])
