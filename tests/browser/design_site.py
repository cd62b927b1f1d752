"""A small site of core's own templates for browser tests of the design: no database, no sign-in.

Serves rendered templates and core's static files from this machine, under the product's own
content security policy, and keeps what was sent to it.
"""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.csp import build_policy

import headwater

STATIC = Path(headwater.__file__).parent / "core" / "static"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
AXE_RUN = """axe.run(document, {runOnly: {type: "tag", values:
    ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})"""

Answer = tuple[int, str, dict[str, str]]


class Site(ThreadingHTTPServer):
    """Pages by path. A page is HTML, or a callable that answers (status, body, headers)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Any] = {}
        self.posts: list[str] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, *arguments: Any) -> None:
        """Stay silent."""

    def do_POST(self) -> None:
        """Keep what was sent and show the page of that path."""
        length = int(self.headers.get("Content-Length") or 0)
        self.server.posts.append(self.rfile.read(length).decode())
        self.do_GET()

    def do_GET(self) -> None:
        """A static file, a page, or 404."""
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self._send(200, file.read_bytes(), {"Content-Type": kind})
            return
        page = self.server.pages.get(path)
        status, body, headers = page() if callable(page) else (200 if page else 404, page or "", {})
        self._send(status, body.encode(), {"Content-Type": "text/html; charset=utf-8"} | headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Security-Policy", build_policy(settings.SECURE_CSP))
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if status != 204:
            self.wfile.write(body)


@contextmanager
def served() -> Iterator[Site]:
    """A site that listens while the block runs."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


def template_page(name: str, language: str = "en", **context: Any) -> str:
    """A core template, drawn."""
    with translation.override(language):
        return render_to_string(name, {"urls": {"home": "#"}, "navigation": []} | _page() | context)


def page_of(content: str, **context: Any) -> str:
    """A page of the base template with this content."""
    source = '{% extends "headwater/base.html" %}{% load components %}{% block content %}'
    whole = {"urls": {"home": "#", "sign_out": "/out"}} | _page() | context
    return Template(f"{source}<h1>Test</h1>{content}{{% endblock %}}").render(Context(whole))


def _page() -> dict[str, Any]:
    return {
        "request": RequestFactory().get("/"),
        "language_switch": {"code": "fr", "label": "Français", "url": "#"},
    }
