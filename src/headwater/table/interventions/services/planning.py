"""The plan: sealed text in the vault, and the coded decision of who kind of goes to the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from headwater.core.errors import Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat
from headwater.vault import api as vault

from .. import codes, permissions
from ..entering import columns, hold, take_once, takes_part
from ..models import DoorAgency, DoorDecision, Response
from ..rules import LONGEST_TEXT, POLICE_SECTOR, PlanField, WithoutPolice


@sensitive_variables("texts", "text", "written")
def write_plan(
    *,
    response: Response,
    texts: Mapping[PlanField, str],
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> list[PlanField]:
    """Seal what was written; a part that was left empty stays as it was. Returns the parts.

    Earlier text of a part is kept beneath the new one until all is destroyed. Refused when
    nothing was written or a part is too long.
    """
    written = {part: text.strip() for part, text in texts.items() if text.strip()}
    with acting("response.plan_written", by=by, at=at, subject=response.reference) as deed:
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        if not written:
            raise Refused(_("Write at least one part of the plan."), field=PlanField.WHERE)
        for part, text in written.items():
            if len(text) > LONGEST_TEXT:
                raise Refused(
                    _("This is too long for a plan. Keep what the visit needs."), field=part
                )
            vault.seal(reference=response.sealed_under, field=part.value, text=text, by=by, at=at)
        deed.detail["parts"] = ",".join(written)
    return list(written)


def open_plan(*, response: Response, basis: str, by: Seat, at: datetime) -> list[vault.OpenedEntry]:
    """Open the plan once: the newest text of each part, in the plan's order.

    `basis` is a code of `legal_bases` from the agency's authority pack. The opening is in the
    audit trail, with purpose and basis, before any text is returned. After the response was
    closed it opens for the agency's own file, shows what the agency itself wrote, and asks
    no basis.
    """
    working = response.is_at_work()
    purpose = vault.Purpose.PLAN_RESPONSE if working else vault.Purpose.OWN_FILE
    with acting("response.plan_asked_for", by=by, at=at, subject=response.reference):
        permissions.may_open_plan(by, response)
        if working:
            _allows(response, basis, by)
    opened = vault.open_entries(
        reference=response.sealed_under, purpose=purpose, basis=basis, by=by, at=at
    )
    newest = {entry.field: entry for entry in sorted(opened, key=lambda each: each.sealed_at)}
    return [newest[part.value] for part in PlanField if part.value in newest]


def _allows(response: Response, basis: str, by: Seat) -> None:
    fitting = codes.bases_to_open(response.discussion, by.agency) if by.agency else ()
    if basis not in fitting:
        raise Refused(_("Choose what allows your agency to open it."), field="basis")


def set_door(
    *,
    response: Response,
    going: Sequence[Agency],
    police: bool,
    reason: str,
    without_police: str,
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> DoorDecision:
    """Record who kind of goes to the door: agencies, and police only with a reason (code).

    A later decision stands above an earlier one. Refused where the answers contradict each
    other: police without a reason, a police agency that goes although police do not, or
    police although the person asked for help without them.
    """
    with acting("response.door_decided", by=by, at=at, subject=response.reference) as deed:
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        for agency in going:
            takes_part(response, agency, field="going")
        choice = _choice(without_police)
        _check_police(going, police, reason, choice)
        decision = DoorDecision.objects.create(
            police=police,
            reason=reason if police else "",
            without_police=choice.value,
            **columns(response, by, at, at),
        )
        DoorAgency.objects.bulk_create(
            DoorAgency(decision=decision, agency=agency) for agency in going
        )
        response.plan_police_at_door = police
        response.save(update_fields=["plan_police_at_door"])
        deed.detail.update(police=str(police).lower(), reason=decision.reason)
    return decision


def _choice(code: str) -> WithoutPolice:
    try:
        return WithoutPolice(code)
    except ValueError:
        raise Refused(_("Choose one of the answers in the list."), field="without_police") from None


def _check_police(
    going: Sequence[Agency], police: bool, reason: str, choice: WithoutPolice
) -> None:
    if not going:
        raise Refused(_("Choose at least one agency that goes."), field="going")
    if not police:
        if any(agency.sector == POLICE_SECTOR for agency in going):
            raise Refused(
                _("A police service is among those who go. Say that police go, and why."),
                field="police",
            )
        return
    if choice is WithoutPolice.ASKED_WITHOUT:
        raise Refused(
            _("The person asked for help without police. Plan the visit without them."),
            field="police",
        )
    if not reason:
        raise Refused(_("Police go only with a reason. Choose it."), field="reason")
    codes.known(codes.POLICE_REASONS, reason, field="reason")
