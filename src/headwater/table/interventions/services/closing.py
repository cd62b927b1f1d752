"""The end: the table is told, access ends, and what was sealed is destroyed on its day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat
from headwater.vault import api as vault

from .. import periods, permissions, selectors
from ..entering import columns, hold, take_once
from ..models import Debrief, ReportBack, Response, Visit
from ..rules import AFTER_REPORT, TRANSITIONS, DebriefReason, Standing, State


def report_back(
    *,
    response: Response,
    standing: str,
    by: Seat,
    at: datetime,
    debrief: str = "",
    form_key: str = "",
) -> ReportBack:
    """Say to the table only what it needs: done, the risk remains, or more time is needed.

    `standing` is a code of `rules.Standing`. It may be said again; the last one holds.
    `debrief`, a code of `rules.DebriefReason`, offers a debrief with the same word.
    """
    with acting(
        "response.reported_back", by=by, at=at, subject=response.reference, standing=standing
    ):
        hold(response)
        permissions.may_report_back(by, response)
        take_once(response, form_key, at)
        if standing not in set(Standing):
            raise Refused(_("Choose one of the answers in the list."), field="standing")
        report = ReportBack.objects.create(standing=standing, **columns(response, by, at, at))
        if debrief:
            if debrief not in set(DebriefReason):
                raise Refused(_("Choose one of the answers in the list."), field="debrief")
            Debrief.objects.create(reason=debrief, **columns(response, by, at, at))
        response.state = AFTER_REPORT[Standing(standing)]
        response.reported_at = at
        response.save(update_fields=["state", "reported_at"])
    return report


def close_response(*, response: Response, by: Seat, at: datetime, form_key: str = "") -> None:
    """Close a response: work on it ends, and the day of destruction is set.

    Until that day an agency that was still inside can open what it wrote itself, for its own
    file, and nothing else. AlreadyDone when it was closed before.
    """
    with acting("response.closed", by=by, at=at, subject=response.reference):
        hold(response)
        if State.CLOSED not in TRANSITIONS[State(response.state)]:
            raise AlreadyDone(_("This response was closed already."))
        permissions.may_close(by, response)
        take_once(response, form_key, at)
        until = at + periods.own_file().length
        inside = {each.agency for each in vault.grants(response.sealed_under, at)}
        for part in selectors.participants(response):
            if part.agency.code in inside:
                _keep_own_file(response, part.agency, until, by=by, at=at)
        response.state = State.CLOSED
        response.closed_at = at
        response.destroy_at = until
        response.save(update_fields=["state", "closed_at", "destroy_at"])


def _keep_own_file(
    response: Response, agency: Agency, until: datetime, *, by: Seat, at: datetime
) -> None:
    """Exchange an agency's access to the plan for access to what it wrote itself."""
    under = response.sealed_under
    own_file = vault.Purpose.OWN_FILE
    vault.admit(reference=under, agency=agency, purpose=own_file, until=until, by=by, at=at)
    plan = vault.Purpose.PLAN_RESPONSE
    vault.dismiss(reference=under, agency=agency, by=by, at=at, purpose=plan)


def destroy(*, response: Response, at: datetime) -> None:
    """Destroy what a closed response sealed. Called by retention, in nobody's seat.

    What made the visit safe goes too: its language says something of the person, and no work
    needs it any more.
    """
    with transaction.atomic():
        hold(response)
        if response.destroy_at is None or response.destroyed_at is not None:
            raise AlreadyDone(_("There is nothing left to destroy."))
        vault.destroy(reference=response.sealed_under, at=at, reason="response_ended", by=None)
        Visit.objects.filter(response=response).delete()
        response.destroyed_at = at
        response.save(update_fields=["destroyed_at"])
        trail.record("response.destroyed", at=at, subject=response.reference)
