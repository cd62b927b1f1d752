"""The throw-away PostgreSQL starts, answers and leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import psycopg
import pytest

from headwater.config.launch import postgres


@pytest.fixture
def programs() -> Path:
    found = postgres.binaries()
    if found is None:
        pytest.skip("no PostgreSQL programs on this machine")
    return found


def test_a_throw_away_cluster_answers_and_is_gone_afterwards(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **words: made.append(make(**words)) or made[-1])
    with postgres.throw_away(programs) as cluster:
        url = cluster.environment()["HEADWATER_DATABASE"].rpartition("/")[0]
        with psycopg.connect(f"{url}/postgres") as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert made
    assert not Path(made[0]).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"{url}/postgres", connect_timeout=2)
