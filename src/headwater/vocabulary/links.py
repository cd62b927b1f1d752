"""Links between lists: a service's sector must be a sector, a factor's category a category.

A list keeps its links as it was written. When the list it points at is replaced, its links are read
through that list's crosswalk, so that a ministry can load one list without rewriting the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NoReturn

from headwater.vocabulary import shape
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import Entry, Group, VocabularyList

# (list, code) → the codes it reads as in the version in force; empty for no equivalent.
# Raises VocabularyError for a code that list never had.
type Reader = Callable[[str, str], tuple[str, ...]]


def resolve(
    found: VocabularyList, lists: Mapping[str, VocabularyList], read: Reader
) -> VocabularyList:
    """The list with every link leading into the versions in force, headings included.

    Raises VocabularyError for a link to a code that never was, and for a single link (a sector, a
    category) whose code went nowhere or into several.
    """
    headings: dict[str, Group] = {}
    if found.grouped_by:
        headings = {
            entry.code: Group(entry.code, entry.label_en, entry.label_fr)
            for entry in lists[found.grouped_by]
        }
        found = replace(found, groups=tuple(headings.values()))
    entries = tuple(_entry(found, entry, headings, read) for entry in found)
    return found if entries == found.entries else replace(found, entries=entries)


def _entry(
    found: VocabularyList, entry: Entry, headings: Mapping[str, Group], read: Reader
) -> Entry:
    attributes = dict(entry.attributes)
    for key, attribute in shape.ATTRIBUTES.get(found.name, {}).items():
        if attribute.list_name and key in attributes:
            attributes[key] = _value(found, entry, key, attribute.list_name, read)
    group = entry.group
    if found.grouped_by and group:
        group = headings[_one(found, entry, "category", found.grouped_by, group.code, read)]
    return replace(entry, attributes=MappingProxyType(attributes), group=group)


def _value(found: VocabularyList, entry: Entry, key: str, target: str, read: Reader) -> object:
    value = entry.attributes[key]
    if not isinstance(value, tuple):
        return _one(found, entry, key, target, str(value), read)
    codes = (now for code in value for now in _read(found, entry, key, target, code, read))
    return tuple(dict.fromkeys(codes))


def _one(
    found: VocabularyList, entry: Entry, key: str, target: str, code: str, read: Reader
) -> str:
    codes = _read(found, entry, key, target, code, read)
    if len(codes) != 1:
        _refuse(found, entry, key, code, f"which has no single equivalent in {target}")
    return codes[0]


def _read(
    found: VocabularyList, entry: Entry, key: str, target: str, code: str, read: Reader
) -> tuple[str, ...]:
    try:
        return read(target, code)
    except VocabularyError:
        _refuse(found, entry, key, code, f"which is not in the list {target}")


def _refuse(found: VocabularyList, entry: Entry, key: str, code: str, wrong: str) -> NoReturn:
    raise VocabularyError(
        f"{found.name} {found.version}: the entry “{entry.code}” has the {key} “{code}”, {wrong}; "
        "use a code of that list, or load that list first."
    )
