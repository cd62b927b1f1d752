"""What a response asks of a seat today beside its first contact: steps, and notes to be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from headwater.core.zones import local_day
from headwater.network.models import Seat
from headwater.network.rules import Role
from headwater.table.discussions import presenters as discussions

from .. import codes, selectors
from ..models import Response, Step
from . import lines

# A step is told of a day before its time, so that it can still be met.
AHEAD = timedelta(hours=24)


@dataclass(frozen=True)
class Due:
    """One thing to do, in the parts of a card of Today. `tone` is overdue, waiting or none."""

    title: str
    text: str
    label: str
    url: str
    note: str = ""
    tone: str = ""


def due_now(seat: Seat, at: datetime) -> list[Due]:
    """Steps that are due within a day, overdue ones for the lead and the chair too; then notes."""
    return [
        *_steps(seat, at),
        *_untold(seat, at),
        *(_note(each, seat) for each in selectors.notes_waiting(seat, at)),
    ]


def _untold(seat: Seat, at: datetime) -> Iterator[Due]:
    """Whom this agency is still to tell after the response has ended: once it is due."""
    for entry in selectors.untold_after_end(seat):
        response = entry.response
        day = local_day(at, response.table.time_zone)
        if entry.due <= day:
            yield Due(
                title=_("Tell a person that they were named"),
                text=discussions.sentence(response.discussion),
                label=_("Record that they were told"),
                url=reverse("interventions:told", args=[response.reference, entry.reference]),
                note=_("Due today") if entry.due == day else _("Overdue"),
                tone="waiting" if entry.due == day else "overdue",
            )


def _steps(seat: Seat, at: datetime) -> Iterator[Due]:
    for step in selectors.steps_due(seat, at + AHEAD):
        late = at > step.due_at
        if step.owner_id == seat.agency_id:
            yield _own(step, late=late)
        elif late and (seat.has_role(Role.CHAIR) or selectors.leads(seat, step.response)):
            yield _anothers(step)


def _own(step: Step, *, late: bool) -> Due:
    zone = step.response.table.time_zone
    return Due(
        title=codes.label(codes.RESPONSE_STEPS, step.step),
        text=discussions.sentence(step.response.discussion),
        label=_("Record how it ended"),
        url=reverse("interventions:settle", args=[step.response.reference, step.reference]),
        note=_("Overdue since %(when)s") % {"when": lines.moment(step.due_at, zone)}
        if late
        else _("By %(when)s") % {"when": lines.moment(step.due_at, zone)},
        tone="overdue" if late else "waiting",
    )


def _anothers(step: Step) -> Due:
    return Due(
        title=_("Ask how a step goes"),
        text=_("%(sentence)s %(step)s: %(agency)s.")
        % {
            "sentence": discussions.sentence(step.response.discussion),
            "step": codes.label(codes.RESPONSE_STEPS, step.step),
            "agency": lines.name(step.owner),
        },
        label=_("See the response"),
        url=reverse("interventions:response", args=[step.response.reference]) + "#step",
        note=_("Overdue since %(when)s")
        % {"when": lines.moment(step.due_at, step.response.table.time_zone)},
        tone="overdue",
    )


def _note(response: Response, seat: Seat) -> Due:
    """The note of an agency that is not inside says nothing of the situation but its day."""
    inside = selectors.part_of(seat, response) is not None
    until = ""
    if response.destroy_at is not None:
        until = lines.moment(response.destroy_at, response.table.time_zone)
    return Due(
        title=_("Take your own note"),
        text=discussions.sentence(response.discussion)
        if inside
        else _("Your agency said a name, and the response has ended."),
        label=_("See the note"),
        url=reverse("interventions:note", args=[response.reference]),
        note=_("Before %(when)s") % {"when": until},
        tone="waiting",
    )
