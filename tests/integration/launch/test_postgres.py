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
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its user must be able to come by: the folder pytest makes is for one user only.
    for folder in (tmp_path, *tmp_path.parents):
        if folder.name.startswith("pytest-"):
            folder.chmod(0o755)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with postgres.throw_away(programs) as cluster:
        url = cluster.environment()["HEADWATER_DATABASE"].rpartition("/")[0]
        with psycopg.connect(f"{url}/postgres") as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"{url}/postgres", connect_timeout=2)
