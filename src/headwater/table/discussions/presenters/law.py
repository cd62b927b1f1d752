"""The authority pack in words: what allows an agency to say a name, and where that is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.network.models import Agency
from headwater.vocabulary import registry
from headwater.vocabulary.lists import Entry

from .. import codes
from .labels import language


@dataclass(frozen=True)
class Ground:
    """One basis. `to_check` says that someone must still look whether it is right at all."""

    code: str
    label: str
    family: str
    plain: str
    caution: str
    act: str
    section: str
    url: str
    to_check: bool
    drafted: bool
    reviewer: str
    agencies: list[str]


@dataclass(frozen=True)
class Pack:
    """What one agency may rely on. `nothing`: no Act known covers it, so consent alone."""

    agency: str
    agency_type: str
    grounds: list[Ground]
    nothing: str
    source: str


def pack(agency: Agency) -> Pack:
    """The authority pack of an agency, by its type; youth records as for a young person."""
    found = registry.current(codes.LEGAL_BASES)
    mine = codes.bases_for(agency, youth=True)
    kind = agency.agency_type
    nothing = [
        entry.definition(language())
        for entry in found
        if entry.get("kind") == "none" and kind in _codes(entry.get("applies_to"))
    ]
    types = registry.current("agency_types")
    return Pack(
        agency=agency.name(language()),
        agency_type=types[kind].label(language()) if kind in types else "",
        grounds=[_ground(found[code], kind) for code in mine],
        nothing=nothing[0] if nothing else "",
        source=found.source,
    )


def whole_pack() -> list[Ground]:
    """Every basis, with the types of agencies that may name it."""
    return [
        _ground(entry)
        for entry in registry.current(codes.LEGAL_BASES)
        if entry.get("kind") != "none"
    ]


def hint(code: str, agency: Agency) -> str:
    """What stands under a basis in a form: the one line in plain words, and what to mind."""
    entry = registry.current(codes.LEGAL_BASES)[code]
    caution = _caution(entry, agency.agency_type)
    return " ".join(part for part in (entry.definition(language()), caution) if part)


def _caution(entry: Entry, kind: str) -> str:
    """What this type of agency minds; for no type, what any of them does."""
    meant = _codes(entry.get("caution_for"))
    return "" if kind and meant and kind not in meant else _spoken(entry, "caution")


def _ground(entry: Entry, kind: str = "") -> Ground:
    spoken = language()
    types = registry.current("agency_types")
    return Ground(
        code=entry.code,
        label=entry.label(spoken),
        family=str(entry.get("law") or ""),
        plain=entry.definition(spoken),
        caution=_caution(entry, kind),
        act=_spoken(entry, "act"),
        section=str(entry.get("section") or ""),
        url=str(entry.get("source_url") or ""),
        to_check=entry.get("standing") == "to-be-checked",
        drafted=entry.drafted,
        reviewer=entry.reviewer or "",
        agencies=[types[code].label(spoken) for code in _codes(entry.get("applies_to"))],
    )


def _spoken(entry: Entry, name: str) -> str:
    """An attribute in the language of the page; English where the other is missing."""
    lang = "fr" if language().startswith("fr") else "en"
    return str(entry.get(f"{name}_{lang}") or entry.get(f"{name}_en") or "")


def _codes(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, Iterable) else []
