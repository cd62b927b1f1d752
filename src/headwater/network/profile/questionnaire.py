"""The questionnaire's form, loaded strictly from `questionnaire.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).with_name("questionnaire.toml")
# The code under which the lines above the first question are kept, as if they were an answer.
PREAMBLE = "preamble"


@dataclass(frozen=True)
class Question:
    """One question of the form: its code, its words, and how its answer is laid out."""

    code: str
    prompt: str
    label_fr: str
    starts: tuple[str, ...]
    layout: Literal["line", "block"]

    def label(self, language: str) -> str:
        """The question in a language of the product."""
        return self.label_fr if language.startswith("fr") else self.prompt


@cache
def questions() -> tuple[Question, ...]:
    """All questions in the form's order. TypeError if the file has an unknown key."""
    found = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["question"]
    return tuple(Question(**{**entry, "starts": tuple(entry["starts"])}) for entry in found)
