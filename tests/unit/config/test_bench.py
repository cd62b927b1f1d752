"""The benchmark of the web: what it makes of the times it measured."""

from __future__ import annotations

from headwater.config.bench.commands import _table
from headwater.config.bench.crowd import Seen
from headwater.config.bench.web import Load, Meeting, _figures


def figures() -> dict[str, object]:
    seen = Seen()
    seen.times["bare page"] = [10.0, 10.0, 20.0]
    seen.times["follow the board"] = [30.0] * 9 + [90.0]
    meeting = Meeting("m-1", "i-1", "d-1", "c", [], accepted=4, refused=1)
    return _figures(Load(1, 40, 60), seen, [meeting], 0, "SQLite")


def test_each_time_stands_beside_the_bare_page_of_the_same_run() -> None:
    asked = figures()["asked"]
    assert isinstance(asked, dict)
    assert asked["bare page"]["ratio_p50"] == 1.0
    assert asked["follow the board"]["p50"] == 30.0
    assert asked["follow the board"]["ratio_p50"] == 3.0


def test_the_table_says_what_was_asked_of_whom_and_what_was_lost() -> None:
    told = _table(figures())
    assert told.startswith("SQLite, 1 meetings of 40 people, 60 s")
    assert "Writes accepted 4, refused as stale 1, lost 0." in told
