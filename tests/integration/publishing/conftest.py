"""A press over the cast, and visits to its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.evidence.extract.build import FOLDER
from tests.integration.publishing.press import Press
from tests.integration.visits import Clock, still_clock, visit
from tests.situations import Situations

__all__ = ["still_clock", "visit"]


@pytest.fixture
def idle_press(situations: Situations, still_clock: Clock, tmp_path: Path, settings: Any) -> Press:
    """A press in a home without any extract."""
    settings.EXTRACTS = tmp_path / FOLDER
    return Press(situations, still_clock, tmp_path)


@pytest.fixture
def press(idle_press: Press) -> Press:
    """A press with an extract to write about."""
    idle_press.discussed()
    idle_press.extracted()
    return idle_press
