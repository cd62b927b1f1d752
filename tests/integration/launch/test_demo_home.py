"""The demo builds aside, moves in when whole, and never touches what is not its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from headwater.config.launch import demo, supervisor
from headwater.core.clock import DEMO_MARKER
from headwater.core.errors import HeadwaterError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HEADWATER_DATABASE", "HEADWATER_KEYS_DATABASE", "HEADWATER_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HEADWATER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind((supervisor.HOST, 0))
        return int(probe.getsockname()[1])


_RUN = subprocess.run


def _builder(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a small script in the place of the process that builds."""

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        return _RUN([sys.executable, "-c", script], **options)

    monkeypatch.setattr(demo.subprocess, "run", run)


WRITES = (
    "import os, pathlib; pathlib.Path(os.environ['HEADWATER_HOME'], 'made').write_text('whole')"
)


def test_a_build_that_fails_leaves_no_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _builder(monkeypatch, WRITES + "; raise SystemExit(3)")
    with pytest.raises(HeadwaterError):
        demo.build(home, home.with_name("keys"))
    assert not home.exists()


def test_what_a_cut_build_left_is_swept_by_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = home.with_name("home.building") / "half"
    half.parent.mkdir()
    half.write_text("half", encoding="utf-8")
    _builder(monkeypatch, WRITES)
    demo.build(home, home.with_name("keys"))
    assert sorted(path.name for path in home.iterdir()) == [DEMO_MARKER, "made"]
    assert (home.with_name("keys") / DEMO_MARKER).is_file()
    assert sorted(path.name for path in home.parent.iterdir()) == ["home", "keys"]


def test_a_rebuild_that_fails_keeps_the_demo_that_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _builder(monkeypatch, WRITES)
    demo.build(home, home.with_name("keys"))
    _builder(monkeypatch, "raise SystemExit(1)")
    with pytest.raises(HeadwaterError):
        demo.build(home, home.with_name("keys"))
    assert (home / "made").read_text(encoding="utf-8") == "whole"


@pytest.mark.parametrize("reset", [False, True])
def test_a_folder_with_something_else_is_refused(home: Path, port: int, reset: bool) -> None:
    home.mkdir()
    (home / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(HeadwaterError, match="not a demo"):
        demo.run(port=port, reset=reset)
    assert [path.name for path in home.iterdir()] == ["letters.txt"]


def test_a_keys_folder_with_something_else_is_refused(home: Path, port: int) -> None:
    keys = home.with_name("home-keys")
    keys.mkdir()
    (keys / "real.key").write_text("mine", encoding="utf-8")
    with pytest.raises(HeadwaterError, match="not a demo"):
        demo.run(port=port, reset=False)
    assert not home.exists()


def test_a_busy_port_is_said_before_anything_is_built(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind((supervisor.HOST, 0))
        taken.listen()
        with pytest.raises(HeadwaterError, match="in use"):
            demo.run(port=taken.getsockname()[1], reset=False)
    assert not home.exists()


def test_a_second_demo_in_the_same_home_is_refused(home: Path, port: int) -> None:
    with demo.only_one(home), pytest.raises(HeadwaterError, match="already running"):
        demo.run(port=port, reset=False)


def test_a_demo_never_uses_a_database_elsewhere(
    home: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "HEADWATER_DATABASE", "postgresql://table@127.0.0.1/real")
    with pytest.raises(HeadwaterError, match="HEADWATER_DATABASE"):
        demo.run(port=port, reset=False)
