"""`extract build`, `ask`, `synth` and `disclosure audit`, as the contract of commands says."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from headwater.__main__ import main
from headwater.audit.models import Entry
from headwater.evidence import commands
from headwater.evidence.extract import manifest
from headwater.evidence.questions import QUESTIONS
from tests.extracts import BUILT, accepted, rejected, rows_of, write_extract
from tests.integration.evidence.conftest import History

KEYS = {
    "factors": ["factor"],
    "categories": ["category"],
    "pairs": ["factor_a", "factor_b"],
    "triples": ["factor_a", "factor_b", "factor_c"],
    "trend": ["month"],
    "decisions": ["decision"],
    "conclusions": ["conclusion_group"],
    "contact-time": [],
    "services": ["service"],
    "sectors": ["role", "sector"],
    "demographics": ["age_group", "sex"],
    "gaps": ["gap"],
}
NUMBERS = ["n", "of", "value", "low", "high", "status"]


class Run:
    """A command in this process, and what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: object) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = self.capsys.readouterr()
        return code, out, err

    def good(self, *words: object) -> str:
        code, out, err = self(*words)
        assert code == 0, err
        return out

    def refused(self, *words: object) -> str:
        """One sentence on standard error, nothing on standard output, exit 2."""
        code, out, err = self(*words)
        assert (code, out) == (2, ""), err
        assert err.startswith("headwater: ")
        assert err.count("\n") == 1
        return err.removeprefix("headwater: ").strip()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence") / "synthetic"
    words = ["--discussions", "1200", "--seed", "1", "--months", "12", "--out", str(folder)]
    assert main(["synth", *words]) == 0
    return folder


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A build that no living home made, and that is not synthetic."""
    rows = [accepted("2026-01-05", factors=["housing.no-access"])] * 8
    return write_extract(tmp_path / "live", [*rows, *[rejected("2026-02-03")] * 6])


def _ask(run: Run, question: str, folder: Path, *words: object) -> dict[str, Any]:
    out = run.good("ask", question, "--extract", folder, "--format", "json", *words)
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_questions_of_the_contract_are_those_there_are() -> None:
    assert tuple(QUESTIONS) == commands.NAMES == tuple(KEYS)


@pytest.mark.parametrize("question", KEYS)
def test_each_question_answers_in_each_form(run: Run, synthetic: Path, question: str) -> None:
    found = _ask(run, question, synthetic)
    assert list(found) == ["question", "filters", "extract", "disclosure", "rows"]
    assert found["question"] == question
    assert found["disclosure"] == "safe alone, not for publication"
    assert found["filters"] == {"where": [], "by": [], "from": None, "to": None}
    assert found["extract"]["synthetic"] is True
    assert found["rows"]
    for row in found["rows"]:
        assert list(row) == [*KEYS[question], *NUMBERS]
        assert row["status"] in {"shown", "protected", "rounded", "too few"}
        if row["status"] != "shown":
            assert (row["n"], row["value"], row["low"], row["high"]) == (None,) * 4
        else:
            assert isinstance(row["n"], int)
            assert row["n"] == 0 or row["n"] >= 5
    text = run.good("ask", question, "--extract", synthetic, "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["n"] for line in lines] == [
        "" if row["n"] is None else str(row["n"]) for row in found["rows"]
    ]
    table = run.good("ask", question, "--extract", synthetic).splitlines()
    assert table[0].split() == [*KEYS[question], *NUMBERS]
    assert len(table) == len(found["rows"]) + 1


@pytest.mark.parametrize("question", ["factors", "pairs"])
def test_factors_and_pairs_count_accepted_discussions(
    run: Run, synthetic: Path, question: str
) -> None:
    found = _ask(run, question, synthetic, "--exact")
    accepted_rows = [row for row in rows_of(synthetic) if row["decision"] == "accepted"]
    assert {row["of"] for row in found["rows"]} == {len(accepted_rows)}


def test_exact_numbers_of_a_synthetic_extract_are_all_there(run: Run, synthetic: Path) -> None:
    found = _ask(run, "demographics", synthetic, "--exact")
    assert found["disclosure"] == "exact, internal"
    assert {row["status"] for row in found["rows"]} == {"shown"}
    assert any(0 < row["n"] < 5 for row in found["rows"])


def test_filters_breakdowns_and_periods_reach_the_answer(run: Run, synthetic: Path) -> None:
    words = ("--where", "type=person", "--where", "sex=", "--by", "year", "--by", "police_at_door")
    found = _ask(run, "factors", synthetic, *words, "--from", "2025-02", "--to", "2025-11")
    assert found["filters"] == {
        "where": [["type", "person"], ["sex", ""]],
        "by": ["year", "police_at_door"],
        "from": "2025-02",
        "to": "2025-11",
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("opinions",), "There is no such question"),
        (("factors", "--where", "colour=red"), "no such column"),
        (("factors", "--where", "type"), "column=value"),
        (("factors", "--where", "type=planet"), "never has that value"),
        (("factors", "--by", "colour"), "no such column"),
        (("factors", "--by", "factor"), "cannot be broken down by factor"),
        (("factors", "--by", "sex", "--by", "type", "--by", "year"), "2 columns at most"),
        (("factors", "--by", "contact_hours"), "makes no groups"),
        (("decisions", "--by", "sex"), "keeps no sex"),
        (("factors", "--where", "decision=rejected"), "leave the decision out"),
        (("factors", "--from", "2025-13"), "Write a month as 2026-01"),
        (("factors", "--from", "2025-05", "--to", "2025-04"), "ends before it begins"),
        (("trend", "--by", "month", "--by", "year"), "choose one"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    run: Run, synthetic: Path, words: tuple[str, ...], told: str
) -> None:
    assert told in run.refused("ask", *words, "--extract", synthetic)


def test_an_extract_that_holds_nothing_is_refused(run: Run, tmp_path: Path) -> None:
    folder = write_extract(tmp_path, [])
    assert "holds no discussion yet" in run.refused("ask", "factors", "--extract", folder)


def test_a_damaged_extract_is_refused(run: Run, live: Path) -> None:
    path = live / "discussions.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    before = sorted(live.iterdir())
    assert "was changed or cut" in run.refused("ask", "factors", "--extract", live)
    assert "is no extract" in run.refused("ask", "factors", "--extract", live / "none")
    assert sorted(live.iterdir()) == before


def test_a_filter_that_fits_nothing_is_an_answer(run: Run, synthetic: Path) -> None:
    found = _ask(run, "factors", synthetic, "--where", "sex=female", "--where", "type=family")
    assert {row["of"] for row in found["rows"]} == {0}


def test_the_parent_of_builds_means_the_newest(run: Run, live: Path) -> None:
    newer = write_extract(live.parent, [accepted("2026-03-05")] * 7, at=BUILT + timedelta(days=1))
    found = _ask(run, "trend", live.parent)
    assert found["extract"]["sha256"] == manifest.identity(newer)


@pytest.mark.django_db
def test_exact_numbers_of_an_extract_of_elsewhere_are_refused(run: Run, live: Path) -> None:
    told = run.refused("ask", "factors", "--extract", live, "--exact")
    assert "this installation built" in told
    assert not Entry.objects.filter(action="extract.asked_exactly").exists()


@pytest.mark.django_db
def test_exact_numbers_of_our_own_build_are_given_and_noted(run: Run, history: History) -> None:
    history.situations.at_filter_three()
    folder = history.build()
    found = _ask(run, "decisions", folder, "--exact")
    assert found["rows"][0]["n"] == 1
    assert found["disclosure"] == "exact, internal"
    assert Entry.objects.filter(action="extract.asked_exactly").count() == 1
    hidden = _ask(run, "decisions", folder)
    assert hidden["rows"][0]["status"] == "protected"


@pytest.mark.django_db
def test_a_build_is_made_and_its_folder_printed(
    run: Run, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.situations.rejected()
    monkeypatch.setattr("headwater.evidence.commands._has_records", lambda: True)
    monkeypatch.setattr("headwater.core.clock.now", lambda: history.at + timedelta(days=1))
    code, out, err = run("extract", "build", "--kind", "pooled", "--out", tmp_path / "out")
    assert code == 0
    folder = Path(out.strip())
    assert out == f"{folder}\n"
    assert folder.parent == tmp_path / "out"
    assert manifest.read(folder)["kind"] == "pooled"
    assert len(rows_of(folder)) == 1
    assert "1 discussions" in err


@pytest.mark.django_db
def test_a_folder_that_cannot_be_written_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.evidence.commands._has_records", lambda: True)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for words in (("extract", "build"), ("synth", "--discussions", "9", "--seed", "1")):
        told = run.refused(*words, "--out", tmp_path / "file" / "deep")
        assert "cannot be written" in told


def test_the_same_seed_gives_the_same_rows(run: Run, synthetic: Path, tmp_path: Path) -> None:
    words = ["--discussions", "1200", "--seed", "1", "--months", "12"]
    again = run.good("synth", *words, "--out", tmp_path / "again").strip()
    files = [manifest.read(Path(folder))["files"] for folder in (synthetic, again)]
    assert files[0] == files[1]
    assert json.loads((Path(again) / "truth.json").read_text(encoding="utf-8"))["seed"] == 1
    # An earlier synthetic extract may be written over, nothing else.
    assert run.good("synth", *words, "--out", again).strip() == again


@pytest.mark.parametrize(
    "words",
    [
        ("--discussions", "0", "--seed", "1"),
        ("--discussions", "9", "--seed", "-1"),
        ("--discussions", "9", "--seed", "1", "--tables", "0"),
        ("--discussions", "9", "--seed", "1", "--months", "1"),
    ],
)
def test_a_synthetic_extract_of_no_sense_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    run.refused("synth", *words, "--out", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_synthetic_extract_never_takes_the_place_of_anything_else(
    run: Run, live: Path, tmp_path: Path
) -> None:
    words = ("synth", "--discussions", "9", "--seed", "1", "--out")
    assert "is not empty" in run.refused(*words, live)
    assert rows_of(live)


def test_tables_that_give_something_away_are_a_finding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("age,n\nyoung,*\nold,40\nTotal,43\n", encoding="utf-8")
    code, out, _err = run("disclosure", "audit", path)
    assert (code, out) == (1, f"{path}: young: 3 was hidden, and is worked out\n")
    code, out, _err = run("disclosure", "audit", path, "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert found["recovered"] == [
        {"file": str(path), "cell": ["young"], "low": 3, "high": 3, "finding": "exact"}
    ]
    assert (found["hidden"], found["threshold"], found["remarks"]) == (1, 5, [])


def test_tables_that_give_nothing_away_are_good(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("age,n,%\nyoung,–,x\nold,–,9.5\nall,63,100\n".replace("x", "8"), "utf-8")
    code, out, err = run("disclosure", "audit", path, "--hidden", "–", "--total", "All")
    assert (code, out) == (0, "Recovered: 0. Cells hidden: 2.\n")
    assert "left aside: %" in err


def test_what_is_no_table_or_threshold_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("no table", encoding="utf-8")
    assert "is no table" in run.refused("disclosure", "audit", path)
    assert "cannot be read" in run.refused("disclosure", "audit", tmp_path / "none.csv")
    path.write_text("age,n\nyoung,9\n", encoding="utf-8")
    assert "threshold" in run.refused("disclosure", "audit", path, "--threshold", "1")


@pytest.mark.parametrize("question", ["demographics", "conclusions", "trend", "factors"])
def test_our_own_answers_stand_the_audit(
    run: Run, synthetic: Path, tmp_path: Path, question: str
) -> None:
    path = tmp_path / "answer.csv"
    words = ("--by", "type") if question != "demographics" else ()
    text = run.good("ask", question, "--extract", synthetic, "--format", "csv", *words)
    path.write_text(text, encoding="utf-8")
    code, out, _err = run("disclosure", "audit", path)
    assert code == 0, out


def test_asking_needs_no_database_and_makes_none(synthetic: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    surroundings = os.environ | {"HEADWATER_HOME": str(home)}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    words = ["ask", "factors", "--extract", str(synthetic)]
    for more in ([], ["--exact"]):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "headwater", *words, *more],
            capture_output=True,
            text=True,
            env=surroundings,
            check=True,
            timeout=60,
        )
        assert " django.db" not in done.stderr
    assert not home.exists()
