"""`headwater audit verify`: exit 0 whole, 1 broken and named, 2 nothing to read."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from django.db import connection

from headwater.audit import anchors, commands, guards, trail
from headwater.core.errors import Refused
from tests.integration.vault.room import AT

pytestmark = pytest.mark.django_db


def _run() -> int:
    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    parsed = parser.parse_args(["audit", "verify"])
    return int(parsed.func(parsed))


@pytest.fixture
def three_entries() -> None:
    for number in range(3):
        trail.record("meeting.opened", at=AT, subject=f"m-{number}")


def _as_an_intruder(statement: str) -> None:
    guards.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    guards.install(connection)


def test_a_whole_trail_says_its_head(
    three_entries: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run() == 0
    assert capsys.readouterr().out.startswith("whole: 3 entries, head ")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit_entry SET subject = 'm-9' WHERE sequence = 2", "Entry 2 was changed"),
        ("DELETE FROM audit_entry WHERE sequence = 2", "Entry 2 is missing"),
        ("DELETE FROM audit_entry WHERE sequence = 1", "Entry 1 is missing"),
    ],
)
def test_the_first_broken_link_is_named(
    three_entries: None, statement: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _as_an_intruder(statement)

    assert _run() == 1
    assert said in capsys.readouterr().out


def test_a_trail_cut_off_at_its_end_is_told_by_its_anchor(
    three_entries: None, capsys: pytest.CaptureFixture[str]
) -> None:
    sequence, digest = trail.Entry.objects.values_list("sequence", "digest").last()
    anchors.note("2026-01-05", sequence, digest)
    _as_an_intruder("DELETE FROM audit_entry WHERE sequence = 3")

    assert _run() == 1
    assert "the end was cut off" in capsys.readouterr().out


def test_a_spoilt_anchor_is_a_finding(
    three_entries: None, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keys / "anchors").mkdir(parents=True)
    (keys / "anchors" / "2026-01-05.json").write_text("nothing")

    assert _run() == 1
    assert "2026-01-05.json is not an anchor" in capsys.readouterr().out


def test_without_a_trail_there_is_one_sentence(three_entries: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry RENAME TO elsewhere")

    with pytest.raises(Refused, match="no audit trail"):
        _run()
