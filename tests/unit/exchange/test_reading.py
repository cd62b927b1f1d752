"""A file becomes answers: whatever its letters and line ends, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from headwater.core.errors import Refused
from headwater.exchange.profile import reading, writing
from headwater.exchange.profile.reading import MAX_BYTES, read, read_text
from headwater.network.profile.questionnaire import questions
from headwater.network.profile.selectors import LivingFigure
from tests.unit.exchange.questionnaires import SHORT, filled, profile, texts

ACCENTED = SHORT.replace("Wilhelmina Stone", "Héloïse Pruneau – « la voix »")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\v").encode(),
        lambda text: text.replace("\n", "\u2028").encode(),
    ],
    ids=[
        "UTF-8",
        "UTF-8 with its mark",
        "UTF-16",
        "UTF-16, the other way round",
        "Windows-1252",
        "line ends of Windows",
        "line ends of an old Mac",
        "line breaks of a word processor",
        "line separators",
    ],
)
def test_a_file_reads_the_same_in_every_usual_encoding(
    tmp_path: Path, encode: Callable[[str], bytes]
) -> None:
    file = tmp_path / "profile.txt"
    file.write_bytes(encode(ACCENTED))
    assert read_text(file) == ACCENTED


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture.txt is not a text file"),
        (b"PK\x03\x04\x14\x00", "not a text file"),
        (b"\xff\xfeodd", "not a text file"),
        (b"caf\x81", "not a text file"),
        (b"x" * (MAX_BYTES + 1), "too large"),
    ],
    ids=["a picture", "a word processor's file", "half a letter", "no letter", "too large"],
)
def test_what_is_no_text_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "picture.txt"
    file.write_bytes(content)
    with pytest.raises(Refused, match=sentence) as refusal:
        read_text(file)
    assert "\n" not in refusal.value.message


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no file .*gone\.txt"):
        read_text(tmp_path / "gone.txt")
    with pytest.raises(Refused, match="is a folder"):
        read_text(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "Dear all,\n\nsee you on Tuesday.\n", "Website address: x\nPrimary contact: y\n"]
)
def test_a_text_that_is_no_questionnaire_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not a profile questionnaire: of its 12 questions only"):
        read(text)


def test_the_empty_form_has_no_answer() -> None:
    form = filled()
    assert [form.text(question.code) for question in questions()] == [""] * 12


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Website address: http://riverbend.example", "http://riverbend.example"),
        ("Website address:http://riverbend.example", "http://riverbend.example"),
        ("Website address http://a.example", "http://a.example"),
        ("WEBSITE   ADDRESS :  riverbend.example", "riverbend.example"),
        ("Website addresses: riverbend.example", "riverbend.example"),
        ("Website address", ""),
        ("Website address: is being made: ask us", "is being made: ask us"),
        ("Website address (if any): none", "(if any): none"),
        ("Website address is being made: ask Odette", "is being made: ask Odette"),
    ],
)
def test_a_prompt_in_other_words_keeps_every_word_of_the_answer(line: str, answer: str) -> None:
    assert read(f"{SHORT}\n{line}\n").text("website") == answer


def test_a_prompt_that_leaves_words_out_is_known_to_its_last_mark() -> None:
    line = "Has your network faced challenges? What have you done to address them? Nothing yet?"
    assert read(f"{SHORT}\n{line}\n").text("challenges") == "Nothing yet?"


def test_a_question_asked_twice_is_answered_once_and_its_second_line_is_kept() -> None:
    form = read(f"{SHORT}\nPrimary contact: somebody else\n")
    assert form.text("agencies") == "9 as of April 2024\n\nPrimary contact: somebody else"


def test_lines_carry_their_number_in_the_file() -> None:
    assert read(SHORT).lines("contact") == [(7, "Wilhelmina Stone, coordinator")]
    assert read(SHORT).before[0] == (1, "Alder Falls Circle of Care")


@given(texts())
def test_every_line_that_was_written_comes_back(text: str) -> None:
    form = read(text)
    written = writing.as_text(profile(form))
    for line in text.split("\n"):
        question = reading._question_of(line)
        said = reading._behind_prompt(line, question) if question else line.strip()
        assert said in written


@given(texts())
def test_what_was_written_out_reads_back_as_the_same_answers(text: str) -> None:
    form = read(text)
    written = writing.as_text(profile(form, LivingFigure("agencies", 12, date(2026, 3, 1))))
    again = read(written)
    for question in questions():
        expected = "Somewhere" if question.code == "name" else ""
        assert again.text(question.code) == (form.text(question.code) or expected)


@given(texts())
def test_writing_out_twice_gives_the_same_text(text: str) -> None:
    once = writing.as_text(profile(read(text)))
    assert writing.as_text(profile(read(once))) == once
