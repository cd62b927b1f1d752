"""`headwater check`, which changes nothing, and `headwater fix`, which mends what a machine can.

Every check is a program of its own, so that two run at once and each sees the settings of an empty
home that is thrown away: looking at the code never touches anyone's data.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
CODE = ("src", "tests", "tools")
AT_ONCE = 2
_PYTHON = ("python", "-P", "-W", "ignore", "-m")


@dataclass(frozen=True)
class Step:
    """One thing to check or to mend: what it is called and the command that does it."""

    name: str
    words: tuple[str, ...]


CHECKS = (
    # The slowest first: the others run beside it.
    Step("types", ("mypy", "--no-error-summary")),
    Step("lint", ("ruff", "check", "--quiet", "--output-format=concise", *CODE)),
    Step("format", ("ruff", "format", "--check", "--quiet", *CODE)),
    Step("floors", ("lint-imports", "--no-logo")),
    Step("migrations", (*_PYTHON, "django", "makemigrations", "--check", "--dry-run")),
    Step("translations", (*_PYTHON, "headwater.config.translations", "check", "all")),
    Step("docs", (*_PYTHON, "headwater.config.launch.documents", "check")),
)
REPAIRS = (
    Step("lint", ("ruff", "check", "--fix", "--quiet", *CODE)),
    Step("format", ("ruff", "format", "--quiet", *CODE)),
    Step("docs", (*_PYTHON, "headwater.config.launch.documents", "write")),
)


def check() -> int:
    """Run every check; 0 when all is well, 1 otherwise, with each finding on standard output."""
    with tempfile.TemporaryDirectory(prefix="headwater-check-") as folder:
        environment = _surroundings(Path(folder))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            outcomes = list(pool.map(lambda step: _run(step, environment), CHECKS))
    failed = [step.name for step, good in zip(CHECKS, outcomes, strict=True) if not good]
    _say(f"check: {', '.join(failed)} to mend" if failed else "check: all is well")
    return 1 if failed else 0


def fix() -> int:
    """Mend in order what can be mended; 1 when something is left for a person."""
    with tempfile.TemporaryDirectory(prefix="headwater-fix-") as folder:
        environment = _surroundings(Path(folder))
        outcomes = [_run(step, environment) for step in REPAIRS]
    return 0 if all(outcomes) else 1


def _run(step: Step, environment: dict[str, str]) -> bool:
    started = time.monotonic()
    program, *words = (word for word in step.words if word not in CODE or (ROOT / word).is_dir())
    # The environment's own programs, not what the machine happens to have.
    command = [str(Path(sys.executable).parent / program), *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    good = done.returncode == 0
    seconds = time.monotonic() - started
    # One write a step: two that end together do not mix their lines.
    found = "" if good else f"\n{(done.stdout + done.stderr).strip()}\n"
    _say(f"{step.name}: {'ok' if good else 'to mend'} ({seconds:.0f} s)")
    if found:
        sys.stdout.write(found + "\n")
        sys.stdout.flush()
    return good


def _surroundings(folder: Path) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("HEADWATER_")}
    return given | {
        "HEADWATER_HOME": str(folder / "home"),
        "HEADWATER_KEYS": str(folder / "keys"),
        "DJANGO_SETTINGS_MODULE": "headwater.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }


def _say(sentence: str) -> None:
    print(f"headwater: {sentence}", file=sys.stderr, flush=True)
