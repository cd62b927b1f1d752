"""The accountability map: for each kind of record who has custody, and where to complain."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.vocabulary import registry

from .. import codes
from .labels import language


@dataclass(frozen=True)
class Kept:
    """One kind of record. Drafted until someone with the authority has reviewed it."""

    code: str
    what: str
    custody: str
    act: str
    contact: str
    retention: str
    complaint: str
    to_check: bool
    drafted: bool
    reviewer: str


def accountability() -> list[Kept]:
    """Every kind of record the program keeps, in the order of a situation’s way."""
    lang = "fr" if language().startswith("fr") else "en"
    return [
        Kept(
            code=entry.code,
            what=entry.label(lang),
            custody=str(entry.get(f"custody_{lang}")),
            act=str(entry.get(f"act_{lang}")),
            contact=str(entry.get(f"contact_{lang}")),
            retention=str(entry.get(f"retention_{lang}")),
            complaint=str(entry.get(f"complaint_{lang}")),
            to_check=entry.get("standing") == "to-be-checked",
            drafted=entry.drafted,
            reviewer=entry.reviewer or "",
        )
        for entry in registry.current(codes.RECORD_KINDS)
    ]
