"""A command finds its home: ready where one is named, refused where none was begun."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from headwater import __main__ as command_line


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own, with a home of its own."""
    surroundings = os.environ | {"HEADWATER_HOME": str(home), "HEADWATER_KEYS": f"{home}-keys"}
    for name in ("DJANGO_SETTINGS_MODULE", "HEADWATER_DATABASE", "HEADWATER_KEYS_DATABASE"):
        surroundings.pop(name, None)
    return subprocess.run(
        [sys.executable, "-P", "-m", "headwater", *words],
        capture_output=True,
        text=True,
        env=surroundings,
        check=False,
        timeout=120,
    )


def test_a_named_folder_is_made_ready_by_the_first_command(tmp_path: Path) -> None:
    done = run("network", "profile", "nowhere", home=tmp_path / "home")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == ("headwater: No community has the slug “nowhere”.")
    assert (tmp_path / "home" / "headwater.sqlite3").is_file()


def test_help_writes_nothing_anywhere(tmp_path: Path) -> None:
    for name in ("network", "audit", "retention"):
        assert run(name, "--help", home=tmp_path / "home").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_no_command_but_demo_begins_the_demos_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "DEFAULT_HOME", tmp_path / "home" / "demo")
    monkeypatch.delenv("HEADWATER_HOME", raising=False)
    assert command_line.main(["network", "profile", "nowhere"]) == 2
    assert capsys.readouterr().err == (
        "headwater: There is no home yet: run `headwater demo`, or name a data folder in "
        "HEADWATER_HOME.\n"
    )
    assert list(tmp_path.iterdir()) == []
