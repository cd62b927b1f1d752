"""What other floors take from a response: its clock for the board, its codes for the extract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from headwater.core.zones import hours_between
from headwater.table.discussions.models import Discussion

from .. import codes
from ..models import Contact, Mobilization, Response, SystemGap
from .entries import reached_at, standing


@dataclass(frozen=True)
class Clock:
    """The term of a first contact. `reached_at` is None while it runs."""

    reference: str
    started_at: datetime
    due_at: datetime
    reached_at: datetime | None
    overdue: bool


def is_overdue(response: Response, at: datetime) -> bool:
    """Whether the response is at work, nobody was reached, and the time is over.

    The instant `due_at` itself is still in time.
    """
    return response.is_at_work() and at > response.due_at and reached_at(response) is None


def clock_of(discussion: Discussion, at: datetime) -> Clock | None:
    """The clock of a discussion's response, nothing of its plan; None where there is none.

    For pages of the whole table: the reference opens for nobody who is not part of it.
    """
    response = Response.objects.filter(discussion=discussion).first()
    if response is None:
        return None
    return Clock(
        response.reference,
        response.started_at,
        response.due_at,
        reached_at(response),
        is_overdue(response, at),
    )


@dataclass(frozen=True)
class Facts:
    """What the extract takes from one response: codes, and hours since the confirmed acceptance.

    `contact_hours` and `connection_hours` are None where nobody was reached or connected until
    the end of observation, `observed_hours` (the closing, or the moment asked for).
    `services` holds (service, sector, state) of the last step of each; `gaps` are codes of
    `gap_kinds`; `police_at_door` is None where no decision about a door was recorded.
    """

    contact_hours: float | None
    connection_hours: float | None
    observed_hours: float
    services: list[tuple[str, str, str]]
    gaps: list[str]
    police_at_door: bool | None


@dataclass
class _Found:
    reached: list[datetime] = field(default_factory=list)
    connected: list[datetime] = field(default_factory=list)
    services: dict[tuple[str, str, int | None], str] = field(default_factory=dict)
    gaps: set[str] = field(default_factory=set)


def facts_of(responses: Iterable[Response], at: datetime) -> dict[int, Facts]:
    """Facts by discussion key, with three queries for any number of responses.

    What happened after `at` is left out, so that an extract of a past day can be built again.
    """
    known = {response.pk: response for response in responses if response.started_at <= at}
    found = _gather(known, at)
    return {
        response.discussion_id: _facts(response, found[key], at) for key, response in known.items()
    }


def _gather(known: dict[int, Response], at: datetime) -> dict[int, _Found]:
    found: dict[int, _Found] = defaultdict(_Found)
    contacts = Contact.objects.filter(response__in=known, outcome__in=codes.reached(), at__lte=at)
    for key, when in standing(contacts).values_list("response_id", "at"):
        found[key].reached.append(when)
    connects = codes.connects()
    steps = Mobilization.objects.filter(response__in=known, at__lte=at).order_by("at", "id")
    for step in standing(steps):
        of = found[step.response_id]
        of.services[step.service, step.sector, step.agency_id] = step.state
        if step.state in connects:
            of.connected.append(step.at)
    gaps = SystemGap.objects.filter(response__in=known, at__lte=at)
    for key, kind in standing(gaps).values_list("response_id", "kind"):
        found[key].gaps.add(kind)
    return found


def _facts(response: Response, found: _Found, at: datetime) -> Facts:
    ended = min(response.closed_at, at) if response.closed_at else at
    return Facts(
        contact_hours=_first(response, found.reached),
        connection_hours=_first(response, found.connected),
        observed_hours=hours_between(response.started_at, ended),
        services=sorted(
            (service, sector, state) for (service, sector, _agency), state in found.services.items()
        ),
        gaps=sorted(found.gaps),
        police_at_door=response.plan_police_at_door,
    )


def _first(response: Response, instants: list[datetime]) -> float | None:
    return hours_between(response.started_at, min(instants)) if instants else None
