"""Every way a list file can be wrong is refused with a sentence: file, entry, remedy."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.vocabulary import registry
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import VocabularyList
from headwater.vocabulary.loader import RawList, build, read_list, read_toml
from headwater.vocabulary.writer import to_toml

from .lists_for_tests import HEAD, a_list, entry, written

GROUPS = '[[group]]\ncode = "a"\nlabel_en = "A"\nlabel_fr = "A fr"'
GOOD = entry("female", 0)

# what is wrong → (parts of the file, words the refusal must hold)
REFUSALS = {
    "no head": ([GOOD], "the table [list] is missing"),
    "unknown table": ([HEAD, "[other]"], "the table [other] is not known"),
    "entry not a table": (["entry = 3", HEAD], "write [[entry]]"),
    "not toml": (["[list"], "not valid TOML"),
    "unknown key in the head": ([HEAD + 'colour = "red"', GOOD], "unknown key “colour”"),
    "no version": ([HEAD.replace('version = "2026-2"\n', ""), GOOD], "has no version"),
    "odd name": ([HEAD.replace('"sexes"', '"Sexes!"'), GOOD], "lower_case_words"),
    "odd version": ([HEAD.replace("2026-2", "second"), GOOD], "not like 2026-1"),
    "title not text": ([HEAD.replace('"Sex"', "3"), GOOD], "title_en that is not plain text"),
    "date not a date": ([HEAD.replace("2026-06-01", '"June"'), GOOD], "write it as 2026-01-31"),
    "ends early": ([HEAD + "valid_until = 2026-05-01", GOOD], "ends before it begins"),
    "no entry": ([HEAD], "has no entry"),
    "unknown key": ([HEAD, entry("female", 0, colour='"red"')], "unknown key “colour”"),
    "missing French": ([HEAD, entry("female", 0, label_fr="")], "has no French label"),
    "empty French": ([HEAD, entry("female", 0, label_fr='""')], "has no French label"),
    "missing English": ([HEAD, entry("female", 0, label_en="")], "has no label_en"),
    "spaces around": ([HEAD, entry("female", 0, label_en='" F"')], "without outer spaces"),
    "no position": ([HEAD, entry("female")], "has no position"),
    "position as text": ([HEAD, entry("female", '"0"')], "whole number"),
    "position as flag": ([HEAD, entry("female", "true")], "whole number"),
    "negative position": ([HEAD, entry("female", -1)], "whole number"),
    "position over 158": ([HEAD, entry("female", 159)], "holds 159 at most"),
    "gap": ([HEAD, GOOD, entry("male", 2)], "no entry at position 1"),
    "code twice": ([HEAD, GOOD, entry("female", 1)], "stands twice"),
    "position twice": ([HEAD, GOOD, entry("male", 0)], "has position 0, which “female” holds"),
    "label twice": (
        [HEAD, GOOD, entry("male", 1, label_fr='"female en français"')],
        "same label in fr as “female”",
    ),
    "code with capitals": ([HEAD, entry("Female", 0)], "not a slug"),
    "unknown provenance": ([HEAD, entry("female", 0, provenance='"hearsay"')], "“hearsay”"),
    "half a definition": (
        [HEAD, entry("female", 0, definition_en='"A."')],
        "definition in one language only",
    ),
    "category without groups": ([HEAD, entry("female", 0, category='"a"')], "unknown category"),
    "no category": ([HEAD, GROUPS, GOOD], "has no category"),
    "unknown category": ([HEAD, GROUPS, entry("female", 0, category='"b"')], "category “b”"),
    "group with extra key": ([HEAD, GROUPS + "\nx = 1", GOOD], "unknown key “x”"),
    "groups twice": ([HEAD + 'grouped_by = "sectors"', GROUPS, GOOD], "keep one of the two"),
    "retired code in use": (
        [HEAD, GOOD, '[[retired]]\ncode = "female"\nposition = 1'],
        "stands twice",
    ),
    "retired position in use": (
        [HEAD, GOOD, '[[retired]]\ncode = "old"\nposition = 0'],
        "has position 0",
    ),
}


@pytest.mark.parametrize(("parts", "words"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_wrong_file_is_refused_with_one_sentence_that_names_it(
    tmp_path: Path, parts: list[str], words: str
) -> None:
    with pytest.raises(VocabularyError) as refused:
        read_list(written(tmp_path, *parts))
    assert words in str(refused.value)
    assert str(refused.value).startswith("sexes.toml: ")
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value).split("(")[0]


ATTRIBUTE_REFUSALS = {
    "missing": ("services", {}, "has no sector"),
    "not text": ("services", {"sector": 3}, "sector that is not text"),
    "not a flag": ("consent_states", {"allows": "yes"}, "allows that is not flag"),
    "not a list": (
        "legal_bases",
        {"kind": "consent", "applies_to": "hospital"},
        "not a list of codes",
    ),
    "not a choice": ("legal_bases", {"kind": "maybe"}, "unknown kind “maybe”"),
    "another list's": ("services", {"sector": "health", "reached": True}, "unknown key “reached”"),
}


@pytest.mark.parametrize(
    ("name", "attributes", "words"), ATTRIBUTE_REFUSALS.values(), ids=ATTRIBUTE_REFUSALS.keys()
)
def test_an_attribute_must_be_of_its_list_and_of_its_kind(
    name: str, attributes: dict[str, object], words: str
) -> None:
    head = {**_head(registry.current("sexes")), "name": name}
    row = {
        "code": "one",
        "position": 0,
        "label_en": "One",
        "label_fr": "Un",
        "provenance": "drafted",
        "label_fr_provenance": "drafted",
    }
    with pytest.raises(VocabularyError, match=words):
        build(RawList("x.toml", head, [], [row | attributes]))


def _head(found: VocabularyList) -> dict[str, object]:
    keys = ("name", "version", "title_en", "title_fr", "source", "valid_from")
    return {key: getattr(found, key) for key in keys}


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be opened"):
        read_list(tmp_path / "nowhere.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sexes.toml"
    path.write_bytes(HEAD.replace("Sexe", "Sexe é").encode("latin-1"))
    with pytest.raises(VocabularyError, match="not UTF-8"):
        read_list(path)


def test_159_entries_are_taken_and_a_160th_is_refused(tmp_path: Path) -> None:
    codes = [f"code-{number}" for number in range(159)]
    assert len(a_list(tmp_path, codes)) == 159
    with pytest.raises(VocabularyError, match="159 at most"):
        a_list(tmp_path, [*codes, "one-more"])


def test_a_retired_position_is_no_gap(tmp_path: Path) -> None:
    retired = '[[retired]]\ncode = "old"\nposition = 0'
    found = read_list(written(tmp_path, HEAD, entry("female", 1), retired))
    assert found.retired == (("old", 0),)


@pytest.mark.parametrize("name", registry.names())
def test_writing_a_list_and_reading_it_back_gives_an_equal_list(name: str, tmp_path: Path) -> None:
    found = registry.current(name)
    path = tmp_path / "list.toml"
    path.write_text(to_toml(found), encoding="utf-8")
    assert build(read_toml(path), groups=found.groups if found.grouped_by else ()) == found


printable = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Zl", "Zp"]), min_size=1)


@given(printable.map(str.strip).filter(bool))
def test_any_label_survives_writing_and_reading(
    tmp_path_factory: pytest.TempPathFactory, label: str
) -> None:
    folder = tmp_path_factory.mktemp("label")
    found = a_list(folder, ["female"])
    found = replace(found, entries=(replace(found["female"], label_fr=label),))
    path = folder / "again.toml"
    path.write_text(to_toml(found), encoding="utf-8", newline="\n")
    assert read_list(path) == found


def test_a_drafted_entry_is_no_longer_drafted_once_a_reviewer_signs(tmp_path: Path) -> None:
    drafted = {"provenance": '"drafted"', "label_fr_provenance": '"drafted"'}
    signed = {**drafted, "reviewer": '"A clinical reviewer, 2026-05-01"'}
    found = read_list(
        written(tmp_path, HEAD, entry("female", 0, **drafted), entry("male", 1, **signed))
    )
    assert [each.code for each in found.drafted] == ["female"]
    assert found["female"].drafted
    assert not found["male"].drafted_in("fr")


def test_drafted_french_is_marked_where_the_english_has_a_source() -> None:
    sourced = registry.current("risk_factors")["gambling.by-person"]
    assert not sourced.drafted_in("en")
    assert sourced.drafted_in("fr-ca")
