"""`bench web`: meetings in full swing, against a bare Django page on the same server, in one run.

Each person’s screen follows the board as the real script does (every `FOLLOW_EVERY` seconds, 204
while nothing changed). Each chair works in two windows at once that write the same facts: of two
writes on one revision one must be refused, and every write that was accepted must be found in the
end (no lost update). Beside them one visitor asks for the bare page all the time.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from headwater.config.launch import postgres, supervisor
from headwater.core.errors import HeadwaterError
from headwater.table.board.rules import FOLLOW_EVERY

from .crowd import Answer, Browser, Seen

PAUSE = 30.0  # seconds between two deeds of a chair's window, of which there are two
GLANCE = 45.0  # seconds after which someone opens a whole page
BARE = 0.5  # seconds between two questions for the bare page
FACTORS = ("housing.no-access", "alcohol.abuse-in-home", "suicide.current-risk")
_REVISION = re.compile(rb'name="revision" value="(\d+)"')
_SEED = 7


@dataclass(frozen=True)
class Load:
    """So many meetings of so many people each, for so many seconds."""

    meetings: int
    people: int
    seconds: float


@dataclass
class Meeting:
    """An open meeting as its people know it, and how many writes were accepted."""

    meeting: str
    item: str
    discussion: str
    chair: str
    people: list[str]
    accepted: int = 0
    refused: int = 0

    @property
    def board(self) -> str:
        """Where its board is."""
        return f"/en/meetings/{self.meeting}"


def run(load: Load, *, on_postgres: bool) -> dict[str, Any]:
    """Make a home, serve it, let the crowd in; figures as plain values (milliseconds)."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headwater-bench-")))
        environment = _surroundings(home, stack, on_postgres=on_postgres)
        made = _ask_filling(environment, str(load.meetings), str(load.people))
        meetings = [Meeting(**each) for each in made]
        before = _ask_filling(environment, "revisions")
        port = stack.enter_context(_served(environment, home))
        seen = asyncio.run(_crowd(load, meetings, port))
        after = _ask_filling(environment, "revisions")
    lost = sum(
        each.accepted - (after[each.discussion] - before[each.discussion]) for each in meetings
    )
    return _figures(load, seen, meetings, lost, "PostgreSQL" if on_postgres else "SQLite")


def _surroundings(home: Path, stack: ExitStack, *, on_postgres: bool) -> dict[str, str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("HEADWATER_")
    }
    environment |= {
        "HEADWATER_HOME": str(home / "home"),
        "HEADWATER_KEYS": str(home / "keys"),
        "DJANGO_SETTINGS_MODULE": "headwater.config.bench.settings",
    }
    if on_postgres:
        programs = postgres.binaries()
        if programs is None:
            raise HeadwaterError("PostgreSQL's programs are not on this machine.")
        cluster = stack.enter_context(postgres.throw_away(programs))
        environment |= cluster.environment()
        _create_databases(cluster.port)
    return environment


def _create_databases(port: int) -> None:
    import psycopg

    with psycopg.connect(
        host="127.0.0.1", port=port, user="headwater", dbname="postgres", autocommit=True
    ) as connection:
        for name in ("headwater", "headwater_keys"):
            connection.execute(f"CREATE DATABASE {name}")  # names of ours, above


def _ask_filling(environment: dict[str, str], *words: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "headwater.config.bench.filling", *words],
        env=environment,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise HeadwaterError("The meetings of the benchmark could not be made; see above.")
    return json.loads(done.stdout)


@contextmanager
def _served(environment: dict[str, str], home: Path) -> Iterator[int]:
    port = supervisor.free_port()
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            supervisor.web(port),
            env=environment,
            cwd=home,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=supervisor.end_with_parent,
        )
        try:
            supervisor.wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)


# --- The crowd ------------------------------------------------------------------------------------


async def _crowd(load: Load, meetings: list[Meeting], port: int) -> Seen:
    seen, rng = Seen(), random.Random(_SEED)  # noqa: S311
    await _warm(meetings, port)
    until = time.monotonic() + load.seconds
    tasks = [_bare(Browser(port, meetings[0].chair, seen), until)]
    for each in meetings:
        tasks += [
            _follow(Browser(port, session, seen), each, until, rng) for session in each.people
        ]
        tasks += [
            _write(Browser(port, each.chair, seen), each, factor, until, rng)
            for factor in FACTORS[:2]
        ]
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, BaseException):
            seen.wrong.append(f"{type(outcome).__name__}: {outcome}")
    return seen


async def _warm(meetings: list[Meeting], port: int) -> None:
    """Each worker imports and compiles what it needs before anything is measured."""
    unmeasured = Seen()
    browsers = [Browser(port, meetings[0].chair, unmeasured) for _each in range(16)]
    for browser in browsers:
        await browser.ask("warm", meetings[0].board)
        await browser.ask("warm", "/bare")
        browser.close()


async def _bare(visitor: Browser, until: float) -> None:
    while time.monotonic() < until:
        await visitor.ask("bare page", "/bare")
        await asyncio.sleep(BARE)


async def _follow(person: Browser, meeting: Meeting, until: float, rng: random.Random) -> None:
    """A screen that shows the board, and now and then a whole page."""
    await asyncio.sleep(rng.uniform(0, FOLLOW_EVERY))
    url, glance = f"{meeting.board}/fragment?revision=0", time.monotonic() + rng.uniform(0, GLANCE)
    while time.monotonic() < until:
        answer = await person.ask("follow the board", url)
        if answer.status == 200:
            person.seen.times["of these, something new"].append(
                person.seen.times["follow the board"][-1]
            )
            url = answer.headers.get("x-poll-url", url)
        if time.monotonic() > glance:
            await person.ask("open a discussion", f"/en/discussions/{meeting.discussion}")
            glance = time.monotonic() + GLANCE
        await asyncio.sleep(FOLLOW_EVERY)


async def _write(
    chair: Browser, meeting: Meeting, factor: str, until: float, rng: random.Random
) -> None:
    """One of the chair's two windows: open the facts, change them, send; again when refused."""
    path = f"{meeting.board}/items/{meeting.item}/facts"
    await asyncio.sleep(rng.uniform(0, PAUSE))
    added = False
    while time.monotonic() < until:
        page = await chair.ask("open the facts", path)
        revision = _revision(page)
        added = not added
        factors = [*FACTORS[2:], *([factor] if added else [])]
        coded = "&".join(["type=family", *(f"factors={each}" for each in factors)])
        answer = await chair.ask("save the facts", path, f"{coded}&revision={revision}")
        if answer.status == 302:
            meeting.accepted += 1
        elif answer.status == 409:
            meeting.refused += 1
        else:
            chair.seen.wrong.append(f"save the facts: {answer.status}")
        await asyncio.sleep(PAUSE)


def _revision(page: Answer) -> str:
    found = _REVISION.search(page.body)
    return found[1].decode() if found else ""


# --- Figures --------------------------------------------------------------------------------------


def _figures(
    load: Load, seen: Seen, meetings: list[Meeting], lost: int, database: str
) -> dict[str, Any]:
    rows = {what: _row(times) for what, times in sorted(seen.times.items()) if times}
    bare = rows.get("bare page", {"p50": 0.0, "p95": 0.0})
    for row in rows.values():
        row["ratio_p50"] = round(row["p50"] / bare["p50"], 1) if bare["p50"] else None
        row["ratio_p95"] = round(row["p95"] / bare["p95"], 1) if bare["p95"] else None
    return {
        "database": database,
        "meetings": load.meetings,
        "people_each": load.people,
        "seconds": load.seconds,
        "cores": os.cpu_count(),
        "asked": rows,
        "errors": len(seen.wrong),
        "first_errors": seen.wrong[:5],
        "writes_accepted": sum(each.accepted for each in meetings),
        "writes_refused_as_stale": sum(each.refused for each in meetings),
        "updates_lost": lost,
    }


def _row(times: list[float]) -> dict[str, Any]:
    cut = quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return {"n": len(times), "p50": round(cut[49], 1), "p95": round(cut[94], 1)}
