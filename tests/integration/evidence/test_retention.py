"""Builds end: an old one holds what a later rejection or correction took away."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from headwater.evidence.extract import retention, writer
from tests.extracts import BUILT, accepted, write_extract

ROWS = [accepted("2026-01-05")]


@pytest.fixture
def builds(settings: Any, tmp_path: Path) -> Path:
    settings.EXTRACTS = tmp_path / "extracts"
    return tmp_path / "extracts"


def test_only_the_newest_of_each_kind_is_kept(builds: Path) -> None:
    for days in (2, 0, 1):
        for kind in ("local", "pooled"):
            write_extract(builds, ROWS, kind=kind, at=BUILT + timedelta(days=days))
    assert retention.destroy_due(BUILT + timedelta(days=3)) == 4
    kept = sorted(path.name.rpartition("-")[0] for path in builds.iterdir())
    assert kept == ["20260704T120000Z-local", "20260704T120000Z-pooled"]
    assert retention.destroy_due(BUILT + timedelta(days=3)) == 0


def test_a_synthetic_extract_and_what_is_no_build_stay(builds: Path) -> None:
    synthetic = write_extract(builds, ROWS, synthetic=True)
    other = builds / "notes"
    other.mkdir()
    write_extract(builds, ROWS, at=BUILT + timedelta(days=1))
    assert retention.destroy_due(BUILT + timedelta(days=2)) == 0
    assert synthetic.is_dir()
    assert other.is_dir()


def test_what_a_killed_build_left_goes_and_a_running_one_stays(builds: Path) -> None:
    killed, running = (builds / f"{writer.TEMPORARY}{name}" for name in ("killed", "running"))
    for folder, age in ((killed, timedelta(hours=7)), (running, timedelta(hours=1))):
        folder.mkdir(parents=True)
        (folder / "discussions.spool").write_text("{}", encoding="utf-8")
        when = (BUILT - age).timestamp()
        os.utime(folder, (when, when))
    assert retention.destroy_due(BUILT) == 1
    assert [path.name for path in builds.iterdir()] == [running.name]


def test_a_home_without_builds_has_nothing_due(builds: Path) -> None:
    assert retention.destroy_due(BUILT) == 0
