"""What the extract and the board take from a response."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headwater.table.interventions import selectors, services
from headwater.table.interventions.models import Response

from .conftest import Responses

pytestmark = pytest.mark.django_db


def _worked(responses: Responses) -> Response:
    """Not home after two hours, met after five, connected after eight, two gaps of one kind."""
    response, cast = responses.open(), responses.cast
    start = response.started_at
    responses.situations.at = start + timedelta(hours=10)
    for hours, outcome in ((2, "not-home"), (5, "met"), (6, "met")):
        services.record_contact(
            response=response,
            outcome=outcome,
            happened_at=start + timedelta(hours=hours),
            by=cast.counsellor,
            at=responses.at,
        )
    for hours, state in ((7, "offered"), (8, "connected")):
        services.record_mobilization(
            response=response,
            service="counselling",
            agency=cast.agency("counselling"),
            state=state,
            happened_at=start + timedelta(hours=hours),
            by=cast.counsellor,
            at=responses.at,
        )
    for service in ("emergency-shelter", "violence-shelter"):
        services.record_gap(
            response=response,
            service=service,
            kind="not-accessible",
            by=cast.counsellor,
            at=responses.at,
        )
    services.set_door(
        response=response,
        going=[cast.agency("counselling")],
        police=False,
        reason="",
        without_police="told",
        by=cast.counsellor,
        at=responses.at,
    )
    return response


def test_hours_count_from_the_acceptance_and_codes_are_the_last_ones(
    responses: Responses,
) -> None:
    response = _worked(responses)
    response.refresh_from_db()
    facts = selectors.facts_of([response], responses.at)[response.discussion_id]
    assert facts == selectors.Facts(
        contact_hours=5.0,
        connection_hours=8.0,
        observed_hours=10.0,
        services=[("counselling", "mental-health-addictions", "connected")],
        gaps=["not-accessible"],
        police_at_door=False,
    )


def test_observation_ends_with_the_response(responses: Responses) -> None:
    response = _worked(responses)
    services.close_response(response=response, by=responses.cast.chair, at=responses.at)
    facts = selectors.facts_of([response], responses.later(days=30))[response.discussion_id]
    assert facts.observed_hours == 10.0


def test_a_response_nobody_was_reached_in_has_no_hours_of_contact(responses: Responses) -> None:
    response = responses.open()
    facts = selectors.facts_of([response], response.started_at + timedelta(hours=3))
    assert facts[response.discussion_id] == selectors.Facts(None, None, 3.0, [], [], None)


def test_what_was_not_yet_known_on_a_past_day_is_left_out(responses: Responses) -> None:
    response = _worked(responses)
    start = response.started_at
    facts = selectors.facts_of([response], start + timedelta(hours=6))[response.discussion_id]
    assert (facts.contact_hours, facts.connection_hours, facts.services) == (5.0, None, [])
    assert selectors.facts_of([response], start - timedelta(hours=1)) == {}


def test_facts_of_many_take_no_more_queries_than_of_one(responses: Responses) -> None:
    many = [_worked(responses), responses.open()]
    with CaptureQueriesContext(
        connection,
    ) as one:
        selectors.facts_of(many[:1], responses.at)
    with CaptureQueriesContext(connection) as two:
        selectors.facts_of(many, responses.at)
    assert len(one) == len(two) == 3


def test_the_board_sees_a_clock_and_nothing_of_the_plan(responses: Responses) -> None:
    response = responses.planned()
    clock = selectors.clock_of(response.discussion, responses.at)
    assert clock == selectors.Clock(
        response.reference, response.started_at, response.due_at, None, False
    )
    late = selectors.clock_of(response.discussion, response.due_at + timedelta(hours=1))
    assert late and late.overdue
    assert selectors.clock_of(responses.situations.at_filter_three(), responses.at) is None
