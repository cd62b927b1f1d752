"""The one place that reads the time. Views ask it and pass `at=` down; services never look.

In a home marked as demo the clock can be moved forward, to show the end of a quarter; the
offset lives in the home's marker file. Anywhere else the offset is refused by construction:
without the marker there is nothing to read.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

DEMO_MARKER = "headwater-demo.json"


def home() -> Path:
    """The data folder, `HEADWATER_HOME`."""
    return Path(os.environ.get("HEADWATER_HOME", "home/demo"))


def _marker() -> Path:
    return home() / DEMO_MARKER


def is_demo() -> bool:
    """Whether the home in use was marked as a demo."""
    return _marker().is_file()


def demo_offset() -> timedelta:
    """How far a demo's clock was moved; zero in any other home."""
    try:
        found = json.loads(_marker().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return timedelta()
    return timedelta(seconds=float(found.get("clock_offset_seconds", 0)))


def move_demo_clock(offset: timedelta) -> None:
    """Set a demo's offset, atomically. FileNotFoundError outside a demo home."""
    marker = _marker()
    content = json.loads(marker.read_text(encoding="utf-8"))
    content["clock_offset_seconds"] = offset.total_seconds()
    written = marker.with_suffix(".new")
    written.write_text(json.dumps(content, indent=1), encoding="utf-8")
    written.replace(marker)


def now() -> datetime:
    """The present instant, aware, in UTC; moved by the offset in a demo."""
    return datetime.now(UTC) + demo_offset()
