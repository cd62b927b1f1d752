"""An extract is opened only if it is whole, known, and of lists that can be read together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from headwater.evidence.engine import Extract
from headwater.evidence.errors import ExtractError
from headwater.evidence.extract import manifest
from headwater.evidence.lists import CodeList, Lists
from headwater.vocabulary import registry
from headwater.vocabulary.lists import COLON
from tests.extracts import BUILT, accepted, rejected, write_extract

ROWS = [accepted("2026-01-05", factors=["housing.no-access"]), rejected("2026-02-03")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_extract(tmp_path / "extracts", ROWS)


def _change(folder: Path, **changes: Any) -> None:
    found = manifest.read(folder)
    manifest.write(folder, found | changes)


def _refusal(path: Path) -> str:
    with pytest.raises(ExtractError) as refused:
        Extract.open(path)
    return refused.value.message


def test_a_build_says_what_it_is(folder: Path) -> None:
    with Extract.open(folder) as extract:
        facts = extract.facts()
        assert extract.identity == manifest.identity(folder)
        assert str(extract.kind) == "local"
        assert extract.zone == "America/Toronto"
        assert extract.built_at == BUILT
    assert facts["rows"] == 2
    assert facts["period"] == {"first": "2026-01-05", "last": "2026-02-03"}
    assert facts["vocabulary"] == [registry.bundle_version()]
    assert not facts["synthetic"]


def test_of_a_folder_of_builds_the_newest_is_opened(folder: Path) -> None:
    newest = write_extract(folder.parent, ROWS[:1], at=BUILT + timedelta(days=1))
    (folder.parent / "notes").mkdir()
    with Extract.open(folder.parent) as extract:
        assert extract.folder == newest


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nowhere") == f"There is no extract at {tmp_path / 'nowhere'}."
    assert _refusal(tmp_path).startswith(f"There is no extract in {tmp_path}")


def _cut(folder: Path) -> None:
    path = folder / "discussions.parquet"
    path.write_bytes(path.read_bytes()[:-40])


def _turn_a_bit(folder: Path) -> None:
    path = folder / "discussions.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def _take_away(folder: Path) -> None:
    (folder / "meetings.parquet").unlink()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_cut, "does not match its manifest: discussions.parquet was changed or cut"),
        (_turn_a_bit, "does not match its manifest: discussions.parquet was changed or cut"),
        (_take_away, "is not whole: meetings.parquet is missing"),
    ],
)
def test_a_file_that_was_changed_is_refused(
    folder: Path, harm: Callable[[Path], None], told: str
) -> None:
    Extract.open(folder).close()  # seen whole before: a change is seen all the same
    harm(folder)
    assert told in _refusal(folder)


def test_parquet_that_cannot_be_read_is_refused_though_its_hash_is_right(folder: Path) -> None:
    (folder / "discussions.parquet").write_bytes(b"PAR1 no more than this PAR1")
    _change(folder, files=manifest.file_facts(folder))
    assert "cannot be read: build the extract again" in _refusal(folder)


def test_columns_that_are_not_those_of_the_schema_are_refused(folder: Path) -> None:
    meetings = (folder / "meetings.parquet").read_bytes()
    (folder / "discussions.parquet").write_bytes(meetings)
    _change(folder, files=manifest.file_facts(folder))
    assert "cannot be read: build the extract again" in _refusal(folder)


def test_a_build_without_a_table_is_refused(folder: Path) -> None:
    files = manifest.file_facts(folder)
    del files["meetings.parquet"]
    _change(folder, files=files)
    assert _refusal(folder).endswith("has no meetings.")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": 1}', "\ufeff\u0000", '"text"'])
def test_a_manifest_that_is_none_is_refused(folder: Path, text: str) -> None:
    (folder / manifest.NAME).write_text(text, encoding="utf-8")
    assert "manifest of" in _refusal(folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"built_at": "yesterday"},
        {"period": {}},
        {"period": {"first": "x", "last": None}},
        {"kind": "secret"},
        {"files": []},
        {"files": {"discussions.parquet": "x"}},
        {"rows": {"discussions": "many"}},
        {"vocabulary": []},
        {"vocabulary": {"2026-1": {"risk_factors": {}}}},
        {"vocabulary": {"2026-1": {"risk_factors": {"positions": {"a": "x"}}}}},
    ],
)
def test_a_manifest_with_a_part_that_makes_no_sense_is_refused(
    folder: Path, changes: dict[str, Any]
) -> None:
    _change(folder, **changes)
    assert "is not complete" in _refusal(folder)


def test_another_programs_version_is_named(folder: Path) -> None:
    _change(folder, version=2)
    assert "is of version 2; this program reads version 1" in _refusal(folder)


def test_a_name_that_leads_out_of_the_folder_is_refused(folder: Path) -> None:
    files = manifest.file_facts(folder)
    files["../discussions.parquet"] = files["discussions.parquet"]
    _change(folder, files=files)
    (folder.parent / "discussions.parquet").write_bytes(b"x")
    assert "../discussions.parquet is missing" in _refusal(folder)


def test_a_list_too_long_for_the_masks_is_refused(folder: Path) -> None:
    found = manifest.read(folder)
    version = registry.bundle_version()
    found["vocabulary"][version]["risk_factors"]["positions"]["one.more"] = 159
    manifest.write(folder, found)
    assert "more than 159 risk factors" in _refusal(folder)


def test_rows_of_lists_that_did_not_travel_are_refused(tmp_path: Path) -> None:
    folder = write_extract(tmp_path, [accepted("2026-01-05", vocabulary_version="1999-1")])
    assert "rows of the vocabulary 1999-1, whose lists and crosswalk are not in" in _refusal(folder)


def test_the_engine_reaches_nothing_but_the_files_of_the_build(folder: Path) -> None:
    other = folder.parent / "other.parquet"
    other.write_bytes((folder / "meetings.parquet").read_bytes())
    with Extract.open(folder) as extract:
        for sql in (
            f"SELECT * FROM '{other}'",
            f"COPY discussions TO '{folder.parent / 'out.csv'}'",
            "SELECT * FROM read_text('/etc/hostname')",
            "SET enable_external_access = true",
            "INSTALL httpfs",
        ):
            with pytest.raises(Exception, match=r"."):
                extract.rows(sql)
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name, other.name]


def _list(version: str, *codes: str, start: int = 0) -> dict[str, Any]:
    return {
        "version": version,
        "positions": {code: start + n for n, code in enumerate(codes)},
        "labels": {"a": {"en": "An a", "fr": "Un a", "drafted": ["fr"]}},
        "groups": {"a": "letters"},
        "group_labels": {"letters": {"en": "Letters", "fr": "Lettres"}},
    }


STEP = {"old": "1", "new": "2", "readings": {}}


def test_versions_that_only_add_are_read_together() -> None:
    found = CodeList("x", {"one": _list("1", "a", "b"), "two": _list("2", "a", "b", "c")})
    assert found.codes == ("a", "b", "c")
    assert found.code_at == {0: "a", 1: "b", 2: "c"}


def test_versions_that_disagree_about_a_position_are_refused() -> None:
    with pytest.raises(ExtractError, match="disagree about position 0"):
        CodeList("x", {"one": _list("1", "a"), "two": _list("2", "b")}, [STEP])


def test_a_version_that_drops_codes_needs_a_crosswalk() -> None:
    versions = {
        "one": _list("1", "a", "b"),
        "two": {"version": "2", "positions": {"a": 0, "c": 2}},
        "three": {"version": "3", "positions": {"c": 2, "d": 3}},
    }
    with pytest.raises(ExtractError, match="versions 1 and 2 of the list x and no crosswalk"):
        CodeList("x", versions)
    with pytest.raises(ExtractError, match="versions 1 and 3 of the list x and no crosswalk"):
        CodeList("x", versions, [STEP])
    steps = [{"old": "2", "new": "3"}, STEP]
    found = CodeList("x", versions, steps)
    assert found.codes == ("a", "b", "c", "d")


def test_labels_are_given_in_the_language_asked_for() -> None:
    found = CodeList("x", {"one": _list("1", "a", "b")})
    assert found.label("a") == "Letters: An a"
    assert found.label("a", "fr") == f"Lettres{COLON['fr']}Un a"
    assert found.label("b") == "b"
    assert found.group_label("letters", "fr-ca") == "Lettres"
    assert found.drafted("a", "fr")
    assert not found.drafted("a", "en")
    assert found.members("letters") == ("a",)
    assert found.group_codes == ("letters",)


def test_a_list_that_did_not_travel_is_named() -> None:
    lists = Lists({"one": {"x": _list("1", "a")}})
    assert "x" in lists
    with pytest.raises(ExtractError, match="has no list y"):
        lists["y"]
