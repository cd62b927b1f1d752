"""The agency's own note and file number: sealed in the vault, opened only by its own people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.vault import api as vault

from .. import permissions
from ..models import Screening
from ..rules import SealedField
from .keeping import locked


def seal_note(
    *, screening: Screening, texts: Mapping[SealedField, str], by: Seat, at: datetime
) -> int:
    """Seal what is not empty, each as a new entry; returns how many. Nothing is overwritten."""
    with acting("screening.note_sealed", by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=None)
        permissions.owns(by, row)
        given = {field: text.strip() for field, text in texts.items() if text.strip()}
        for field, text in given.items():
            vault.seal(reference=row.reference, field=field.value, text=text, by=by, at=at)
    return len(given)


def open_note(*, screening: Screening, by: Seat, at: datetime) -> list[vault.OpenedEntry]:
    """The sealed texts, oldest first; the vault records the opening before it shows anything."""
    permissions.owns(by, screening)
    return vault.open_entries(
        reference=screening.reference, purpose=vault.Purpose.SCREENING, basis="", by=by, at=at
    )
