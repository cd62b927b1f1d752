"""What a table agrees on: its own steps for a template, and its rule for the weekend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat, Table
from headwater.network.selectors import agencies_at

from .. import codes, permissions, selectors
from ..guides import GuideStep
from ..models import ClockRule, TableStep
from ..rules import MOST_STEPS, STEP_HOURS, Weekend


def _keep(table: Table, template: str, steps: Sequence[GuideStep]) -> None:
    TableStep.objects.filter(table=table, template=template).delete()
    TableStep.objects.bulk_create(
        TableStep(
            table=table,
            template=template,
            step=each.step,
            hours=each.hours,
            urgent=each.urgent,
            position=place,
        )
        for place, each in enumerate(steps)
    )


def leave_out_step(*, table: Table, template: str, step: str, by: Seat, at: datetime) -> None:
    """Leave a step out of a template at this table. Refused for the last one."""
    with acting(
        "template.step_left_out", by=by, at=at, subject=table.reference, template=template
    ) as deed:
        permissions.may_adapt(by, table)
        steps = list(selectors.template_steps(table, template))
        rest = [each for each in steps if each.step != step]
        if len(rest) == len(steps):
            raise AlreadyDone(_("This step is not in the template."))
        if not rest:
            raise Refused(_("A template keeps at least one step."), field=None)
        _keep(table, template, rest)
        deed.detail["step"] = step


def move_step(
    *, table: Table, template: str, step: str, places: int, by: Seat, at: datetime
) -> None:
    """Move a step up (negative) or down by some places; at the end it stays there."""
    with acting(
        "template.step_moved", by=by, at=at, subject=table.reference, template=template
    ) as deed:
        permissions.may_adapt(by, table)
        steps = list(selectors.template_steps(table, template))
        found = [place for place, each in enumerate(steps) if each.step == step]
        if not found:
            raise AlreadyDone(_("This step is not in the template."))
        moved = steps.pop(found[0])
        steps.insert(max(0, found[0] + places), moved)
        _keep(table, template, steps)
        deed.detail["step"] = step


def add_to_template(
    *, table: Table, template: str, step: str, hours: int, by: Seat, at: datetime
) -> None:
    """Add a step from the list at the end of a template at this table."""
    with acting(
        "template.step_added", by=by, at=at, subject=table.reference, template=template
    ) as deed:
        permissions.may_adapt(by, table)
        codes.known(codes.RESPONSE_STEPS, step, field="step")
        if hours not in STEP_HOURS:
            raise Refused(_("Choose one of the answers in the list."), field="hours")
        steps = list(selectors.template_steps(table, template))
        if any(each.step == step for each in steps):
            raise AlreadyDone(_("This step is in the template already."))
        if len(steps) >= MOST_STEPS:
            raise Refused(_("This template is long enough. Leave a step out first."), field="step")
        _keep(table, template, [*steps, GuideStep(step, hours)])
        deed.detail["step"] = step


def use_shipped_steps(*, table: Table, template: str, by: Seat, at: datetime) -> None:
    """Forget the table’s own steps of a template: the shipped ones hold again."""
    with acting("template.reset", by=by, at=at, subject=table.reference, template=template):
        permissions.may_adapt(by, table)
        selectors.guide(template)
        TableStep.objects.filter(table=table, template=template).delete()


def set_clock_rule(
    *, table: Table, weekend: str, by: Seat, at: datetime, on_call: Agency | None = None
) -> ClockRule:
    """Say what the table’s clocks do at night and at the weekend. Running terms stay as they are.

    `weekend` is a code of `rules.Weekend`; on call needs an agency that sits at the table.
    """
    with acting("response.clock_rule_set", by=by, at=at, subject=table.reference, weekend=weekend):
        permissions.may_adapt(by, table)
        if weekend not in set(Weekend):
            raise Refused(_("Choose one of the answers in the list."), field="weekend")
        if weekend != Weekend.ON_CALL:
            on_call = None
        elif on_call is None or not agencies_at(table, at).filter(pk=on_call.pk).exists():
            raise Refused(_("Choose the agency that is on call."), field="on_call")
        rule, _new = ClockRule.objects.update_or_create(
            table=table, defaults={"weekend": weekend, "on_call": on_call}
        )
    return rule
