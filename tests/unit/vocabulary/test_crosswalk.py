"""What became of a code: every relation, every refusal, and steps one after the other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.vocabulary.crosswalk import (
    Crosswalk,
    Reading,
    Relation,
    compose,
    identity,
    read_crosswalk,
    to_toml,
)
from headwater.vocabulary.errors import VocabularyError

from .lists_for_tests import a_list


def rows(path: Path, *changes: tuple[str, str, list[str]]) -> Path:
    path.write_text(
        "\n".join(
            f'[[change]]\nfrom = "{old}"\nrelation = "{relation}"\nto = {to}'
            for old, relation, to in changes
        ),
        encoding="utf-8",
    )
    return path


def walk(folder: Path, old: str, new: str, *changes: tuple[str, str, list[str]]) -> Crosswalk:
    path = rows(folder / "crosswalk.toml", *changes) if changes else None
    return read_crosswalk(
        path, a_list(folder, old.split()), a_list(folder, new.split(), version="2026-2")
    )


def test_codes_that_stay_are_the_same(tmp_path: Path) -> None:
    found = walk(tmp_path, "a b", "a b c")
    assert found.read("a") == Reading(Relation.SAME, ("a",))
    assert found.read("a").comparable
    assert found.not_comparable == ()


def test_each_relation_says_where_a_code_went_and_whether_counts_compare(tmp_path: Path) -> None:
    found = walk(
        tmp_path,
        "a b c d e",
        "x y z w",
        ("a", "same as", ["x"]),
        ("b", "split into", ["y", "z"]),
        ("c", "merged into", ["w"]),
        ("d", "merged into", ["w"]),
        ("e", "no equivalent", []),
    )
    assert found.read("a").comparable
    assert found.read("b").codes == ("y", "z")
    assert found.read("e") == Reading(Relation.NONE, ())
    assert found.not_comparable == ("w", "y", "z")


def test_a_code_that_stays_may_be_widened(tmp_path: Path) -> None:
    found = walk(tmp_path, "a b", "a", ("b", "merged into", ["a"]), ("a", "merged into", ["a"]))
    assert found.not_comparable == ("a",)


REFUSALS = {
    "a dropped code unsaid": ("a b", "a", (), "the code “b” of sexes 2026-1 is gone"),
    "from unknown": ("a", "a", (("x", "same as", ["a"]),), "“x” is not in sexes 2026-1"),
    "to unknown": ("a", "b", (("a", "same as", ["c"]),), "“c”, which is not in the new list"),
    "relation unknown": ("a", "b", (("a", "like", ["b"]),), "unknown relation “like”"),
    "same as two": ("a", "b c", (("a", "same as", ["b", "c"]),), "leads to exactly one code"),
    "split into one": ("a", "b", (("a", "split into", ["b"]),), "two codes or more"),
    "split into one twice": ("a", "b", (("a", "split into", ["b", "b"]),), "two codes or more"),
    "merged into none": ("a", "b", (("a", "merged into", []),), "exactly one code"),
    "none with one": ("a", "b", (("a", "no equivalent", ["b"]),), "leads to no code"),
    "row twice": (
        "a",
        "b",
        (("a", "same as", ["b"]), ("a", "no equivalent", [])),
        "“a” stands twice",
    ),
    "two the same as one": (
        "a b",
        "c",
        (("a", "same as", ["c"]), ("b", "same as", ["c"])),
        "use merged into",
    ),
    "the same as one that stays": ("a b", "a", (("b", "same as", ["a"]),), "use merged into"),
}


@pytest.mark.parametrize(("old", "new", "changes", "words"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_wrong_crosswalk_is_refused(
    tmp_path: Path, old: str, new: str, changes: tuple[tuple[str, str, list[str]], ...], words: str
) -> None:
    with pytest.raises(VocabularyError, match=words):
        walk(tmp_path, old, new, *changes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[list]\nname = "x"', "holds \\[\\[change\\]\\] tables only"),
        ("change = 3", "holds \\[\\[change\\]\\] tables only"),
        (
            '[[change]]\nfrom = "a"\nrelation = "same as"\nto = ["b"]\nnote = "?"',
            "from, relation and to only",
        ),
    ],
)
def test_a_crosswalk_file_holds_nothing_else(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "crosswalk.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=words):
        read_crosswalk(path, a_list(tmp_path, ["a"]), a_list(tmp_path, ["b"], version="2026-2"))


def test_a_crosswalk_may_be_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("from;relation;to\na;split into;b|c\n", encoding="utf-8")
    found = read_crosswalk(
        path, a_list(tmp_path, ["a"]), a_list(tmp_path, ["b", "c"], version="2026-2")
    )
    assert found.read("a") == Reading(Relation.SPLIT, ("b", "c"))


def test_a_code_the_old_version_never_had_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="not in the list sexes, version 2026-1"):
        identity(a_list(tmp_path, ["a"])).read("b")


def test_a_kept_crosswalk_reads_back_equal(tmp_path: Path) -> None:
    found = walk(tmp_path, "a b c", "c d e", ("a", "same as", ["d"]), ("b", "no equivalent", []))
    path = tmp_path / "kept.toml"
    path.write_text(to_toml(found), encoding="utf-8")
    old = a_list(tmp_path, ["a", "b", "c"])
    assert read_crosswalk(path, old, a_list(tmp_path, ["c", "d", "e"], version="2026-2")) == found


def step(**readings: tuple[Relation, tuple[str, ...]]) -> Crosswalk:
    return Crosswalk("sexes", "1", "2", {code: Reading(*each) for code, each in readings.items()})


SAME, SPLIT, MERGED, NONE = Relation.SAME, Relation.SPLIT, Relation.MERGED, Relation.NONE
STEPS = {
    "same, same": (step(a=(SAME, ("b",))), step(b=(SAME, ("c",))), Reading(SAME, ("c",))),
    "same, gone": (step(a=(SAME, ("b",))), step(b=(NONE, ())), Reading(NONE, ())),
    "gone stays gone": (step(a=(NONE, ())), step(), Reading(NONE, ())),
    "split, same": (
        step(a=(SPLIT, ("b", "c"))),
        step(b=(SAME, ("b",)), c=(SAME, ("d",))),
        Reading(SPLIT, ("b", "d")),
    ),
    "split, met again": (
        step(a=(SPLIT, ("b", "c"))),
        step(b=(MERGED, ("d",)), c=(MERGED, ("d",))),
        Reading(MERGED, ("d",)),
    ),
    "split, one lost": (
        step(a=(SPLIT, ("b", "c"))),
        step(b=(SAME, ("b",)), c=(NONE, ())),
        Reading(MERGED, ("b",)),
    ),
}


@pytest.mark.parametrize(("first", "second", "reads"), STEPS.values(), ids=STEPS.keys())
def test_the_least_comparable_step_decides(
    first: Crosswalk, second: Crosswalk, reads: Reading
) -> None:
    assert compose(first, second).read("a") == reads


@given(st.permutations(["a", "b", "c", "d"]), st.permutations(["a", "b", "c", "d"]))
def test_renaming_twice_is_one_renaming(first: list[str], second: list[str]) -> None:
    old = ["a", "b", "c", "d"]
    one = step(**{code: (SAME, (to,)) for code, to in zip(old, first, strict=True)})
    two = step(**{code: (SAME, (to,)) for code, to in zip(old, second, strict=True)})
    both = compose(one, two)
    assert all(both.read(code).comparable for code in old)
    assert {both.read(code).codes[0] for code in old} == set(old)
