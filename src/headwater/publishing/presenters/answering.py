"""Who answers for which record, in short, for anyone: the public part of the accountability map."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from headwater.vocabulary import registry

RECORD_KINDS = "record_kinds"


@dataclass(frozen=True)
class KeptRecord:
    """One kind of record: whose it is, how long it is kept, where a complaint goes."""

    what: str
    custody: str
    retention: str
    complaint: str
    to_check: bool
    drafted: bool


def kept_records() -> list[KeptRecord]:
    """The kinds of records a person may want to ask about; drafted until someone reviewed them."""
    lang = "fr" if (get_language() or "en").startswith("fr") else "en"
    return [
        KeptRecord(
            what=entry.label(lang),
            custody=str(entry.get(f"custody_{lang}")),
            retention=str(entry.get(f"retention_{lang}")),
            complaint=str(entry.get(f"complaint_{lang}")),
            to_check=entry.get("standing") == "to-be-checked",
            drafted=entry.drafted,
        )
        for entry in registry.current(RECORD_KINDS)
        if entry.get("public")
    ]
