"""The processes of a home start together, stop together, and leave no one behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from headwater.config.launch import supervisor

SERVER = """
import http.server, sys
class Yes(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204); self.end_headers()
    def log_message(self, *words): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Yes).serve_forever()
"""
SUPERVISOR = """
import sys
from headwater.config.launch import supervisor
port = int(sys.argv[1])
child = [sys.executable, "-c", sys.argv[2], str(port)]
sys.exit(supervisor.supervise([child], port=port, when_up=lambda: print("up", flush=True)))
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind((supervisor.HOST, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((supervisor.HOST, port)) != 0:
                return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_supervisor_told_to_stop_stops_its_server(number: signal.Signals, port: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(port), SERVER], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "up\n"
        running.send_signal(number)
        assert running.wait(20) == 0
    assert _is_free(port)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends orphans on Linux only")
def test_a_supervisor_killed_outright_takes_its_server_along(port: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(port), SERVER], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "up\n"
        os.kill(running.pid, signal.SIGKILL)
        running.wait(20)
    assert _is_free(port)


def test_a_server_that_ends_by_itself_is_a_finding(port: int, tmp_path: Path) -> None:
    done = supervisor.supervise(
        [[sys.executable, "-c", "raise SystemExit(4)"]], port=port, when_up=lambda: None
    )
    assert done == 1
    assert not list(tmp_path.iterdir())
