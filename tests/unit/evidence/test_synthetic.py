"""A synthetic extract holds what its truth says, and nothing that a live one may not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headwater.evidence.engine import Extract
from headwater.evidence.errors import ExtractError
from headwater.evidence.extract import schema, synthetic
from headwater.evidence.questions import ask

from .extracts import AT, write

MANY = 30_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough rows for what was planted to stand out."""
    target = tmp_path_factory.mktemp("planted") / "extract"
    return synthetic.build(target, discussions=MANY, seed=5, months=24, at=AT)


def _truth(folder: Path) -> dict[str, object]:
    return json.loads((folder / synthetic.TRUTH).read_text(encoding="utf-8"))


def test_shares_of_factors_are_those_of_the_truth(folder: Path) -> None:
    rates = _truth(folder)["factor_rates"]
    with Extract.open(folder) as extract:
        rows = ask(extract, "factors").rows
    # Five standard errors, so that no seed among many fails by chance.
    for row in rows:
        rate = rates[row.keys["factor"]]
        assert abs(row.n / row.of - rate) < 5 * (rate * (1 - rate) / row.of) ** 0.5 + 1e-4


def test_planted_pairs_are_found_and_the_null_pair_is_not_flagged(folder: Path) -> None:
    truth = _truth(folder)
    with Extract.open(folder) as extract:
        rows = ask(extract, "pairs").rows
    lifts = {frozenset((row.keys["factor_a"], row.keys["factor_b"])): row.estimate for row in rows}
    for pair in truth["associations"]:
        found = lifts[frozenset((pair["a"], pair["b"]))]
        assert found.low < pair["lift"] * 1.15
        assert found.high > pair["lift"] * 0.85
        assert found.low > 1
    null = lifts[frozenset(truth["null_pair"].values())]
    assert null.low < 1.1
    assert null.high > 0.9


def test_the_step_of_a_trend_stands_where_it_was_planted(folder: Path) -> None:
    step = _truth(folder)["step"]
    with Extract.open(folder) as extract:
        shares = {
            when: ask(extract, "trend", by=["factor"], first=first, last=last).rows
            for when, first, last in (
                ("before", "2024-01", "2024-12"),
                ("after", step["month"], "2025-12"),
            )
        }
    for when, rows in shares.items():
        mine = [row for row in rows if row.keys["factor"] == step["factor"]]
        share = sum(row.n for row in mine) / sum(row.of for row in mine)
        assert share == pytest.approx(step[when], rel=0.15)


def test_rejected_rows_hold_nothing_more_than_they_may(folder: Path) -> None:
    others = [name for name in schema.COLUMNS if name not in schema.REJECTED_COLUMNS]
    held = " OR ".join(f'"{name}" IS NOT NULL' for name in others)
    with Extract.open(folder) as extract:
        assert extract.rows(
            f"SELECT count(*) FROM discussions WHERE decision = 'rejected' AND ({held})"
        ) == [(0,)]


def test_the_words_of_factors_agree_with_the_list(folder: Path) -> None:
    with Extract.open(folder) as extract:
        assert extract.rows(
            "SELECT count(*) FROM discussions WHERE decision = 'accepted' AND "
            "bit_count(factors_0) + bit_count(factors_1) + bit_count(factors_2) <> len(factors)"
        ) == [(0,)]


def test_batches_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic, "BATCH", 400)
    said: list[str] = []
    folder = synthetic.build(tmp_path / "e", discussions=1000, seed=1, at=AT, progress=said.append)
    with Extract.open(folder) as extract:
        assert extract.rows('SELECT count(DISTINCT "row"), max("row") FROM discussions') == [
            (1000, 1000)
        ]
    assert len(said) == 3


@pytest.mark.parametrize(
    "asked",
    [{"discussions": 0}, {"discussions": 5, "tables": 0}, {"discussions": 5, "months": 1}],
)
def test_impossible_sizes_are_refused(tmp_path: Path, asked: dict[str, int]) -> None:
    with pytest.raises(ExtractError, match="at least one"):
        synthetic.build(tmp_path / "e", seed=1, at=AT, **asked)
    assert not (tmp_path / "e").exists()


def test_only_an_earlier_synthetic_extract_is_written_over(tmp_path: Path) -> None:
    target = tmp_path / "e"
    synthetic.build(target, discussions=10, seed=1, at=AT)
    synthetic.build(target, discussions=20, seed=1, at=AT)
    with Extract.open(target) as extract:
        assert extract.manifest["rows"]["discussions"] == 20
    live = write(tmp_path / "live", [], synthetic=False)
    with pytest.raises(ExtractError, match="not empty"):
        synthetic.build(live, discussions=10, seed=1, at=AT)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    with pytest.raises(ExtractError, match="not empty"):
        synthetic.build(tmp_path / "other", discussions=10, seed=1, at=AT)
