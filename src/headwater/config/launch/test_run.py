"""`headwater test`: every kind of test on both databases, with nothing to install by hand.

Without arguments: architecture, unit and integration tests on SQLite, integration tests again on
PostgreSQL, then the browser; with proofs the coverage too. With arguments pytest gets them as they
are, on SQLite; `HEADWATER_TEST_ON=postgresql` puts them on PostgreSQL.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from headwater.config.launch import postgres, prerequisites
from headwater.config.translations import compile_all

ROOT = Path(__file__).resolve().parents[4]
CORES = "2"
_NO_TESTS = 5
"""pytest's exit code when it found none: no failure of a part, a failure of the whole."""


@dataclass(frozen=True)
class Part:
    """One call of pytest: what it is, what it runs, where. `quick`: words only without proofs."""

    name: str
    words: tuple[str, ...]
    quick: tuple[str, ...] = ()
    on_postgres: bool = False
    covered: bool = False
    needs: tuple[str, ...] = field(default=())


# The floor is held after the part, with a report that tells where.
_COVER = ("--cov", "--cov-report=", "--cov-fail-under=0")
_SPREAD = ("-n", CORES, "--dist", "worksteal")

PARTS = (
    Part(
        "architecture, unit and integration tests on SQLite",
        ("tests/architecture", "tests/unit", "tests/integration", "-m", "not postgres"),
        covered=True,
    ),
    Part(
        "integration tests on PostgreSQL",
        ("tests/integration",),
        # The long tables of who may what; SQLite has them all, PostgreSQL with `--proofs`.
        quick=("-m", "not either_database"),
        on_postgres=True,
        needs=("postgresql",),
    ),
    Part(
        "browser tests on PostgreSQL, the few",
        ("tests/browser", "-m", "smoke"),
        on_postgres=True,
        needs=("postgresql", "chromium"),
    ),
    Part("browser tests on SQLite", ("tests/browser",), needs=("chromium",)),
)


def run(words: list[str], *, proofs: bool) -> int:
    """Run the tests; 0 when all that could run passed. With words: pytest’s own exit code."""
    left_out = prerequisites.install_missing()
    compile_all()
    for reason in left_out:
        _say(f"left out: {reason}")
    environment = os.environ | {
        "HEADWATER_LEFT_OUT": "\n".join(left_out),
        "HEADWATER_PROOFS": "1" if proofs else "0",
        "COVERAGE_FILE": str(ROOT / ".coverage"),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)  # the tests have their own
    for name in ("HEADWATER_DATABASE", "HEADWATER_KEYS_DATABASE", "HEADWATER_PRODUCTION"):
        environment.pop(name, None)
    with ExitStack() as stack:
        if words:
            if os.environ.get("HEADWATER_TEST_ON") == "postgresql":
                environment |= _cluster(stack)
            return _pytest(words, environment)
        return _everything(environment, stack, proofs=proofs)


def _everything(environment: dict[str, str], stack: ExitStack, *, proofs: bool) -> int:
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    there = {need.package for need in prerequisites.NEEDS if need.find()}
    parts = [part for part in PARTS if there.issuperset(part.needs)]
    on_postgres = _cluster(stack) if any(part.on_postgres for part in parts) else {}
    codes: dict[str, int] = {}
    for part in parts:
        codes[part.name] = _run_part(part, environment, on_postgres)
        if part.covered and proofs:
            codes["coverage"] = _coverage(environment)
    failed = [name for name, code in codes.items() if code not in (0, _NO_TESTS)]
    if all(code == _NO_TESTS for name, code in codes.items() if name != "coverage"):
        failed.append("nothing was tested")
    for name in failed:
        _say(f"failed: {name}")
    return 1 if failed else 0


def _run_part(part: Part, environment: dict[str, str], on_postgres: dict[str, str]) -> int:
    folders = [word for word in part.words if word.startswith("tests/")]
    words = [word for word in part.words if word not in folders]
    if environment["HEADWATER_PROOFS"] != "1":
        words += part.quick
    present = [folder for folder in folders if (ROOT / folder).is_dir()]
    if not present:
        return _NO_TESTS
    _say(part.name)
    started = time.monotonic()
    surroundings = environment | (on_postgres if part.on_postgres else {})
    # Tracing every branch takes half as long again: the floor is held by the proofs.
    cover = _COVER if part.covered and environment["HEADWATER_PROOFS"] == "1" else ()
    code = _pytest([*present, *words, *_SPREAD, *cover], surroundings)
    _say(f"{part.name}: {time.monotonic() - started:.0f} s")
    return code


def _pytest(words: list[str], environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode


def _cluster(stack: ExitStack) -> dict[str, str]:
    programs = postgres.binaries()
    if programs is None:
        return {}
    return stack.enter_context(postgres.throw_away(programs)).environment()


def _coverage(environment: dict[str, str]) -> int:
    """Print what was measured; not 0 when below the floor of pyproject.toml."""
    tool = [sys.executable, "-m", "coverage"]
    # The workers' files are combined by pytest-cov already.
    return subprocess.run([*tool, "report"], cwd=ROOT, env=environment, check=False).returncode


def _say(sentence: str) -> None:
    print(f"headwater: {sentence}", file=sys.stderr, flush=True)
