"""A crowd of browsers in one thread: each keeps its connection and its session, and asks by HTTP.

Written on asyncio's streams, because the crowd shares the machine with the server it asks: a
client that does more than the least would be measured instead of the server.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field

TOKEN = "a" * 32  # Django's guard against forged forms compares the cookie with the form
WAIT = 30.0


@dataclass
class Seen:
    """What the crowd saw: milliseconds by what was asked, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)

    def note(self, what: str, started: float) -> None:
        """An answer to `what`, asked at `started`."""
        self.times[what].append((time.perf_counter() - started) * 1000)


@dataclass
class Answer:
    """Status, headers in lower case, body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Browser:
    """One person's browser: one connection, opened again when the server closes it."""

    def __init__(self, port: int, session: str, seen: Seen) -> None:
        self.port, self.seen = port, seen
        self.cookie = f"sessionid={session}; csrftoken={TOKEN}"
        self.stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, what: str, path: str, form: str | None = None) -> Answer:
        """Ask for a path, or send it a form; the time is noted under `what`."""
        started = time.perf_counter()
        answer = await asyncio.wait_for(self._exchange(path, form), WAIT)
        self.seen.note(what, started)
        if answer.status >= 400 and not (form and answer.status == 409):
            self.seen.wrong.append(f"{what}: {answer.status}")
        return answer

    async def _exchange(self, path: str, form: str | None) -> Answer:
        for second in (False, True):
            try:
                if self.stream is None:
                    self.stream = await asyncio.open_connection("127.0.0.1", self.port)
                return await self._send(path, form)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if second or form is not None:
                    raise
        raise ConnectionError

    async def _send(self, path: str, form: str | None) -> Answer:
        if self.stream is None:
            raise ConnectionError
        reader, writer = self.stream
        lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", "Host: localhost"]
        lines += [f"Cookie: {self.cookie}", "X-Requested-With: poll"]
        sent = b""
        if form is not None:
            sent = f"{form}&csrfmiddlewaretoken={TOKEN}".encode()
            lines += ["Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Content-Length: {len(sent)}"]
        writer.write("\r\n".join([*lines, "", ""]).encode() + sent)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _colon, value in (line.partition(":") for line in head[1:] if line)
        }
        body = b""
        if headers.get("transfer-encoding") == "chunked":
            body = await _chunks(reader)
        elif "content-length" in headers:
            body = await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(head[0].split(" ")[1]), headers, body)

    def close(self) -> None:
        """Close the connection."""
        if self.stream:
            self.stream[1].close()
            self.stream = None


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    found = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        found += (await reader.readexactly(size + 2))[:-2]
    await reader.readuntil(b"\r\n")
    return found
