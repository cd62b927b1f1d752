"""Visits to pages, at a time that stands still: `visit(seat).get(…)`, with None for the anonymous.

A room's conftest takes the fixtures it needs from here.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from headwater.core import clock
from headwater.network.models import Seat
from tests.cast import AT, CAST, sign_in

Visit = Callable[[Seat | None], Client]
PERMISSIONS = Path(__file__).parents[1] / "permissions"


class Clock:
    """The time pages live at; a test moves it on."""

    def __init__(self) -> None:
        self.at = AT

    def now(self) -> datetime:
        """What the clock says."""
        return self.at

    def pass_(self, **time: float) -> datetime:
        """Let time pass; the new now."""
        self.at += timedelta(**time)
        return self.at


@pytest.fixture
def still_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of all pages, standing at the time of the story."""
    still = Clock()
    monkeypatch.setattr(clock, "now", still.now)
    return still


@pytest.fixture
def visit(still_clock: Clock) -> Visit:
    """A new browser that acts in a seat."""

    def make(seat: Seat | None) -> Client:
        client = Client()
        sign_in(client, seat)
        return client

    return make


def table(name: str) -> dict[str, dict[str, str]]:
    """A who-may-what table written by hand: its lines by the first column's words."""
    with (PERMISSIONS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    first = next(iter(rows[0]))
    found = {row.pop(first): row for row in rows}
    assert all(tuple(row) == CAST for row in found.values()), "the table names the whole cast"
    return found
