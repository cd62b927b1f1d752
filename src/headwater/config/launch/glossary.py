"""The words the field has fixed, read from `docs/glossary.md`, to hold our French to them.

The glossary is a Markdown table. Its header names an English and a French column; a French cell may
offer several forms, separated by commas or slashes. Terms of two words or more are enforced: one
word alone ("table", "seat") has too many everyday senses for a machine to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parents[4] / "docs" / "glossary.md"


@dataclass(frozen=True)
class Term:
    """An English term and the French forms allowed for it."""

    english: str
    french: tuple[str, ...]

    def broken_by(self, english: str, french: str) -> str | None:
        """Why this French is not in the glossary's words, or None."""
        if not _as_pattern(self.english, "s?").search(english):
            return None
        # French agrees in gender and number at the end of each word: a few letters of play.
        if any(_as_pattern(form, r"\w{0,3}").search(french) for form in self.french):
            return None
        return f"the glossary says “{self.french[0]}” for “{self.english}”"


@cache
def terms(path: Path = GLOSSARY) -> list[Term]:
    """The enforced terms, in the order of the glossary; none while there is no glossary."""
    if not path.exists():
        return []
    found: list[Term] = []
    columns: tuple[int, int] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [_plain(cell) for cell in line.strip().strip("|").split("|")]
        if not line.strip().startswith("|"):
            columns = None
        elif columns is None:
            columns = _columns(cells)
        elif len(cells) > max(columns) and not set(line) <= set("|-: "):
            term = _term(cells[columns[0]], cells[columns[1]])
            found += [term] if term else []
    return found


def _columns(header: list[str]) -> tuple[int, int] | None:
    lowered = [cell.lower() for cell in header]
    english = next((i for i, cell in enumerate(lowered) if cell.startswith("english")), None)
    french = next(
        (i for i, cell in enumerate(lowered) if cell.startswith(("french", "français"))), None
    )
    return None if english is None or french is None else (english, french)


def _term(english: str, french: str) -> Term | None:
    forms = tuple(form for form in (_bare(part) for part in re.split(r"[,/;]", french)) if form)
    english = _bare(english)
    return Term(english, forms) if " " in english and forms else None


def _plain(cell: str) -> str:
    return re.sub(r"[*_`«»]|\[|\]\([^)]*\)", "", cell).strip()


def _bare(text: str) -> str:
    return re.sub(r"\([^)]*\)", "", text).strip(" \u202f\u00a0")


@cache
def _as_pattern(term: str, ending: str) -> re.Pattern[str]:
    words = [re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in term.split()]
    return re.compile(r"\b" + (ending + r"\s+").join(words) + ending + r"\b", re.IGNORECASE)
