"""The command line is a contract: every command is there, and refuses politely."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from headwater.config.commands import COMMANDS


def _run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"HEADWATER_HOME": str(home), "HEADWATER_KEYS": f"{home}-keys"}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-P", "-m", "headwater", *words],
        capture_output=True,
        text=True,
        env=surroundings,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, tmp_path: Path) -> None:
    done = _run(name, "--help", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1]
    assert f"headwater {name}" in done.stdout


def test_an_unknown_command_is_refused(tmp_path: Path) -> None:
    done = _run("conquer", home=tmp_path / "home")
    assert done.returncode == 2
    assert not done.stdout


def test_the_demo_refuses_a_home_that_is_not_a_demo(tmp_path: Path) -> None:
    kept = tmp_path / "home" / "precious.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    done = _run("demo", "--reset", home=kept.parent)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert [path.name for path in kept.parent.iterdir()] == ["precious.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]
