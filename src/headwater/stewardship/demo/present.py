"""What the demo opens on: steps of templates under way, and notes that most agencies have taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import State
from headwater.table.interventions import services as responses
from headwater.table.interventions.guides import guides
from headwater.table.interventions.models import Response

from .story import Story

if TYPE_CHECKING:
    from .history import Running, Teller

TEN_MINUTES = timedelta(minutes=10)


def open_on(teller: Teller, at: datetime) -> None:
    """Take templates on in open responses, and leave one ended response with notes to take."""
    for entry in teller.running:
        _take_on_a_template(teller, entry, at)
    ended = Response.objects.filter(state="closed", destroyed_at__isnull=True, destroy_at__gt=at)
    # The newest one still waits for its notes, so that Today shows what that looks like.
    for response in ended.order_by("-closed_at", "-id")[1:]:
        for code in _with_a_note(response):
            responses.mark_note_taken(response=response, by=teller.seat_of(code), at=at)
    # The coordinator is three behind with the provincial form.
    table = teller.world.tables["riverbend"]
    rows = Discussion.objects.filter(table=table, state__in=[State.CONCLUDED, State.REJECTED])
    for discussion in rows.order_by("-opened", "-id")[3:]:
        responses.mark_entered(discussion=discussion, by=teller.chair, at=at)


def _take_on_a_template(teller: Teller, entry: Running, at: datetime) -> None:
    """Take on the template that fits; what was due by now is done, the rest is still to come."""
    story, response = entry.story, entry.response
    template = _template_for(story)
    lead, agency = teller.seat_of(story.lead), teller.agency(story.lead)
    steps = responses.adopt_template(
        response=response,
        template=template,
        owners={each.step: agency for each in guides()[template].steps},
        by=lead,
        at=entry.accepted + TEN_MINUTES,
    )
    for step in steps:
        if step.due_at <= at:
            done_at = max(step.due_at - timedelta(hours=1), entry.accepted + TEN_MINUTES)
            responses.settle_step(entry=step, outcome="done", by=lead, at=done_at)


def _template_for(story: Story) -> str:
    about = {factor.split(".")[0] for factor in story.factors}
    if "suicide" in about:
        return "suicide-youth" if story.age_group == "12-17" else "suicide-person"
    return "housing-income" if about & {"housing", "poverty"} else "safety-plan"


def _with_a_note(response: Response) -> list[str]:
    """The agencies with a note to take: those in the response, and those that said a name."""
    inside = response.participants.filter(until__isnull=True).values_list("agency__code", flat=True)
    said = response.discussion.disclosures.values_list("agency__code", flat=True)
    return sorted({*inside, *said})
