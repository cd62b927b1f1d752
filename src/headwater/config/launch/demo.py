"""`headwater demo`: a fictional community with its history, on this machine, in one command.

A demo is built beside its home and moved there when it is whole, so that a build cut short never
starts. It writes only to a home it marked, and one demo runs in a home at a time.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from headwater.config.launch import supervisor
from headwater.core.clock import DEMO_MARKER
from headwater.core.errors import HeadwaterError


def run(*, port: int, reset: bool) -> int:
    """Build the demo when there is none, then serve it until stopped."""
    _refuse_other_databases()
    home = Path(os.environ["HEADWATER_HOME"])
    keys = Path(os.environ.get("HEADWATER_KEYS") or home.with_name(home.name + "-keys"))
    _refuse_strange(home, DEMO_MARKER)
    _refuse_strange(keys, DEMO_MARKER)
    supervisor.require_free_port(port)
    with only_one(home):
        if reset or not (home / DEMO_MARKER).is_file():
            build(home, keys)
        os.environ |= {"HEADWATER_HOME": str(home), "HEADWATER_KEYS": str(keys)}
        _open(port)
        return supervisor.supervise(
            [supervisor.web(port)], port=port, when_up=lambda: _announce(port)
        )


def build_here() -> None:
    """Fill the home the environment names; runs in a process of its own (see `build`)."""
    import django

    django.setup()
    from headwater.config.launch.home import prepare
    from headwater.core import clock
    from headwater.stewardship import demo

    prepare(_say)
    demo.build(at=clock.now(), progress=_say)


def build(home: Path, keys: Path) -> None:
    """Build a demo aside and move it in; HeadwaterError if it fails, and the old one stays."""
    started = time.monotonic()
    _say("building the demo community and its history (once)")
    new_home, new_keys = (folder.with_name(folder.name + ".building") for folder in (home, keys))
    for folder in (new_home, new_keys):
        shutil.rmtree(folder, ignore_errors=True)  # of a build that was cut short
        folder.mkdir(parents=True)
        _mark(folder)
    surroundings = {"HEADWATER_HOME": str(new_home), "HEADWATER_KEYS": str(new_keys)}
    # A process of its own: settings are read once, and here they name the folder being built.
    done = subprocess.run(
        [sys.executable, "-P", "-m", __name__],
        env=os.environ | surroundings,
        preexec_fn=supervisor.end_with_parent,
        check=False,
    )
    if done.returncode < 0:
        raise HeadwaterError("The demo’s build was stopped from outside; start it again.")
    if done.returncode:
        raise HeadwaterError("The demo could not be built; the lines above say why.")
    for folder in (home, keys):
        shutil.rmtree(folder, ignore_errors=True)
    # Keys first: a home that is there is whole, and a cut between the two starts over.
    new_keys.replace(keys)
    new_home.replace(home)
    _say(f"built in {time.monotonic() - started:.0f} s")


def _mark(folder: Path) -> None:
    marker = {"what": "a Headwater demo: may be rebuilt or thrown away", "clock_offset_seconds": 0}
    (folder / DEMO_MARKER).write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")


def _refuse_strange(folder: Path, marker: str) -> None:
    if folder.exists() and not folder.is_dir():
        raise HeadwaterError(f"{folder} is not a folder.")
    if folder.exists() and any(folder.iterdir()) and not (folder / marker).is_file():
        raise HeadwaterError(
            f"{folder} holds something that is not a demo; the demo writes only to its own folder."
        )


def _refuse_other_databases() -> None:
    for name in ("HEADWATER_DATABASE", "HEADWATER_KEYS_DATABASE"):
        if os.environ.get(name):
            raise HeadwaterError(f"A demo keeps its records in its own folder: unset {name} first.")
    if os.environ.get("HEADWATER_PRODUCTION") == "1":
        raise HeadwaterError("This is a production set-up (HEADWATER_PRODUCTION): no demo here.")


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the home for this process; the lock ends with the process, however that ends."""
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        lock = home.with_name(home.name + ".lock").open("w", encoding="ascii")
    except OSError:
        raise HeadwaterError(f"{home.parent} cannot be written to.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise HeadwaterError("This demo is already running; stop it first.") from None
        yield


def _open(port: int) -> None:
    import django

    django.setup()
    from headwater.config.launch.home import prepare

    prepare(_say)


def _announce(port: int) -> None:
    from headwater.stewardship import demo

    front = f"http://localhost:{port}"
    print(f"\nHeadwater demo\n  English  {front}/en/\n  Français {front}/fr/\n")
    print("\n".join(f"  {line}" for line in demo.sign_ins()))
    print("\nCtrl-C stops it. Nobody here is real.", flush=True)


def _say(sentence: str) -> None:
    print(f"headwater: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headwater.config.settings")
    try:
        build_here()
    except KeyboardInterrupt:  # told to stop while building: nothing to say
        sys.exit(130)
