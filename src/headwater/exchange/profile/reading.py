"""From a text file to answers, word for word. Nothing is dropped: each line lands somewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.network.profile.questionnaire import Question, questions

LIVING_MARK = "Living figure (Headwater, "
MAX_BYTES = 1_000_000
# Fewer recognised questions than this, and the file is something else.
FEWEST_QUESTIONS = 4


@dataclass
class Answered:
    """An answer as it stood: its lines with their numbers in the file (from 1)."""

    question: Question
    lines: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one text, without empty ones around it."""
        return "\n".join(line for _number, line in self.lines).strip("\n").rstrip()


@dataclass
class Questionnaire:
    """A file as read: the lines before the first question, and each question's answer."""

    before: list[tuple[int, str]]
    answers: dict[str, Answered]

    def text(self, code: str) -> str:
        """An answer's text; empty when unanswered or not asked."""
        found = self.answers.get(code)
        return found.text if found else ""


def read_text(path: Path) -> str:
    """A file's text, from UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252.

    Refused with one sentence when it is missing, too large, or not text at all.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(
            _("The file %(name)s cannot be read.") % {"name": path.name}
        ) from error
    if len(raw) > MAX_BYTES:
        raise Refused(_("%(name)s is too large to be a profile.") % {"name": path.name})
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Refused(
            _("%(name)s is not a text file. Save the profile as plain text and try again.")
            % {"name": path.name}
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _fold(line: str) -> str:
    return " ".join(line.lower().replace("’", "'").split())


def _question_of(line: str) -> tuple[Question, str] | None:
    """The question a line asks, and what stands behind the prompt on the same line."""
    folded = _fold(line)
    for question in questions():
        if not any(folded.startswith(start) for start in question.starts):
            continue
        return question, _behind_prompt(line, question)
    return None


def _behind_prompt(line: str, question: Question) -> str:
    # The words of a prompt may differ a little between forms; its last mark ends it.
    end = ":" if question.prompt.endswith(":") else "?"
    known = _fold(question.prompt)
    if _fold(line).startswith(known):
        # Walk the raw line until as many folded characters were passed as the prompt has.
        for cut in range(len(line), 0, -1):
            if _fold(line[:cut]) == known:
                return line[cut:].strip()
    return line.partition(end)[2].strip()


def read(text: str) -> Questionnaire:
    """Split a text at the questions of the form. Refused when it is not such a form."""
    before: list[tuple[int, str]] = []
    answers: dict[str, Answered] = {}
    current: Answered | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(LIVING_MARK):
            continue  # ours, written beside the answers by an earlier export
        asked = _question_of(line)
        if asked and asked[0].code not in answers:
            current = answers[asked[0].code] = Answered(asked[0])
            if asked[1]:
                current.lines.append((number, asked[1]))
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
