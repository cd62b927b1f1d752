"""`vocabulary list` and `vocabulary load`: data on standard output, exit codes as promised."""

import json
from pathlib import Path

import pytest

from headwater.__main__ import main
from headwater.vocabulary import registry

from .test_replacement import CSV


@pytest.fixture(autouse=True)
def in_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_HOME", str(home))
    registry.use_home()


def test_all_lists_are_listed_with_how_much_is_drafted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "list", "--format", "json"]) == 0
    rows = {row["list"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["risk_factors"]["entries"] == 107
    assert rows["risk_factors"]["drafted"] == 107


def test_one_list_is_shown_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "list", "discussion_types", "--lang", "fr"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["position", "code", "label", "provenance", "drafted"]
    assert lines[1].split() == ["0", "person", "Une", "personne", "published-guidance", "yes"]


def test_an_unknown_list_is_refused_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "list", "moods"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "There is no list “moods”" in err


def test_a_list_is_loaded_and_named_on_standard_output(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "sexes.csv"
    file.write_text(CSV, encoding="utf-8")
    assert main(["vocabulary", "load", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out == "sexes 2026-2\n"
    assert "4 entries in force from 2026-06-01" in err
    assert registry.current("sexes").version == "2026-2"


def test_a_refused_file_writes_nothing_and_exits_2(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "sexes.csv"
    file.write_text(CSV.replace("Féminin", ""), encoding="utf-8")
    assert main(["vocabulary", "load", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "sexes.csv: the entry “female” has no French label; add label_fr." in err
    assert not (home / "vocabulary").exists()
