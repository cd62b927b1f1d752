"""Holdings and their entries: made, written, picked and unsealed, once the door has let in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import QuerySet

from headwater.network.models import Agency, Seat

from . import _access, _keys, _sealed
from .models import AgencyGrant, Holding, SealedEntry
from .rules import ADMITS, OWN_ONLY, REFERENCE, OpenedEntry, Purpose, period_of
from .schedules import schedules


def new_holding(reference: str, purpose: Purpose, seat: Seat, at: datetime) -> Holding:
    """Open a holding under a reference and fix the day it will be destroyed at the latest."""
    if not REFERENCE.fullmatch(reference):
        raise ValueError("The vault takes opaque references only.")
    if not seat.has_role(*ADMITS[purpose]) or seat.table is None:
        raise _access.wrong_role()
    longest = schedules()[purpose].longest_days
    return Holding.objects.create(
        reference=reference,
        community=seat.community,
        table=seat.table,
        agency=seat.agency,
        purpose=purpose,
        opened_by=seat.reference,
        opened_at=at,
        due=(at.astimezone(UTC) + timedelta(days=longest)).date(),
    )


def live_grants(
    holding: Holding, agency: Agency, at: datetime, purpose: Purpose | None
) -> QuerySet[AgencyGrant]:
    """An agency's grants in force, for one purpose or for any."""
    found = _access.live_grants(holding, at).filter(agency=agency)
    return found if purpose is None else found.filter(purpose=purpose.value)


def write(
    holding: Holding, agency: Agency, seat: Seat, field: str, entry: str, text: str, at: datetime
) -> None:
    """Seal a text as a new entry of the holding."""
    key = _key_to_seal_with(holding, at)
    nonce, sealed = _sealed.seal(key, text, reference=holding.reference, field=field, entry=entry)
    SealedEntry.objects.create(
        holding=holding,
        entry=entry,
        field=field,
        agency=agency,
        sealed_by=seat.reference,
        sealed_at=at,
        nonce=nonce,
        sealed=sealed,
    )


def _key_to_seal_with(holding: Holding, at: datetime) -> bytes:
    """The holding's data key; made with its first entry, and never a second time."""
    key = _keys.data_key(holding.key_reference)
    if key is not None:
        return key
    if holding.entries.exists():
        raise _keys.lost()
    # Key, then row: cut off between the two, a key without content is left, for the sweep.
    return _keys.make_data_key(holding.key_reference, period_of(holding.due), at)


def rows_for(holding: Holding, agency: Agency, purpose: Purpose) -> list[SealedEntry]:
    """The entries a purpose shows to an agency: all, or only those it sealed itself."""
    rows = holding.entries.select_related("agency")
    return list(rows.filter(agency=agency) if purpose in OWN_ONLY else rows)


def opened(row: SealedEntry, key: bytes | None, reference: str) -> OpenedEntry:
    """Unseal one row. VaultUnreadable without its key, or when a bit was changed."""
    if key is None:
        raise _keys.lost()
    text = _sealed.unseal(
        key,
        bytes(row.nonce),
        bytes(row.sealed),
        reference=reference,
        field=row.field,
        entry=row.entry,
    )
    return OpenedEntry(row.field, row.entry, row.sealed_at, row.agency.code, text)
