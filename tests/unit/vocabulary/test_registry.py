"""Which list is in force, which ever was, and one name for the whole set."""

from datetime import date
from pathlib import Path

import pytest

from headwater.vocabulary import registry
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.shelf import read_shelf

from .lists_for_tests import HEAD, entry, written
from .test_replacement import OLD, load


def test_an_unknown_list_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(VocabularyError, match="There is no list “moods”: use one of action_kinds,"):
        registry.current("moods")


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(VocabularyError, match="no version 1999-1 here"):
        registry.version("sexes", "1999-1")


def test_an_unknown_code_is_refused_without_repeating_what_was_sent() -> None:
    with pytest.raises(VocabularyError) as refused:
        registry.current("sexes")["Jane Doe, 12 Main Street"]
    assert "Jane" not in str(refused.value)


def test_a_past_day_has_the_version_of_its_time(home: Path) -> None:
    load(home, *OLD, "two-spirit")
    assert registry.current("sexes", on=date(2026, 5, 31)).version == "2026-1"
    assert registry.current("sexes", on=date(2026, 6, 1)).version == "2026-2"


def test_a_day_before_the_first_version_is_answered_by_the_first(home: Path) -> None:
    load(home, *OLD, "two-spirit")
    assert registry.current("sexes", on=date(2015, 1, 1)).version == "2026-1"


def test_a_version_ends_on_its_last_day(home: Path) -> None:
    load(home, *OLD, "two-spirit", valid_until="2026-07-01")
    assert registry.current("sexes", on=date(2026, 6, 30)).version == "2026-2"
    assert registry.current("sexes", on=date(2026, 7, 1)).version == "2026-1"


def test_the_shipped_set_is_named_by_its_release() -> None:
    assert registry.bundle_version() == "2026-1"
    assert set(registry.bundle("2026-1")) == set(registry.names())


def test_each_load_gives_the_set_a_new_name_and_old_names_still_read(home: Path) -> None:
    load(home, *OLD, "two-spirit")
    first = registry.bundle_version()
    load(home, *OLD, "two-spirit", "another", version="2026-3")
    second = registry.bundle_version()
    assert first != second
    assert len(second) <= 32
    assert registry.bundle("2026-1")["sexes"].version == "2026-1"
    assert registry.bundle(first)["sexes"].version == "2026-2"
    assert registry.bundle(second)["sexes"].version == "2026-3"


def test_two_installations_that_loaded_different_lists_have_different_names(
    tmp_path: Path,
) -> None:
    names = []
    for extra in ("two-spirit", "not-listed"):
        home = tmp_path / extra / "home"
        home.mkdir(parents=True)
        load(home, *OLD, extra)
        names.append(registry.bundle_version())
    assert names[0] != names[1]
    with pytest.raises(VocabularyError, match="belongs to another installation"):
        registry.bundle(names[0])


@pytest.mark.parametrize("name", ["", "2019-1", "2026-1+9.00000000", "words"])
def test_a_set_that_never_was_here_cannot_be_read(name: str) -> None:
    with pytest.raises(VocabularyError, match="is not known here"):
        registry.bundle(name)


def test_crosswalks_follow_each_other_over_versions(home: Path) -> None:
    load(home, "woman", *OLD[1:], crosswalk="female,same as,woman")
    load(home, *OLD[1:], "a", "b", version="2026-3", crosswalk="woman,split into,a|b")
    found = registry.crosswalk("sexes", "2026-1", "2026-3")
    assert found.read("female").codes == ("a", "b")
    assert not found.read("female").comparable
    assert found.read("male").comparable
    assert registry.follow("sexes", "female") == ("a", "b")
    assert registry.follow("sexes", "a") == ("a",)


def test_a_version_reads_as_itself() -> None:
    assert registry.crosswalk("sexes", "2026-1", "2026-1").not_comparable == ()


def test_there_is_no_crosswalk_backwards(home: Path) -> None:
    load(home, *OLD, "two-spirit")
    with pytest.raises(VocabularyError, match="no crosswalk from version 2026-2 to 2026-1"):
        registry.crosswalk("sexes", "2026-2", "2026-1")


def test_a_code_that_never_was_leads_nowhere() -> None:
    with pytest.raises(VocabularyError, match="was never in the list sexes"):
        registry.follow("sexes", "words")


def test_a_load_by_another_process_is_seen_without_a_restart(home: Path) -> None:
    assert registry.current("sexes").version == "2026-1"
    load(home, *OLD, "two-spirit")
    registry.use_folder(home / "vocabulary")
    assert registry.current("sexes").version == "2026-2"
    elsewhere = home / "vocabulary" / "0001-sexes-2026-2"
    elsewhere.rename(home / "aside")
    assert registry.current("sexes").version == "2026-1"


def test_the_folder_is_the_homes_unless_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(home, *OLD, "two-spirit")
    monkeypatch.setenv("HEADWATER_HOME", str(home))
    registry.use_home()
    assert registry.current("sexes").version == "2026-2"
    monkeypatch.delenv("HEADWATER_HOME")
    assert registry.loaded_folder() is None
    assert registry.current("sexes").version == "2026-1"


def test_a_list_loaded_here_stays_with_its_line_when_the_program_ships_a_newer_one(
    tmp_path: Path,
) -> None:
    packs, loaded = tmp_path / "packs", tmp_path / "vocabulary"
    for release, codes in (("2026-1", ["a"]), ("2027-1", ["a", "b"])):
        (packs / release).mkdir(parents=True)
        entries = (entry(code, at) for at, code in enumerate(codes))
        written(packs / release, HEAD.replace("2026-2", release), *entries)
    kept = loaded / "0001-sexes-2026-2"
    kept.mkdir(parents=True)
    written(kept, HEAD, entry("a", 0), entry("x", 1), name="list.toml")
    (kept / "crosswalk.toml").write_text('[between]\nold = "2026-1"\nnew = "2026-2"\n', "utf-8")

    shelf = read_shelf(loaded, packs=packs)
    assert shelf.newest["sexes"].codes == ("a", "x")
    assert [each.version for each in shelf.lineage(shelf.newest["sexes"])] == ["2026-1", "2026-2"]


def test_a_list_read_twice_is_refused(tmp_path: Path) -> None:
    for release in ("2026-1", "2027-1"):
        (tmp_path / release).mkdir()
        written(tmp_path / release, HEAD, entry("a", 0))
    with pytest.raises(VocabularyError, match="version 2026-2 of sexes is there twice"):
        read_shelf(None, packs=tmp_path)


def test_a_list_grouped_by_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2026-1").mkdir()
    written(tmp_path / "2026-1", HEAD + 'grouped_by = "moods"', entry("a", 0, category='"b"'))
    with pytest.raises(VocabularyError, match="no list “moods” to group by"):
        read_shelf(None, packs=tmp_path)
