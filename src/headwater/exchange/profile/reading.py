"""From a text file to answers, word for word. Nothing is dropped: each line lands somewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.network.profile.questionnaire import Question, questions

LIVING_MARK = "Living figure (Headwater, "
MAX_BYTES = 1_000_000
# Fewer recognised questions than this, and the file is something else.
FEWEST_QUESTIONS = 4

_BOMS_OF_UTF_16 = {b"\xff\xfe", b"\xfe\xff"}
# Word processors also end a line with these when they save as text.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
# No text file holds them; every picture, archive and word-processor file does.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# A prompt's closing mark, but not the colon of an address.
_MARK = re.compile(r"[:?](?!//)")
_WORD = re.compile(r"\w+")
# How alike a word and one of the prompt's must be to be the same: “names” is “name”.
_ALIKE = 0.85


@dataclass
class Answered:
    """An answer as it stood: its lines with their numbers in the file (from 1)."""

    question: Question
    lines: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one text, without empty ones around it."""
        text = _without_empty_ends(self.lines)
        return text.strip() if self.question.layout == "line" else text


@dataclass
class Questionnaire:
    """A file as read: the lines before the first question, and each question's answer."""

    before: list[tuple[int, str]]
    answers: dict[str, Answered]

    @property
    def preamble(self) -> str:
        """What stands above the first question, as one text."""
        return _without_empty_ends(self.before)

    def text(self, code: str) -> str:
        """An answer's text; empty when unanswered or not asked."""
        found = self.answers.get(code)
        return found.text if found else ""

    def lines(self, code: str) -> list[tuple[int, str]]:
        """The lines of an answer that hold something, stripped, with their numbers."""
        found = self.answers.get(code)
        return [(n, line.strip()) for n, line in found.lines if line.strip()] if found else []


def _without_empty_ends(lines: list[tuple[int, str]]) -> str:
    filled = [place for place, (_n, line) in enumerate(lines) if line.strip()]
    if not filled:
        return ""
    return "\n".join(line for _n, line in lines[filled[0] : filled[-1] + 1]).rstrip()


def read_text(path: Path) -> str:
    """A file's text, from UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252.

    Refused with one sentence when it is missing, a folder, too large, or not text at all.
    """
    raw = _bytes_of(path)
    text = _decoded(raw)
    if text is None or _CONTROL.search(text):
        raise Refused(
            _("%(name)s is not a text file. Save the profile as plain text and try again.")
            % {"name": path.name}
        )
    return _LINE_ENDS.sub("\n", text)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused(_("There is no file %(name)s.") % {"name": path}) from None
    except IsADirectoryError:
        raise Refused(
            _("%(name)s is a folder. Name the file with the profile in it.") % {"name": path}
        ) from None
    except OSError:
        raise Refused(_("The file %(name)s cannot be read.") % {"name": path}) from None
    if len(raw) > MAX_BYTES:
        raise Refused(_("%(name)s is too large to be a profile.") % {"name": path.name})
    return raw


def _decoded(raw: bytes) -> str | None:
    encodings = ("utf-16",) if raw[:2] in _BOMS_OF_UTF_16 else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read(text: str) -> Questionnaire:
    """Split a text at the questions of the form. Refused when it is not such a form."""
    before: list[tuple[int, str]] = []
    answers: dict[str, Answered] = {}
    current: Answered | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(LIVING_MARK):
            continue  # ours, written beside the answers by an earlier export
        question = _question_of(line)
        # A question asked twice is one: the second time, its line is part of an answer.
        if question and question.code not in answers:
            current = answers[question.code] = Answered(question)
            behind = _behind_prompt(line, question)
            if behind:
                current.lines.append((number, behind))
        elif current is None:
            before.append((number, line))
        else:
            current.lines.append((number, line))
    if len(answers) < FEWEST_QUESTIONS:
        raise Refused(
            _(
                "This file is not a profile questionnaire: of its %(all)d questions only "
                "%(found)d were found. Nothing was saved."
            )
            % {"all": len(questions()), "found": len(answers)}
        )
    return Questionnaire(before, answers)


def _fold(line: str) -> str:
    return " ".join(line.lower().replace("’", "'").split())


def _question_of(line: str) -> Question | None:
    folded = _fold(line)
    return next((q for q in questions() if folded.startswith(q.starts)), None)


@cache
def _as_printed(words: str) -> re.Pattern[str]:
    """A pattern for words of the form: any spaces, either apostrophe, the last mark or none."""
    parts = [re.escape(word).replace("’", "['’]") for word in words.rstrip(":?").split()]
    return re.compile(r"\s*" + r"\s+".join(parts) + r"(?!\w)\s*[:?]?", re.IGNORECASE)


def _behind_prompt(line: str, question: Question) -> str:
    """What stands behind the prompt on its own line.

    The form's words may differ a little from ours; a word that is not in our prompt is taken for
    the answer's, so that none is lost.
    """
    whole = _as_printed(question.prompt).match(line)
    if whole and whole[0].endswith((":", "?")):
        return line[whole.end() :].strip()
    marks = [mark.end() for mark in _MARK.finditer(line)]
    asked = [end for end in marks if _is_asked(line[:end], question)]
    if asked:
        return line[asked[-1] :].strip()
    if _is_asked(line, question):
        return ""
    known = (_as_printed(words).match(line) for words in (question.prompt, *question.starts))
    cut = max((beginning.end() for beginning in known if beginning), default=0)
    return line[cut:].strip()


def _is_asked(beginning: str, question: Question) -> bool:
    """Whether all words of a line's beginning are the prompt's own."""
    words = _WORD.findall(_fold(question.prompt))
    return all(
        get_close_matches(word, words, n=1, cutoff=_ALIKE)
        for word in _WORD.findall(_fold(beginning))
    )
