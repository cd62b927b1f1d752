"""Where an agency's own questions come from: what it asks today, a starting point, another agency.

An agency that has written a good protocol may share it; others copy it and make it their own. The
copy tells where it came from, and never changes with the original.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat

from .. import lists, permissions
from ..models import Protocol
from ..periods import periods
from ..selectors import draft_of, in_force, own_agency, published, today_of
from .keeping import hold


def adopt_template(*, agency: Agency, day: date) -> Protocol:
    """The first version of an agency that has written none: the shared starting questions.

    Adopted on the day it is first needed, so that every screening keeps the version it was
    asked, whatever becomes of the shared list.
    """
    questions, must_hold = lists.template_questions()
    return Protocol.objects.create(
        agency=agency,
        version=_next_version(agency),
        questions=questions,
        must_hold=must_hold,
        retention_days=periods().default_days,
        starts=day,
        from_template=True,
    )


def _next_version(agency: Agency) -> int:
    newest = agency.protocols.aggregate(newest=Max("version"))["newest"]
    return int(newest or 0) + 1


@dataclass(frozen=True)
class Start:
    """What a draft begins with, and where that came from."""

    questions: list[dict[str, str]]
    must_hold: dict[str, str]
    origin: dict[str, Any] = field(default_factory=dict)


def start_draft(
    *, point: str = "", copy_of: Protocol | None = None, by: Seat, at: datetime
) -> Protocol:
    """The version being written: the one begun before, or a new one.

    A new one begins with the starting point of that code, with a copy of a version another
    agency of the community shares, or else with what is asked today. Refused when a draft is
    there and another beginning is asked for, and for an unknown point; NotFoundHere for a
    version that is not shared with the seat's agency.
    """
    agency = own_agency(by)
    with acting("protocol.draft_started", by=by, at=at) as deed:
        permissions.may_write_protocol(by, agency)
        hold(agency=agency)
        draft = draft_of(agency)
        if draft is not None and (point or copy_of):
            raise Refused(
                _("Your agency is writing a draft already. Throw it away first, then start anew.")
            )
        if draft is None:
            draft = _begin(agency, point, copy_of, by, at)
        deed.subject = draft.reference
    return draft


def _begin(
    agency: Agency, point: str, copy_of: Protocol | None, by: Seat, at: datetime
) -> Protocol:
    day = today_of(agency, at)
    newest = published(agency).first() or in_force(agency, day)
    if point:
        start = _from_point(point)
    elif copy_of is not None:
        permissions.may_copy(by, copy_of)
        start = Start(copy_of.questions, copy_of.must_hold, {"copied_from": copy_of})
    else:
        newest = newest or adopt_template(agency=agency, day=day)
        origin = {"template": newest.template, "copied_from": newest.copied_from}
        start = Start(newest.questions, newest.must_hold, origin)
    return Protocol.objects.create(
        agency=agency,
        version=_next_version(agency),
        questions=start.questions,
        must_hold=start.must_hold,
        retention_days=newest.retention_days if newest else periods().default_days,
        written_by=by,
        **start.origin,
    )


def _from_point(point: str) -> Start:
    if not lists.is_known("starting_points", point):
        raise Refused(_("Choose one of the beginnings shown."), field="start")
    questions, must_hold = lists.starting_questions(point)
    return Start(questions, must_hold, {"template": point})


def share(*, protocol: Protocol, by: Seat, at: datetime) -> Protocol:
    """Let the other agencies of the community read and copy a published version.

    Refused for a draft; AlreadyDone when it is shared.
    """
    with acting("protocol.shared", by=by, at=at, subject=protocol.reference):
        row = _own_published(protocol, by)
        if row.shared:
            raise AlreadyDone(_("This version is shared already."))
        row.shared = True
        row.save(update_fields=["shared"])
    return row


def stop_sharing(*, protocol: Protocol, by: Seat, at: datetime) -> Protocol:
    """Keep a version to the agency again; copies that were made stay. AlreadyDone if it is."""
    with acting("protocol.sharing_ended", by=by, at=at, subject=protocol.reference):
        row = _own_published(protocol, by)
        if not row.shared:
            raise AlreadyDone(_("This version is not shared."))
        row.shared = False
        row.save(update_fields=["shared"])
    return row


def _own_published(protocol: Protocol, by: Seat) -> Protocol:
    row = Protocol.objects.select_for_update(of=("self",)).get(pk=protocol.pk)
    permissions.may_write_protocol(by, row.agency)
    if row.starts is None:
        raise Refused(_("Publish this version before you share it."))
    return row
