"""What can be done in a response, as data: the form that asks, the rule that allows, the verb.

Views and pages read this one table, so that a button, its page and the server never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headwater.core.permissions import Permission, ask
from headwater.network.models import Seat

from . import forms, permissions, selectors, services
from .models import Response
from .rules import Part, State


@dataclass(frozen=True)
class Act:
    """One thing a seat can do. `words` are the button's, `done` is said afterwards."""

    slug: str
    form: type[forms.ActForm]
    rule: Callable[[Seat, Response], None]
    verb: Callable[..., object]
    words: Promise | str
    save: Promise | str
    done: Promise | str
    hint: Promise | str = ""
    tells: bool = False  # refused, it stays on the page and says why
    ends: bool = False  # it ends the response, or someone's part in it


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act(
            "plan",
            forms.PlanForm,
            permissions.may_record,
            services.write_plan,
            _("Write the plan"),
            _("Seal the plan"),
            _("The plan is sealed."),
            _(
                "Sealed at once, for the agencies in this response only. Write only the parts "
                "that are new: the others stay."
            ),
        ),
        Act(
            "door",
            forms.DoorForm,
            permissions.may_record,
            services.set_door,
            _("Decide who goes to the door"),
            _("Save"),
            _("It is recorded who goes to the door."),
        ),
        Act(
            "visit",
            forms.VisitForm,
            permissions.may_record,
            services.set_visit,
            _("Make the visit safe, in their language"),
            _("Save"),
            _("The visit is recorded."),
            _("Codes only. Who else may answer and who must not learn of it belong in the plan."),
        ),
        Act(
            "contact",
            forms.ContactForm,
            permissions.may_record,
            services.record_contact,
            _("Record a contact attempt"),
            _("Save"),
            _("The attempt is recorded."),
        ),
        Act(
            "consent",
            forms.ConsentForm,
            permissions.may_record,
            services.record_consent,
            _("Record consent"),
            _("Save"),
            _("The answer is recorded."),
        ),
        Act(
            "service",
            forms.MobilizationForm,
            permissions.may_record,
            services.record_mobilization,
            _("Record a service"),
            _("Save"),
            _("The service is recorded."),
        ),
        Act(
            "gap",
            forms.GapForm,
            permissions.may_record,
            services.record_gap,
            _("Record a gap in the system"),
            _("Save"),
            _("The gap is recorded."),
        ),
        Act(
            "to-be-told",
            forms.ToBeToldForm,
            permissions.may_record,
            services.add_to_be_told,
            _("Note who is to be told"),
            _("Save"),
            _("It is noted who tells them."),
            _("For a person who was named without their consent."),
        ),
        Act(
            "step",
            forms.AddStepForm,
            permissions.may_record,
            services.add_step,
            _("Add a step from the list"),
            _("Save"),
            _("The step is in the response."),
        ),
        Act(
            "report",
            forms.ReportForm,
            permissions.may_report_back,
            services.report_back,
            _("Report back to the table"),
            _("Report back"),
            _("The table can see your report."),
            _("Only what the table needs: no details of the response."),
            tells=True,
        ),
        Act(
            "debrief",
            forms.DebriefForm,
            permissions.may_offer_debrief,
            services.offer_debrief,
            _("Offer a debrief"),
            _("Offer it"),
            _("A debrief is offered to those who responded."),
            _("For those who responded, after a death or a hard door. Nobody records who comes."),
        ),
        Act(
            "acting",
            forms.ActingForm,
            permissions.may_name_acting,
            services.name_acting_lead,
            _("Say who acts for the lead"),
            _("Save"),
            _("It is recorded who acts for the lead."),
            _(
                "For a time, such as leave or nights. Another agency takes over by passing the "
                "lead on."
            ),
        ),
        Act(
            "lead",
            forms.LeadForm,
            permissions.may_pass_lead,
            services.pass_lead,
            _("Pass the lead on"),
            _("Pass the lead on"),
            _("The lead was passed on."),
            ends=True,
        ),
        Act(
            "leave",
            forms.LeaveForm,
            permissions.may_leave,
            services.leave,
            _("Leave this response"),
            _("Leave now"),
            _("Your agency has left. Its access to the plan has ended."),
            _(
                "Your agency loses its access to the plan at once. Only the table can let it "
                "in again."
            ),
            ends=True,
        ),
        Act(
            "close",
            forms.CloseForm,
            permissions.may_close,
            services.close_response,
            _("Close the response"),
            _("Close for good"),
            _("The response is closed."),
            _("Work on it ends for all agencies, and what was sealed is destroyed on its day."),
            tells=True,
            ends=True,
        ),
    )
}


@dataclass(frozen=True)
class Offer:
    """An act as the page shows it to one seat: with its form, or with the reason against it."""

    act: Act
    form: forms.ActForm | None
    permission: Permission
    open: bool = False


def form_for(
    act: Act, response: Response, seat: Seat, at: datetime, data: Any = None, **given: str
) -> forms.ActForm:
    """The form of an act, empty (with what is given chosen) or bound to what was sent."""
    return act.form(data, response=response, seat=seat, at=at, slug=act.slug, given=given)


def offers(
    response: Response, seat: Seat, at: datetime, in_hand: forms.ActForm | None = None
) -> tuple[Offer | None, list[Offer]]:
    """The act that comes first for this seat, if any, and the others it may do.

    `in_hand` is the form the person has open; it keeps what was entered.
    """
    first = _first(response, seat)
    leading: Offer | None = None
    others = []
    inside = _is_inside(response, seat)
    # Several acts hang on one rule: it is asked once.
    said = {rule: ask(rule, seat, response) for rule in {act.rule for act in ACTS.values()}}
    for act in ACTS.values():
        permission = said[act.rule]
        if not permission and not (act.tells and inside):
            continue
        opened = in_hand is not None and in_hand.slug == act.slug
        form: forms.ActForm | None = None
        if permission:
            form = in_hand if opened else form_for(act, response, seat, at)
        offer = Offer(act, form, permission, opened)
        if act.slug == first and permission:
            leading = offer
        else:
            others.append(offer)
    return leading, others


def _is_inside(response: Response, seat: Seat) -> bool:
    return response.is_at_work() and selectors.part_of(seat, response) is not None


def _first(response: Response, seat: Seat) -> str:
    """What this state asks of this seat before anything else; a slug or nothing."""
    part = selectors.part_of(seat, response)
    if part is None:
        return "close" if response.in_state(State.REPORTED) else ""
    if not selectors.has_plan(response):
        return "plan"
    if selectors.reached_at(response) is None:
        return "contact"
    if part.role != Part.LEAD or not selectors.current_services(response):
        return "service"
    return "close" if response.in_state(State.REPORTED) else "report"
