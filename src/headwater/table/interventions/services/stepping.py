"""Response templates at work: a response takes steps on, and says how each ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat

from .. import codes, permissions, selectors
from ..entering import columns, happened, hold, take_once, takes_part
from ..guides import GuideStep
from ..models import Response, Step
from ..rules import STEP_HOURS, Outcome


def adopt_template(
    *,
    response: Response,
    template: str,
    owners: Mapping[str, Agency],
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> list[Step]:
    """Take on the chosen steps of a template: `owners` says for each step which agency does it.

    Steps that are left out of `owners` are left out of the response. Each is due by the
    table’s hours from the confirmed acceptance. Refused when no step was chosen or when one is
    not in the template as the table has it; a step that stands already is not taken twice.
    """
    with acting(
        "response.template_adopted", by=by, at=at, subject=response.reference, template=template
    ):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        offered = selectors.template_steps(response.table, template)
        standing = set(selectors.steps_of(response).values_list("step", flat=True))
        chosen = [each for each in offered if each.step in owners and each.step not in standing]
        if not chosen or set(owners) - {each.step for each in offered}:
            raise Refused(_("Choose at least one step of this template."), field=None)
        return [
            _take_on(response, each, owners[each.step], template, place, by=by, at=at)
            for place, each in enumerate(chosen)
        ]


def add_step(
    *,
    response: Response,
    step: str,
    owner: Agency,
    hours: int,
    by: Seat,
    at: datetime,
    form_key: str = "",
) -> Step:
    """Add one step from the list, due `hours` after now or the acceptance, whichever is later.

    AlreadyDone when the step stands already.
    """
    with acting("response.step_added", by=by, at=at, subject=response.reference, step=step):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        codes.known(codes.RESPONSE_STEPS, step, field="step")
        if hours not in STEP_HOURS:
            raise Refused(_("Choose one of the answers in the list."), field="hours")
        if selectors.steps_of(response).filter(step=step).exists():
            raise AlreadyDone(_("This step is in the response already."))
        return _take_on(
            response, GuideStep(step, hours), owner, "", 0, by=by, at=at, counted_from=at
        )


def _take_on(
    response: Response,
    step: GuideStep,
    owner: Agency,
    template: str,
    place: int,
    *,
    by: Seat,
    at: datetime,
    counted_from: datetime | None = None,
) -> Step:
    return Step.objects.create(
        template=template,
        step=step.step,
        owner=takes_part(response, owner, field=f"owner_{step.step}" if template else "owner"),
        due_at=selectors.due_at(
            response.table,
            counted_from or response.counts_from,
            step.hours,
            urgent=step.urgent,
        ),
        position=place,
        **columns(response, by, at, at),
    )


def settle_step(
    *,
    entry: Step,
    outcome: str,
    by: Seat,
    at: datetime,
    reason: str = "",
    happened_at: datetime | None = None,
    form_key: str = "",
) -> None:
    """Say how a step ended: done, not possible, or not done; the last two with a reason (code).

    AlreadyDone when it was settled or struck out before.
    """
    response = entry.response
    with acting(
        "response.step_settled", by=by, at=at, subject=response.reference, outcome=outcome
    ) as deed:
        hold(response)
        entry.refresh_from_db()
        permissions.may_settle(by, entry)
        take_once(response, form_key, at)
        if not selectors.open_steps(response).filter(pk=entry.pk).exists():
            raise AlreadyDone(_("How this step ended is recorded already."))
        if outcome not in set(Outcome):
            raise Refused(_("Choose one of the answers in the list."), field="outcome")
        entry.reason = codes.reason_for(Outcome(outcome), reason)
        entry.outcome = outcome
        entry.settled_at = happened(response, happened_at, at)
        entry.settled_by = by.agency
        entry.save(update_fields=["outcome", "reason", "settled_at", "settled_by"])
        deed.detail.update(step=entry.step, reason=entry.reason)
