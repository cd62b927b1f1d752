"""Writes small list files, so that a test names only what it is about."""

from collections.abc import Sequence
from pathlib import Path

from headwater.vocabulary.lists import Entry, VocabularyList
from headwater.vocabulary.loader import read_list

HEAD = """[list]
name = "sexes"
version = "2026-2"
title_en = "Sex"
title_fr = "Sexe"
source = "A test."
valid_from = 2026-06-01
"""


def entry(code: str, position: int | str | None = None, **other: str) -> str:
    """One [[entry]]; keywords replace or add keys, as TOML values; an empty one removes a key."""
    keys = {
        "code": f'"{code}"',
        "position": "" if position is None else str(position),
        "label_en": f'"{code} in English"',
        "label_fr": f'"{code} en français"',
        "provenance": '"ministry"',
        "label_fr_provenance": '"ministry"',
    } | other
    return "\n".join(["[[entry]]", *(f"{key} = {value}" for key, value in keys.items() if value)])


def written(folder: Path, *parts: str, name: str = "sexes.toml") -> Path:
    """A list file made of its parts."""
    path = folder / name
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def a_list(folder: Path, codes: Sequence[str], *, version: str = "2026-1") -> VocabularyList:
    """A list `sexes` of these codes, in this order."""
    head = HEAD.replace("2026-2", version)
    entries = (entry(code, at) for at, code in enumerate(codes))
    return read_list(written(folder, head, *entries, name=f"sexes-{version}.toml"))


def labels(entries: Sequence[Entry]) -> list[str]:
    """English labels, for short comparisons."""
    return [each.label("en") for each in entries]
