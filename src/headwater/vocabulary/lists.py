"""What a code list is once it has been read: frozen values, no file, no clock."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.masks import Mask, mask_of, positions_of

DRAFTED = "drafted"
# French puts a narrow no-break space before a colon.
COLON = {"en": ": ", "fr": "\u202f: "}


@dataclass(frozen=True)
class Group:
    """A heading under which entries of a list stand."""

    code: str
    label_en: str
    label_fr: str

    def label(self, lang: str) -> str:
        """The heading in French for `fr…`, otherwise in English."""
        return self.label_fr if lang.startswith("fr") else self.label_en


@dataclass(frozen=True)
class Entry:
    """One code of a list.

    `position` is its bit, append-only over all versions. `attributes` holds what only this list
    has (a service's sector, an Act's section); `shape.ATTRIBUTES` names them.
    """

    code: str
    position: int
    label_en: str
    label_fr: str
    provenance: str
    label_fr_provenance: str
    group: Group | None = None
    definition_en: str = ""
    definition_fr: str = ""
    reviewer: str | None = None
    attributes: Mapping[str, object] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )

    @property
    def category(self) -> str | None:
        """The code of the group, where the list is grouped."""
        return self.group.code if self.group else None

    @property
    def drafted(self) -> bool:
        """True while the English comes from nobody's list and no reviewer has signed."""
        return self.provenance == DRAFTED and self.reviewer is None

    def drafted_in(self, lang: str) -> bool:
        """Whether the label shown in this language must be marked as drafted."""
        if not lang.startswith("fr"):
            return self.drafted
        return self.drafted or (self.label_fr_provenance == DRAFTED and self.reviewer is None)

    def label(self, lang: str) -> str:
        """The label in French for `fr…`, otherwise in English."""
        return self.label_fr if lang.startswith("fr") else self.label_en

    def full_label(self, lang: str) -> str:
        """The label with its group, for charts and tables: `Crime victimization: Arson`."""
        if self.group is None:
            return self.label(lang)
        colon = COLON["fr" if lang.startswith("fr") else "en"]
        return f"{self.group.label(lang)}{colon}{self.label(lang)}"

    def definition(self, lang: str) -> str:
        """The definition in our own words, or an empty string."""
        return self.definition_fr if lang.startswith("fr") else self.definition_en

    def get(self, attribute: str, default: object = None) -> object:
        """An attribute of this list, or the default where the entry leaves it out."""
        return self.attributes.get(attribute, default)


@dataclass(frozen=True)
class VocabularyList:
    """One version of one list: its entries in the order they are shown."""

    name: str
    version: str
    title_en: str
    title_fr: str
    source: str
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...] = ()
    grouped_by: str | None = None
    valid_from: date = date.min
    valid_until: date | None = None
    retired: tuple[tuple[str, int], ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Entry:
        """The entry of a code; raises VocabularyError for a code this version does not have."""
        try:
            return self._by_code[code]
        except KeyError:
            raise VocabularyError(
                f"That code is not in the list {self.name}, version {self.version}: "
                "choose one that is."
            ) from None

    @cached_property
    def _by_code(self) -> Mapping[str, Entry]:
        return MappingProxyType({entry.code: entry for entry in self.entries})

    @cached_property
    def _by_position(self) -> Mapping[int, Entry]:
        return MappingProxyType({entry.position: entry for entry in self.entries})

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in the order shown; what a form offers as choices."""
        return tuple(entry.code for entry in self.entries)

    @property
    def positions(self) -> Mapping[str, int]:
        """Position of every code, as the extract's manifest writes it."""
        return {entry.code: entry.position for entry in self.entries}

    @property
    def drafted(self) -> tuple[Entry, ...]:
        """The entries that must be shown as drafted, in English or in French."""
        return tuple(entry for entry in self.entries if entry.drafted_in("fr"))

    def title(self, lang: str) -> str:
        """The list's title in French for `fr…`, otherwise in English."""
        return self.title_fr if lang.startswith("fr") else self.title_en

    def get(self, code: str) -> Entry | None:
        """The entry of a code, or None."""
        return self._by_code.get(code)

    def label(self, code: str, lang: str) -> str:
        """The label of a code; raises VocabularyError for an unknown code."""
        return self[code].label(lang)

    def at_position(self, position: int) -> Entry:
        """The entry that holds a bit; raises VocabularyError for a free or retired position."""
        try:
            return self._by_position[position]
        except KeyError:
            raise VocabularyError(
                f"Position {position} holds no entry in the list {self.name}, "
                f"version {self.version}: read it with the version that wrote it."
            ) from None

    def choices(self, lang: str) -> list[tuple[str, str]]:
        """Pairs of code and label in the order shown."""
        return [(entry.code, entry.label(lang)) for entry in self.entries]

    def grouped(self) -> tuple[tuple[Group, tuple[Entry, ...]], ...]:
        """The groups that hold an entry, in the list's order, each with its entries."""
        found = (
            (group, tuple(entry for entry in self.entries if entry.group == group))
            for group in self.groups
        )
        return tuple((group, entries) for group, entries in found if entries)

    def in_group(self, group: str) -> tuple[Entry, ...]:
        """The entries of one group's code; empty for a group without entries."""
        return tuple(entry for entry in self.entries if entry.category == group)

    def where(self, **attributes: object) -> tuple[Entry, ...]:
        """The entries whose attributes all equal what is asked: `where(sector="health")`."""
        return tuple(
            entry
            for entry in self.entries
            if all(entry.get(name) == value for name, value in attributes.items())
        )

    def mask(self, codes: Iterable[str]) -> Mask:
        """Codes as three words (see `masks`); raises VocabularyError for an unknown code."""
        return mask_of(self[code].position for code in codes)

    def unmask(self, mask: Iterable[int]) -> tuple[str, ...]:
        """Three words as codes, by position; raises VocabularyError for a bit without entry."""
        return tuple(self.at_position(position).code for position in positions_of(mask))

    def group_mask(self, group: str) -> Mask:
        """The words of all entries of a group: a row has the group if any bit meets."""
        return mask_of(entry.position for entry in self.in_group(group))
