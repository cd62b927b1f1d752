"""What the guard says of a text: kinds, places, reasons; what it leaves alone."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headwater.guard import Kind, Why, look

SOURCE = Path(__file__).resolve().parents[3] / "src" / "headwater"

PIECES = st.sampled_from(
    [
        *("Kathy", "his", "sister", "12", "Elm", "Street", "M.", "J.D.", "705-555-0134", "né le"),
        *("3", "mars", "SIN", "098259799", "@x_y", "d’", "l’", "—", "MÉLANIE", "Ni\u0301ce", "#"),
        *("İstanbul", "\u202f", "987-654-321", "St.", ".", ",", "(", ")", "file", "A1A1A1", "\n"),
        *("apt 4", "de la", "O’", "ß"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map(" ".join))


@given(TEXTS)
@example("İ" * 40 + " Kathy")
@example("a" * 5000)
@settings(max_examples=150, deadline=None)
def test_marks_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    findings = look(text)
    assert all(0 <= each.start < each.end <= len(text) for each in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_looking_twice_says_the_same_and_what_was_covered_is_not_found_again(text: str) -> None:
    findings = look(text)
    assert look(text) == findings
    covered = text
    for each in findings:
        covered = covered[: each.start] + "…" * (each.end - each.start) + covered[each.end :]
    hidden = {place for each in findings for place in range(each.start, each.end)}
    assert all(hidden.isdisjoint(range(each.start, each.end)) for each in look(covered))


@pytest.mark.parametrize(
    ("text", "piece", "kind", "why"),
    [
        ("Her sister Kathy called", "Kathy", Kind.NAME, Why.KIN),
        ("Sa sœur Mélanie l’héberge", "Mélanie", Kind.NAME, Why.KIN),
        ("Ask Mrs. Kent first", "Mrs. Kent", Kind.NAME, Why.TITLE),
        ("un homme nommé Guelph", "Guelph", Kind.NAME, Why.NAMING),
        ("J.D. left", "J.D.", Kind.NAME, Why.INITIALS),
        ("the 098 259 799 on it", "098 259 799", Kind.SOCIAL_INSURANCE, Why.CHECK_DIGIT),
        ("SIN 123 456 789", "123 456 789", Kind.SOCIAL_INSURANCE, Why.SAID_SO),
        ("card 6819-846-343-XK", "6819-846-343-XK", Kind.HEALTH_CARD, Why.CHECK_DIGIT),
        ("née le 22 août 1951", "22 août 1951", Kind.BIRTH_DATE, Why.SAID_SO),
        ("le 22 août", "22 août", Kind.DATE, Why.DAY),
        ("at 12 Elm Street", "12 Elm Street", Kind.ADDRESS, Why.STREET),
        ("P0X 9Z9", "P0X 9Z9", Kind.POSTAL_CODE, Why.SHAPE),
        ("a number, 83920174", "83920174", Kind.FILE_NUMBER, Why.LONG_NUMBER),
    ],
)
def test_a_mark_says_what_it_is_where_and_why(text: str, piece: str, kind: Kind, why: Why) -> None:
    [finding] = look(text)
    assert (text[finding.start : finding.end], finding.kind, finding.why) == (piece, kind, why)


def test_a_wrong_check_digit_without_a_word_for_it_is_no_social_insurance_number() -> None:
    assert Kind.SOCIAL_INSURANCE not in {each.kind for each in look("seen 098 259 798 there")}


def test_a_public_help_line_is_no_ones_number() -> None:
    assert not look("Call 9-8-8, 911, 211 or 1-866-531-2600. See https://988.ca.")


def test_the_hint_settles_words_that_are_a_name_in_the_other_language() -> None:
    assert not look("Grace periods end.", "en")
    assert [each.why for each in look("Grace en a parlé.", "fr")] == [Why.LISTED]
    assert [each.why for each in look("Pierre, in the hall.", "en")] == [Why.LISTED]


def test_known_names_may_stand_whatever_their_case() -> None:
    assert look("We asked Kathy’s Way.")
    assert not look("We asked KATHY’S WAY.", known=["Kathy’s Way"])


def test_lines_that_shout_are_read_as_if_they_did_not() -> None:
    found = {each.kind for each in look("POLICE WENT THERE\nKATHY BELLMORE NEEDS A BED")}
    assert found == {Kind.NAME}


def test_no_label_of_a_code_list_is_taken_for_a_name() -> None:
    """The field's own words, in both languages, all of them."""
    offenders = []
    for path in (SOURCE / "vocabulary" / "packs").rglob("*.toml"):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("entry", ()):
            for language in ("en", "fr"):
                text = str(entry.get(f"label_{language}", ""))
                found = [text[each.start : each.end] for each in look(text, language)]
                if found:
                    offenders.append((path.name, text, found))
    assert not offenders


def test_what_the_product_says_on_its_pages_is_nearly_never_marked() -> None:
    """Thousands of sentences about this very work: at most one in two hundred gets a mark."""
    texts = [
        (language, text)
        for path in sorted(SOURCE.glob("table/**/django.po"))
        for entry in polib.pofile(str(path))
        for language, text in (("en", entry.msgid), ("fr", entry.msgstr))
    ]
    marked = [text for language, text in texts if look(text, language)]
    assert len(texts) > 1000
    assert len(marked) <= len(texts) / 200, marked
