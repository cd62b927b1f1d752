"""A table's history in all its states, and builds made from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from headwater.core import clock
from headwater.evidence.extract.build import build
from headwater.network.models import Seat
from headwater.table.interventions import services as responses
from headwater.table.interventions.models import Response
from headwater.table.interventions.rules import PlanField
from headwater.table.screening.rules import SealedField
from headwater.table.screening.services.notes import seal_note
from tests.cast import Cast, sign_in
from tests.integration.screening.room import S2, Room
from tests.situations import Situations


class History:
    """What a table lived through; every step through a service. `at` is the end of the story."""

    def __init__(self, situations: Situations, parent: Path) -> None:
        self.situations, self.parent = situations, parent
        self.cast: Cast = situations.cast

    @property
    def at(self) -> datetime:
        return self.situations.at

    def build(self, **given: Any) -> Path:
        """An extract of now, in the test's own folder."""
        return build(self.parent, **{"at": self.at + timedelta(minutes=1)} | given)

    def worked(self, **facts: Any) -> Response:
        """A response with a sealed plan, a first contact after five hours, a service, a gap."""
        cast, situations = self.cast, self.situations
        response = responses.start_response(
            discussion=situations.at_filter_four(**facts), by=cast.chair, at=situations.tick()
        )
        responses.write_plan(
            response=response,
            texts={PlanField.WHERE: "planted-where", PlanField.SAFETY: "planted-safety"},
            by=cast.counsellor,
            at=situations.tick(),
        )
        start = response.started_at
        situations.at = start + timedelta(hours=10)
        responses.record_contact(
            response=response,
            outcome="met",
            happened_at=start + timedelta(hours=5),
            by=cast.counsellor,
            at=self.at,
        )
        responses.record_mobilization(
            response=response,
            service="counselling",
            agency=cast.agency("counselling"),
            state="connected",
            happened_at=start + timedelta(hours=8),
            by=cast.counsellor,
            at=self.at,
        )
        responses.record_gap(
            response=response,
            service="emergency-shelter",
            kind="not-accessible",
            by=cast.counsellor,
            at=self.at,
        )
        return response

    def screened(self) -> None:
        """A screening with what its agency keeps sealed."""
        room = Room(self.cast, self.at)
        screening = room.coded(S2)
        seal_note(
            screening=screening,
            texts={field: f"planted-{field.value}" for field in SealedField},
            by=screening.begun_by,
            at=room.tick(),
        )
        self.situations.at = room.at


@pytest.fixture
def history(situations: Situations, tmp_path: Path) -> History:
    return History(situations, tmp_path)


@pytest.fixture
def signed_in() -> Callable[[Seat | None], Client]:
    """A client that acts in a seat."""

    def make(seat: Seat | None) -> Client:
        client = Client()
        sign_in(client, seat)
        return client

    return make


@pytest.fixture
def story_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let the pages live at a chosen time."""

    def stand_at(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)

    return stand_at
