"""Links between lists: a service's sector must be a sector, a factor's category a category."""

from collections.abc import Iterator, Mapping

from headwater.vocabulary import shape
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import Entry, VocabularyList


def check(lists: Mapping[str, VocabularyList], origin: str) -> None:
    """Raise VocabularyError if any entry points at a code that its target list does not have."""
    for found in lists.values():
        for entry in found:
            for key, target, code in _links(found, entry):
                if target not in lists or code not in lists[target]:
                    raise VocabularyError(
                        f"{origin}: the entry “{entry.code}” of {found.name} has the {key} "
                        f"“{code}”, which is not in the list {target}; "
                        f"use a code of {target}, or load that list first."
                    )


def _links(found: VocabularyList, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Key, target list and code of every link of one entry."""
    if found.grouped_by and entry.category:
        yield "category", found.grouped_by, entry.category
    for key, attribute in shape.ATTRIBUTES.get(found.name, {}).items():
        if attribute.list_name is None or key not in entry.attributes:
            continue
        value = entry.attributes[key]
        for code in value if isinstance(value, tuple) else (value,):
            yield key, attribute.list_name, str(code)
