"""The code lists that travelled with an extract: positions to codes, codes to words.

An extract may hold rows of several vocabulary versions. Positions are append-only and never
reused, so they can be read together. A manifest in which two versions give one position to
different codes is refused, and so is one in which a version drops codes of another and no
crosswalk says what became of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from headwater.vocabulary.lists import COLON

from .errors import ExtractError


class CodeList:
    """One list over all versions: codes in order, positions, groups, labels."""

    def __init__(
        self,
        name: str,
        versions: Mapping[str, Mapping[str, Any]],
        crosswalks: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.name = name
        self._check(list(versions.values()), crosswalks)
        self.positions: dict[str, int] = {}
        self.groups: dict[str, str] = {}
        self._labels: dict[str, Mapping[str, Any]] = {}
        self._group_labels: dict[str, Mapping[str, str]] = {}
        for facts in versions.values():
            self._add(facts)

    def _check(
        self, versions: Sequence[Mapping[str, Any]], crosswalks: Sequence[Mapping[str, Any]]
    ) -> None:
        """Versions of which neither holds all codes of the other need a crosswalk."""
        joined: list[set[str]] = []
        for step in crosswalks:
            ends = {str(step["old"]), str(step["new"])}
            meeting = [group for group in joined if group & ends]
            joined = [group for group in joined if not group & ends] + [ends.union(*meeting)]
        for one, other in itertools.combinations(versions, 2):
            codes, others = set(one["positions"]), set(other["positions"])
            ends = {str(one.get("version")), str(other.get("version"))}
            if codes - others and others - codes and not any(ends <= group for group in joined):
                raise ExtractError(
                    f"The extract holds versions {' and '.join(sorted(ends))} of the list "
                    f"{self.name} and no crosswalk between them."
                )

    def _add(self, facts: Mapping[str, Any]) -> None:
        held = {position: code for code, position in self.positions.items()}
        for code, position in facts["positions"].items():
            if held.get(position, code) != code or self.positions.get(code, position) != position:
                raise ExtractError(
                    f"Two versions of the list {self.name} disagree about position {position}: "
                    "they need a crosswalk."
                )
            self.positions[code] = position
        self.groups |= facts.get("groups", {})
        self._labels |= facts.get("labels", {})
        self._group_labels |= facts.get("group_labels", {})

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the order of their positions."""
        return tuple(sorted(self.positions, key=self.positions.__getitem__))

    @cached_property
    def group_codes(self) -> tuple[str, ...]:
        """The groups that hold a code, in the order they first appear."""
        return tuple(dict.fromkeys(self.groups[code] for code in self.codes if code in self.groups))

    @cached_property
    def code_at(self) -> dict[int, str]:
        """Position to code."""
        return {position: code for code, position in self.positions.items()}

    def members(self, group: str) -> tuple[str, ...]:
        """The codes of a group."""
        return tuple(code for code in self.codes if self.groups.get(code) == group)

    def label(self, code: str, lang: str = "en") -> str:
        """A code in words, with its group where the list has one; the code itself if unknown."""
        facts = self._labels.get(code)
        if facts is None:
            return self.group_label(code, lang)
        words = str(facts["fr" if lang.startswith("fr") else "en"])
        group = self.groups.get(code)
        if group is None or self.name == "conclusions":
            return words
        colon = COLON["fr" if lang.startswith("fr") else "en"]
        return f"{self.group_label(group, lang)}{colon}{words}"

    def group_label(self, group: str, lang: str = "en") -> str:
        """A group in words; its code if unknown."""
        facts = self._group_labels.get(group)
        return str(facts["fr" if lang.startswith("fr") else "en"]) if facts else group

    def drafted(self, code: str, lang: str = "en") -> bool:
        """Whether the words shown must be marked as drafted."""
        facts = self._labels.get(code, {})
        return ("fr" if lang.startswith("fr") else "en") in facts.get("drafted", [])


class Lists:
    """All lists of an extract, by name."""

    def __init__(
        self,
        vocabulary: Mapping[str, Mapping[str, Any]],
        crosswalks: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    ) -> None:
        names = {name for lists in vocabulary.values() for name in lists}
        self._lists = {
            name: CodeList(
                name,
                {version: lists[name] for version, lists in vocabulary.items() if name in lists},
                (crosswalks or {}).get(name, ()),
            )
            for name in sorted(names)
        }

    def __getitem__(self, name: str) -> CodeList:
        try:
            return self._lists[name]
        except KeyError:
            raise ExtractError(f"The extract’s manifest has no list {name}.") from None

    def __contains__(self, name: object) -> bool:
        return name in self._lists
