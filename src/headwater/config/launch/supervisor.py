"""One process over the web server (and, later, a worker): they start together and stop together."""

from __future__ import annotations

import ctypes
import http
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from headwater.core.errors import HeadwaterError

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 8
"""Requests one worker answers at once: pages take milliseconds, and SQLite writes one at a time."""
_PATIENCE = 60.0
_GRACE = 10.0


def require_free_port(port: int) -> None:
    """HeadwaterError when something else listens on the port already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise HeadwaterError(
                f"Port {port} is not allowed here; choose one above 1023 with --port."
            ) from None
        except OSError:
            raise HeadwaterError(f"Port {port} is in use; choose another with --port.") from None


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when the web server answers; HeadwaterError when it does not in a minute."""
    deadline = time.monotonic() + _PATIENCE
    while not _answers(port):
        if time.monotonic() > deadline:
            raise HeadwaterError("The web server did not answer.")
        time.sleep(0.1)


def web(port: int) -> list[str]:
    """The command of the web server: granian, WSGI, this machine's own address only."""
    options = {
        "interface": "wsgi",
        "host": HOST,
        "port": port,
        "workers": WORKERS,
        "blocking-threads": THREADS,
        "workers-kill-timeout": int(_GRACE) - 2,
        "log-level": "error",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return [sys.executable, "-P", "-m", "granian", *words, "headwater.config.wsgi:application"]


def supervise(commands: list[list[str]], *, port: int, when_up: Callable[[], None]) -> int:
    """Run the commands until told to stop (Ctrl-C, SIGTERM: 0) or until one ends by itself (1).

    `when_up` is called once, when the web server answers its first request.
    """
    told: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, remember) for number in (signal.SIGINT, signal.SIGTERM)}
    children = [_start(command) for command in commands]
    try:
        deadline = time.monotonic() + _PATIENCE
        waiting: Callable[[], None] | None = when_up
        while not told and all(child.poll() is None for child in children):
            if waiting and _answers(port):
                waiting()
                waiting = None
            if waiting and time.monotonic() > deadline:
                raise HeadwaterError("The web server did not answer; see the lines above.")
            time.sleep(0.2)
    finally:
        _stop(children)
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if told else 1


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches the supervisor alone, which then stops them in order.
    return subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent)


def end_with_parent() -> None:
    """On Linux, ask the kernel to end the child when the supervisor is killed outright."""
    if sys.platform == "linux":
        set_death_signal = 1
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGTERM)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + _GRACE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _answers(port: int) -> bool:
    asked = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        asked.request("GET", "/health")
        return asked.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (http.client.HTTPException, OSError):
        return False
    finally:
        asked.close()
