"""What only tests need, Chromium and PostgreSQL: found, or installed where the machine allows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from headwater.config.launch import postgres

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> Path | None:
    """The browser's program; None without one."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    return Path(found) if found else None


@dataclass(frozen=True)
class Need:
    """A system package, how to see that it is there, and what is left out without it."""

    package: str
    find: Callable[[], Path | None]
    left_out: str


NEEDS = (
    Need("chromium", chromium, "browser tests: no Chromium"),
    Need(
        "postgresql", postgres.binaries, "everything on PostgreSQL: no PostgreSQL server programs"
    ),
)


def install_missing() -> list[str]:
    """Install what is missing and may be; return what is left out, each with its reason."""
    missing = [need for need in NEEDS if need.find() is None]
    if not missing:
        return []
    reason = _install([need.package for need in missing])
    return [f"{need.left_out} here, and {reason}" for need in missing if need.find() is None]


def _install(packages: list[str]) -> str:
    """Try; return why it did not work, for the case that it did not."""
    if not shutil.which("apt-get"):
        return "no apt-get to install it with"
    become_root = _become_root()
    if become_root is None:
        return "installing it takes root or sudo without a password"
    _say(f"installing {' and '.join(packages)}, which only tests need")
    for words in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
    ):
        quiet = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", *words]
        done = subprocess.run(
            quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            return f"apt-get could not install it ({' '.join(last)})"
    return "the package brought no such program"


def _become_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def _say(sentence: str) -> None:
    print(f"headwater: {sentence}", file=sys.stderr, flush=True)
