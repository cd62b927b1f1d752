"""`headwater retention run`: every room destroys what is due, and says how much it was."""

from __future__ import annotations

import json

import pytest

from headwater.__main__ import main
from headwater.audit.models import Entry
from headwater.stewardship import retention
from tests.cast import AT

pytestmark = pytest.mark.django_db


def test_a_run_asks_every_room_in_order_and_is_audited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    rooms = tuple(
        (name, lambda at, name=name, number=number: asked.append((name, at)) or number)
        for number, (name, _destroy) in enumerate(retention.ROOMS)
    )
    monkeypatch.setattr(retention, "ROOMS", rooms)
    report = retention.run(AT)
    assert asked == [(name, AT) for name, _destroy in rooms]
    assert [entry.number for entry in report] == list(range(len(rooms)))
    detail = json.loads(Entry.objects.get(action="retention.run").detail)
    assert detail == {entry.room: str(entry.number) for entry in report}


def test_what_names_a_sealed_thing_goes_before_the_vault() -> None:
    names = [name for name, _destroy in retention.ROOMS]
    assert names.index("screening") < names.index("vault")
    assert names.index("interventions") < names.index("vault")


def test_the_command_prints_a_line_a_room(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retention", "run", "--at", "2026-11-22"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == [name for name, _d in retention.ROOMS]
    assert all(line.split("\t")[1] == "0" for line in lines)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "22.11.2026", ""])
def test_a_day_that_is_none_is_refused(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retention", "run", "--at", day]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "headwater: Write the day as 2026-11-22.\n")
    assert not Entry.objects.exists()
