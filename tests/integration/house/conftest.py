"""Stages for the pages of the whole house, and visits to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.evidence.extract.build import FOLDER
from tests.integration.house.stages import Stages
from tests.integration.visits import Clock, still_clock, visit
from tests.situations import Situations

__all__ = ["still_clock", "visit"]


@pytest.fixture
def stages(situations: Situations, still_clock: Clock, tmp_path: Path, settings: Any) -> Stages:
    """Stages over the cast, in a home of their own for extracts."""
    settings.HOME, settings.EXTRACTS = tmp_path, tmp_path / FOLDER
    return Stages(situations, still_clock, tmp_path)
