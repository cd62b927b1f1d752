"""Beginning a response, and the agencies that go: grants are written and ended here."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.core.references import new_reference
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.vault import api as vault

from .. import permissions, selectors
from ..entering import hold, take_once, takes_part
from ..models import Participant, Response, Step, ToBeTold
from ..rules import Part, State


def start_response(*, discussion: Discussion, by: Seat, at: datetime) -> Response:
    """Begin the response of an accepted discussion whose agencies are chosen.

    The clock counts real hours from the confirmed acceptance. The lead and each assisting
    agency get access to what will be sealed. Where the table opened a concluded discussion
    again, its closed response opens again with the agencies now chosen and a fresh term;
    what was destroyed stays destroyed, and the plan begins empty under a key of its own.
    AlreadyDone while the response is at work; Refused while no lead was chosen or the
    acceptance is not confirmed.
    """
    with acting("response.started", by=by, at=at, subject=discussion.reference) as deed:
        permissions.may_start(by, discussion)
        if discussion.lead_agency is None or discussion.decided_at is None:
            raise Refused(_("Choose the lead agency first."), field="lead")
        response = Response.objects.filter(discussion=discussion).first()
        if response is None:
            response = _begin(discussion, discussion.decided_at)
        else:
            deed.action = "response.started_again"
            _begin_again(response, at)
        _let_in(response, discussion.lead_agency, Part.LEAD, by=by, at=at)
        for assisting in discussion.assisting.select_related("agency"):
            if assisting.agency_id != discussion.lead_agency_id:
                _let_in(response, assisting.agency, Part.ASSISTING, by=by, at=at)
        deed.detail["response"] = response.reference
    return response


def _begin(discussion: Discussion, accepted: datetime) -> Response:
    reference = new_reference("r")
    return Response.objects.create(
        reference=reference,
        sealed_under=reference,
        discussion=discussion,
        table=discussion.table,
        state=State.OPEN,
        started_at=accepted,
        due_at=_due(discussion, accepted),
    )


def _begin_again(response: Response, at: datetime) -> None:
    hold(response)
    if not response.in_state(State.CLOSED):
        raise AlreadyDone(_("The response to this discussion has begun already."))
    if response.destroyed_at is not None:
        response.sealed_under = new_reference("r")
    response.state = State.OPEN
    response.again_at = at
    response.due_at = _due(response.discussion, at)
    response.reported_at = response.closed_at = None
    response.destroy_at = response.destroyed_at = None
    response.save()
    response.participants.filter(until__isnull=True).update(until=at)


def _due(discussion: Discussion, accepted: datetime) -> datetime:
    """When the first contact is due, by the table’s hours and its rule for the weekend."""
    table = discussion.table
    return selectors.due_at(table, accepted, table.first_contact_hours)


def _let_in(response: Response, agency: Agency, part: Part, *, by: Seat, at: datetime) -> None:
    """Let an agency take part, with access to the plan until the response ends."""
    Participant.objects.create(response=response, agency=agency, role=part, since=at)
    vault.admit(
        reference=response.sealed_under,
        agency=agency,
        purpose=vault.Purpose.PLAN_RESPONSE,
        until=None,
        by=by,
        at=at,
    )


def pass_lead(
    *, response: Response, agency: Agency, by: Seat, at: datetime, form_key: str = ""
) -> None:
    """Let another agency of the response lead; the former lead stays as assisting agency."""
    with acting("response.lead_passed", by=by, at=at, subject=response.reference, to=agency.code):
        hold(response)
        permissions.may_pass_lead(by, response)
        take_once(response, form_key, at)
        if takes_part(response, agency, field="agency") == selectors.lead_of(response).agency:
            raise Refused(_("This agency leads already. Choose another one."), field="agency")
        _hand_lead_to(response, agency)
        _tell_discussion(response, by=by, at=at)


def _hand_lead_to(response: Response, agency: Agency) -> None:
    # The one-lead constraint is checked row by row: first no lead, then the new one.
    response.participants.filter(until__isnull=True, role=Part.LEAD).update(role=Part.ASSISTING)
    response.participants.filter(until__isnull=True, agency=agency).update(role=Part.LEAD)


def _tell_discussion(response: Response, *, by: Seat, at: datetime) -> None:
    """Let the discussion know who leads and assists now, so that its record follows."""
    lead = selectors.lead_of(response).agency
    rest = response.participants.filter(until__isnull=True).exclude(agency=lead)
    discussions.follow_agencies(
        discussion=response.discussion,
        lead=lead,
        assisting=[each.agency for each in rest.select_related("agency").order_by("id")],
        by=by,
        at=at,
    )


def leave(
    *, response: Response, agency: Agency, by: Seat, at: datetime, form_key: str = ""
) -> None:
    """Leave a response: the agency's own access to the plan ends at once.

    Whom the agency was still to tell, and its open steps, pass to the lead agency.
    """
    with acting("response.left", by=by, at=at, subject=response.reference, agency=agency.code):
        hold(response)
        permissions.may_leave(by, response)
        take_once(response, form_key, at)
        if by.agency_id != agency.pk:
            raise Refused(_("You can only leave for your own agency."), field="agency")
        end_part(response=response, agency=agency, by=by, at=at)


def end_part(*, response: Response, agency: Agency, by: Seat, at: datetime) -> None:
    """End an agency's part and its access. The lead passes to whoever has been in it longest.

    An agency that is alone keeps the lead, so that someone can close the response, but loses
    its access to the plan like any other.
    """
    others = response.participants.filter(until__isnull=True).exclude(agency=agency)
    heir = others.select_related("agency").order_by("role", "since", "id").first()
    if heir is not None:
        if selectors.lead_of(response).agency_id == agency.pk:
            _hand_lead_to(response, heir.agency)
        response.participants.filter(until__isnull=True, agency=agency).update(until=at)
        waiting = ToBeTold.objects.filter(response=response, told_at=None, owner=agency)
        lead = selectors.lead_of(response).agency
        waiting.update(owner=lead)
        Step.objects.filter(response=response, outcome="", owner=agency).update(owner=lead)
        _tell_discussion(response, by=by, at=at)
    vault.dismiss(reference=response.sealed_under, agency=agency, by=by, at=at)
