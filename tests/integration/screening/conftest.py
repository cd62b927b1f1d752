"""A room of screenings over the cast, and a clock that stands at the story's time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from headwater.core import clock
from headwater.network.models import Seat
from tests.cast import Cast, sign_in
from tests.integration.screening.room import Room


@pytest.fixture
def room(cast: Cast) -> Room:
    """Factories of screenings over the cast."""
    return Room(cast)


@pytest.fixture(autouse=True)
def story_clock(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let the pages live at the time of the story, a minute after its last step."""
    if "room" in request.fixturenames:
        room: Room = request.getfixturevalue("room")
        monkeypatch.setattr(clock, "now", lambda: room.tick())


@pytest.fixture
def signed_in() -> Callable[[Seat | None], Client]:
    """A client that acts in a seat."""

    def make(seat: Seat | None) -> Client:
        client = Client()
        sign_in(client, seat)
        return client

    return make
