"""Writes a list as TOML: one key a line, so that a change of one label is a change of one line."""

import json
from collections.abc import Iterator
from datetime import date

from headwater.vocabulary.lists import Entry, VocabularyList


def to_toml(found: VocabularyList) -> str:
    """The list file that `loader.read_list` reads back to an equal list."""
    lines = ["[list]", *_head(found)]
    if found.grouped_by is None:
        for group in found.groups:
            lines += ["", "[[group]]", *_pairs(vars(group))]
    for entry in found.entries:
        lines += ["", "[[entry]]", *_pairs(_entry(entry))]
    for code, position in found.retired:
        lines += ["", "[[retired]]", *_pairs({"code": code, "position": position})]
    return "\n".join(lines) + "\n"


def _head(found: VocabularyList) -> Iterator[str]:
    keys = ("name", "version", "title_en", "title_fr", "source", "grouped_by")
    dates = ("valid_from", "valid_until")
    return _pairs({key: getattr(found, key) for key in (*keys, *dates)})


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "code": entry.code,
        "position": entry.position,
        "category": entry.category,
        "label_en": entry.label_en,
        "label_fr": entry.label_fr,
        "definition_en": entry.definition_en,
        "definition_fr": entry.definition_fr,
        **entry.attributes,
        "provenance": entry.provenance,
        "label_fr_provenance": entry.label_fr_provenance,
        "reviewer": entry.reviewer,
    }


def _pairs(values: dict[str, object]) -> Iterator[str]:
    """Lines `key = value`; empty text and None are left out, as the loader expects."""
    for key, value in values.items():
        if value is not None and value != "":
            yield f"{key} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        # One code a line: a list of codes then shows its change in a diff too.
        return "[\n" + "".join(f"  {_value(each)},\n" for each in value) + "]"
    # JSON's strings, numbers and true/false are TOML's too, but for the DEL character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
