"""What holds for every test: no network but this machine's own, and fixed amounts of chance."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.append_only import trail_emptied_between_tests  # noqa: F401  a fixture for all

# The cast of known people, and factories that reach states through services.
pytest_plugins = ("tests.cast", "tests.situations")

_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# Quick: the same few examples each time, so that a change is judged by itself and not by luck.
settings.register_profile("quick", max_examples=25, derandomize=True, **_PATIENT)
settings.register_profile("proofs", max_examples=1000, **_PATIENT)
PROOFS = os.environ.get("HEADWATER_PROOFS") == "1"
settings.load_profile("proofs" if PROOFS else "quick")


# Rooms of pages: what they read and write goes through rooms that are tested on both databases.
PAGES = {"board", "exchange", "house", "logic_models", "publishing", "setting_up", "stewardship"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that may use the database may use both stores: the records and the wrapped keys.

    And it gets the markers that its folder stands for.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and "databases" not in marker.kwargs and len(marker.args) < 3:
            both: dict[str, Any] = {**marker.kwargs, "databases": "__all__"}
            item.add_marker(pytest.mark.django_db(*marker.args, **both), append=False)
        if "browser" in item.path.parts:
            item.add_marker("browser")
        if PAGES.intersection(item.path.parts):
            item.add_marker("either_database")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once more, before the last line, which tests this machine leaves out and why."""
    for reason in filter(None, os.environ.get("HEADWATER_LEFT_OUT", "").split("\n")):
        terminalreporter.write_line(f"left out: {reason}", yellow=True)


@pytest.fixture(scope="session")
def proofs() -> bool:
    """Whether the full counts of every proof were asked for (`./headwater test --proofs`)."""
    return PROOFS


@pytest.fixture(autouse=True, scope="session")
def closed_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise PermissionError(f"a test tried to reach {address[0]}")
        real(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A test that opened a French page leaves no French behind for the next."""
    with translation.override("en"):
        yield


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
