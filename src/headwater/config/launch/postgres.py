"""A PostgreSQL of our own for the tests: made in a temporary folder, thrown away afterwards.

It listens on this machine only, keeps nothing safe (no fsync: it lives for minutes) and needs no
service. As root it runs as an unprivileged user, because PostgreSQL refuses root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from headwater.config.launch.supervisor import end_with_parent
from headwater.core.errors import HeadwaterError

_USER = "headwater"
_UNSAFE_AND_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class Cluster:
    """Where a running throw-away cluster is reached."""

    port: int

    def environment(self) -> dict[str, str]:
        """What the product reads to keep both of its stores there."""
        at = f"postgresql://{_USER}@127.0.0.1:{self.port}"
        return {
            "HEADWATER_DATABASE": f"{at}/headwater",
            "HEADWATER_KEYS_DATABASE": f"{at}/headwater_keys",
        }


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest version found; None without."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    for pattern in (
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/opt/homebrew/opt/postgresql*/bin",
    ):
        places += sorted(Path("/").glob(pattern[1:]), key=_version, reverse=True)
    return next((place for place in places if (place / "initdb").is_file()), None)


def _version(place: Path) -> int:
    digits = "".join(sign for sign in place.parent.name if sign.isdigit())
    return int(digits or 0)


@contextmanager
def throw_away(programs: Path) -> Iterator[Cluster]:
    """A running cluster for the length of the block."""
    folder = Path(tempfile.mkdtemp(prefix="headwater-postgres-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        who = _unprivileged(folder)
        _make(programs, folder, who)
        port = _free_port()
        server = _start(programs, folder, port, who)
        _wait_for(server, port, folder)
        yield Cluster(port)
    finally:
        if server:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, str | int]:
    """As root: the user to run as, who is given the folder. Otherwise: ourselves."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid}
    raise HeadwaterError("PostgreSQL refuses to run as root, and no other user is there to run it.")


def _make(programs: Path, folder: Path, who: dict[str, str | int]) -> None:
    options = ["-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(
        [programs / "initdb", "-D", folder / "data", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **who,  # type: ignore[call-overload]
    )
    if done.returncode:
        raise HeadwaterError(f"PostgreSQL could not be set up: {done.stderr.strip()}")


def _start(
    programs: Path, folder: Path, port: int, who: dict[str, str | int]
) -> subprocess.Popen[bytes]:
    settings = [*_UNSAFE_AND_QUICK, "max_connections=80", "shared_buffers=64MB"]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [
                *(programs / "postgres", "-D", folder / "data", "-k", folder),
                *("-h", "127.0.0.1", "-p", str(port)),
                *(word for setting in settings for word in ("-c", setting)),
            ],
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,
            **who,  # type: ignore[call-overload]
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    import psycopg

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(
                host="127.0.0.1", port=port, user=_USER, dbname="postgres", connect_timeout=2
            ).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    raise HeadwaterError(f"PostgreSQL did not start: {log.strip()[-300:]}")
