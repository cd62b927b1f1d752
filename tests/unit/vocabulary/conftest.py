"""Lists for tests: small ones written as text, and a registry that forgets what a test loaded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.vocabulary import registry


@pytest.fixture(autouse=True)
def shipped_lists() -> Iterator[None]:
    """Each test starts with the shipped lists alone."""
    registry.use_folder(None)
    yield
    registry.use_home()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where nothing was loaded; the registry reads it."""
    folder = tmp_path / "home"
    folder.mkdir()
    registry.use_folder(folder / "vocabulary")
    return folder
