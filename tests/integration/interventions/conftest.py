"""Responses in every state, reached through services; counselling leads, families assist."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from headwater.core import clock
from headwater.table.interventions import retention, services
from headwater.table.interventions.models import Response
from headwater.table.interventions.rules import PlanField, Standing
from tests.cast import Cast, sign_in
from tests.situations import Situations

# What must never be seen outside the opened plan.
SECRET = "Blue door behind the mill, ask for nobody by name"
BASIS = "consent.person"


class Responses:
    """Factories over the situations of a test. `at` is the clock of the story."""

    def __init__(self, situations: Situations) -> None:
        self.situations = situations
        self.cast: Cast = situations.cast

    @property
    def at(self) -> datetime:
        return self.situations.at

    def later(self, **time: float) -> datetime:
        """Let time pass; return the new now."""
        self.situations.at += timedelta(**time)
        return self.situations.at

    def open(self, **facts: Any) -> Response:
        """Begun by the chair, with nothing in it; the hospital's seat has stepped aside."""
        discussion = self.situations.at_filter_four(**facts)
        self.situations.step_aside(discussion)
        return services.start_response(
            discussion=discussion, by=self.cast.chair, at=self.situations.tick()
        )

    def planned(self) -> Response:
        """Begun, with a sealed plan."""
        response = self.open()
        self.write_plan(response)
        return response

    def write_plan(self, response: Response, text: str = SECRET) -> None:
        services.write_plan(
            response=response,
            texts={PlanField.WHERE: text, PlanField.SAFETY: ""},
            by=self.cast.counsellor,
            at=self.situations.tick(),
        )

    def reported(self) -> Response:
        """Planned, and the lead agency has said that it can be closed."""
        response = self.planned()
        services.report_back(
            response=response,
            standing=Standing.CAN_CLOSE,
            by=self.cast.counsellor,
            at=self.situations.tick(),
        )
        return response

    def closed(self) -> Response:
        """Closed by the lead agency."""
        response = self.reported()
        services.close_response(
            response=response, by=self.cast.counsellor, at=self.situations.tick()
        )
        return response

    def destroyed(self) -> Response:
        """Closed, and its day has come."""
        response = self.closed()
        retention.destroy_due(self.later(days=8))
        response.refresh_from_db()
        return response

    def in_state(self, state: str) -> Response:
        factories = {
            "open": self.planned,
            "reported": self.reported,
            "closed": self.closed,
            "destroyed": self.destroyed,
        }
        found: Response = factories[state]()
        return found


@pytest.fixture
def responses(situations: Situations) -> Responses:
    return Responses(situations)


@pytest.fixture
def at_the_clock(monkeypatch: pytest.MonkeyPatch, responses: Responses) -> Responses:
    """The product's clock shows the time of the story."""
    monkeypatch.setattr(clock, "now", lambda: responses.at)
    return responses


@pytest.fixture
def counsellor(client: Any, at_the_clock: Responses) -> Any:
    """A client in the seat of the lead agency."""
    sign_in(client, at_the_clock.cast.counsellor)
    return client
