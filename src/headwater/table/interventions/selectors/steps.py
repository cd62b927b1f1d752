"""Response templates as a table has them, and the steps a response took on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day
from headwater.network.models import Table
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.holidays import names_on

from .. import clocks
from ..guides import Guide, GuideStep, guides
from ..models import ClockRule, Response, Step, TableStep
from ..rules import Weekend
from .entries import standing

# No run of weekends and public holidays is longer, in days.
LONGEST_CLOSED = 14


def guide(code: str) -> Guide:
    """A shipped template. NotFoundHere for an unknown one."""
    found = guides().get(code)
    if found is None:
        raise NotFoundHere
    return found


def is_adapted(table: Table, code: str) -> bool:
    """Whether the table has its own steps for a template."""
    return TableStep.objects.filter(table=table, template=code).exists()


def template_steps(table: Table, code: str) -> tuple[GuideStep, ...]:
    """The steps of a template at a table, in its order: its own, or else the shipped ones."""
    own = TableStep.objects.filter(table=table, template=code).order_by("position", "id")
    adapted = tuple(GuideStep(each.step, each.hours, each.urgent) for each in own)
    return adapted or guide(code).steps


def steps_of(response: Response) -> QuerySet[Step]:
    """The steps of a response that stand, by the time they are due."""
    return (
        standing(Step.objects.filter(response=response))
        .select_related("owner", "response")
        .order_by("due_at", "position", "id")
    )


def open_steps(response: Response) -> QuerySet[Step]:
    """The steps that nobody has settled yet."""
    return steps_of(response).filter(outcome="")


def overdue_steps(response: Response, at: datetime) -> QuerySet[Step]:
    """Open steps whose time is over; the instant itself is still in time."""
    return open_steps(response).filter(due_at__lt=at)


def adopted(response: Response) -> list[str]:
    """The templates a response works with, in the order they are shown."""
    used = set(steps_of(response).exclude(template="").values_list("template", flat=True))
    return [code for code in guides() if code in used]


def due_at(table: Table, accepted: datetime, hours: int, *, urgent: bool = False) -> datetime:
    """When something is due at a table, `hours` real hours after an instant, by its rule."""
    rule = Weekend(clock_rule(table).weekend)
    holidays: dict[date, str] = {}
    if rule is Weekend.WAITS:
        first = local_day(accepted, table.time_zone) + timedelta(hours=hours)
        ahead = [first + timedelta(days=number) for number in range(LONGEST_CLOSED)]
        holidays = names_on(ahead, meetings.region_of(table), "en")
    return clocks.due(accepted, hours, table.time_zone, rule=rule, urgent=urgent, holidays=holidays)


def clock_rule(table: Table) -> ClockRule:
    """What the table's clocks do at the weekend; real hours where it never chose."""
    found = ClockRule.objects.filter(table=table).select_related("on_call").first()
    return found or ClockRule(table=table, weekend=Weekend.RUNS)
