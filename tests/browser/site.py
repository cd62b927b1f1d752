"""A running Headwater for browser tests: the demo, served by the product's own web server.

The home is filled once for all tests (half a minute) and copied for each module, so that a story
may change what it likes. Its clock is set to one known morning and runs on from there.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from headwater.config.launch import supervisor
from headwater.core.clock import DEMO_MARKER

# A Wednesday, 9:15 in the morning in Riverbend: a meeting is planned for 9:30, the next on Friday.
MORNING = datetime(2026, 3, 18, 13, 15, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60.0


@dataclass
class Site:
    """A site that listens; `home` and `keys` are its two folders, `log` what its server said."""

    url: str
    home: Path
    keys: Path
    log: Path

    @property
    def database(self) -> Path:
        """The file of the records."""
        return self.home / "headwater.sqlite3"

    def rows(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        """Look into the records, read-only, as no page could."""
        address = f"file:{self.database}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=20)) as connection:
            return connection.execute(sql, values).fetchall()

    def arrange(self, module: str) -> dict[str, str]:
        """Run a module of the tests in the site's home; what it prints, as names and values."""
        done = subprocess.run(
            [sys.executable, "-m", module],
            env=_surroundings(self.home, self.keys),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        found: dict[str, str] = json.loads(done.stdout)
        return found

    def pass_(self, *, minutes: float) -> None:
        """Let time pass on the site's clock."""
        marker = self.home / DEMO_MARKER
        content = json.loads(marker.read_text(encoding="utf-8"))
        content["clock_offset_seconds"] += minutes * 60
        written = marker.with_suffix(".new")
        written.write_text(json.dumps(content), encoding="utf-8")
        written.replace(marker)

    def tables(self) -> list[str]:
        """The names of all tables of records."""
        found = self.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [str(name) for (name,) in found]

    def bytes_on_disk(self) -> bytes:
        """All the records as they lie on the disk, the write-ahead log included."""
        files = (self.database, self.database.with_name(self.database.name + "-wal"))
        return b"".join(file.read_bytes() for file in files if file.exists())

    def complaints(self) -> list[str]:
        """Lines of the server's log that tell of an error."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if "ERROR" in line or "Traceback" in line]


def fill(folder: Path) -> None:
    """Fill a home and its keys beneath `folder`; done already when the last line says so."""
    home, keys = folder / "home", folder / "home-keys"
    for each in (home, keys):
        each.mkdir(parents=True)
        _set_clock(each)
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.seed", MORNING.isoformat()],
        env=_surroundings(home, keys),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


@contextlib.contextmanager
def served(filled: Path, folder: Path) -> Iterator[Site]:
    """A copy of a filled home, served while the block runs."""
    home, keys = folder / "home", folder / "home-keys"
    shutil.copytree(filled / "home", home)
    shutil.copytree(filled / "home-keys", keys)
    _set_clock(home)
    port = _free_port()
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as told:
        server = subprocess.Popen(
            supervisor.web(port),
            env=_surroundings(home, keys),
            cwd=folder,
            stdout=told,
            stderr=subprocess.STDOUT,
            preexec_fn=supervisor.end_with_parent,
        )
        try:
            _wait_for(port, server, log)
            yield Site(f"http://localhost:{port}", home, keys, log)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _set_clock(folder: Path) -> None:
    """Mark a folder as a demo whose clock shows that morning, now."""
    offset = (MORNING - datetime.now(UTC)).total_seconds()
    marker = {"what": "a home of the browser tests", "clock_offset_seconds": offset}
    (folder / DEMO_MARKER).write_text(json.dumps(marker), encoding="utf-8")


def _surroundings(home: Path, keys: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEADWATER_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {
        "HEADWATER_HOME": str(home),
        "HEADWATER_KEYS": str(keys),
        "DJANGO_SETTINGS_MODULE": "headwater.config.settings",
        "PYTHONPATH": str(ROOT),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(asked):
            asked.request("GET", "/health")
            if asked.getresponse().status == http.HTTPStatus.NO_CONTENT:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8")[-2000:])
