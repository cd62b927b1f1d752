"""The signing key is made once, whole, and for its owner alone."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from headwater.config.secret_key import read_or_make


@pytest.fixture(autouse=True)
def no_key_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names no key."""
    monkeypatch.delenv("HEADWATER_SECRET_KEY", raising=False)


def test_the_key_is_made_on_first_use_and_read_ever_after(tmp_path: Path) -> None:
    made = read_or_make(tmp_path / "keys")
    assert len(made) >= 50
    assert read_or_make(tmp_path / "keys") == made


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    read_or_make(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / "signing.key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_use_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(read_or_make, [tmp_path / "keys"] * 32))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["signing.key"]


def test_a_key_from_the_environment_is_used_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEADWATER_SECRET_KEY", "given")
    assert read_or_make(tmp_path / "keys") == "given"
    assert not (tmp_path / "keys").exists()
