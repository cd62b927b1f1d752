"""Keys of its own for each test, and a table whose people act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.integration.vault.room import Room, make_room


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    """An empty keys' folder, gone with the test."""
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def room(db: None) -> Room:
    """Two tables and their people."""
    return make_room()
