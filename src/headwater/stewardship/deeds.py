"""The deeds of the audit trail in plain words, loaded strictly from `deeds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("deeds.toml")


@dataclass(frozen=True)
class Words:
    """What a deed is called in each language of the product."""

    en: str
    fr: str


@cache
def deeds() -> Mapping[str, Words]:
    """Action to words. TypeError if an entry has an unknown key or lacks a language."""
    rooms = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {
        f"{room}.{deed}": Words(**words)
        for room, found in rooms.items()
        for deed, words in found.items()
    }


def deed_words(action: str, language: str) -> str:
    """A deed in words; its code where it has none yet."""
    words = deeds().get(action)
    if words is None:
        return action
    return words.fr if language.startswith("fr") else words.en
