"""Kill −9 while sealing and destroying: no readable orphan, nothing lost, no half state."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.house import ROOT

FIRST, SECOND = "12 Mill Lane", "They moved"
NEVER = 10_000


class Mortal:
    """The program under test, in a process of its own. See `mortal.py`."""

    def __init__(self, home: Path) -> None:
        environment = os.environ | {
            "HEADWATER_HOME": str(home / "home"),
            "HEADWATER_KEYS": str(home / "keys"),
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.vault.mortal"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def die_at(self, verb: str, step: int) -> dict[str, Any]:
        """Do the verb to a new reference, cut off at the step; what was found afterwards."""
        assert self.process.stdin
        self.process.stdin.write(f"{verb} {step}\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self._line())
        return found

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        assert self.process.stdout
        self.process.stdout.close()
        self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    program = Mortal(tmp_path_factory.mktemp("mortal"))
    yield program
    program.stop()


def _rounds(steps: int, count: int) -> list[int]:
    """`count` steps to die at, spread over all there are, the first and the last among them."""
    return [1 + round(place * (steps - 1) / (count - 1)) for place in range(count)]


def _clean(found: dict[str, Any]) -> None:
    assert found["doomed"] == 0
    assert found["rows_without_holding"] == 0
    assert found["keys_without_holding"] == 0
    assert found["unfinished_files"] == 0
    assert found["second_sweep_idle"]
    assert found["trail"] == "whole"


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("seal-first", [], [SECOND]),
        ("seal", [FIRST], [FIRST, SECOND]),
        ("destroy", [FIRST], None),
    ],
)
def test_cut_off_anywhere_it_is_as_before_or_as_after(
    mortal: Mortal, verb: str, before: Any, after: Any, proofs: bool
) -> None:
    finished = mortal.die_at(verb, NEVER)
    assert not finished["killed"]
    assert finished["texts"] == after
    _clean(finished)

    outcomes = []
    for step in _rounds(finished["steps"], 100 if proofs else 6):
        found = mortal.die_at(verb, step)
        assert found["killed"]
        assert found["texts"] in (before, after), step
        _clean(found)
        outcomes.append(found["texts"])
    assert outcomes[0] == before
    assert outcomes[-1] == after
