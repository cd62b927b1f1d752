"""The one door of the vault.

Every other module of this room is the door's interior. What passes: opaque references, field
names, texts to seal, and, after the vault itself has checked seat and grant and has committed
the entry of the trail, texts that were sealed.

All verbs take `by`, the seat, and `at`, an aware instant; refusals raise `Denied` with a
sentence for the person and are recorded in the trail.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import Denied, Refused
from headwater.core.references import new_reference
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat
from headwater.vocabulary import registry

from . import _access, _ending, _holding, _keys
from .errors import Shut, VaultUnreadable
from .models import AgencyGrant, SealedEntry
from .rules import (
    BASES,
    FIELD,
    LONGEST_TEXT,
    OWN_ONLY,
    EntryHead,
    Grant,
    OpenedEntry,
    Purpose,
    Swept,
)

__all__ = [
    "EntryHead",
    "Grant",
    "OpenedEntry",
    "Purpose",
    "Swept",
    "VaultUnreadable",
    "admit",
    "destroy",
    "dismiss",
    "entries",
    "grants",
    "has_grant",
    "open_entries",
    "seal",
    "sweep",
]


def admit(
    *,
    reference: str,
    agency: Agency,
    purpose: Purpose,
    until: datetime | None,
    by: Seat,
    at: datetime,
) -> None:
    """Give an agency access to a reference for one purpose, until an instant.

    The first admission opens the holding and fixes the day it will be destroyed at the latest;
    without `until`, or with a later one, the grant ends on that day. An agency admitted again
    has its earlier grant of that purpose replaced. Denied to a seat that may not admit
    (see `_access.may_admit`). Refused when `until` is not after `at`.
    """
    purpose = Purpose(purpose)
    with acting(
        "vault.admitted",
        by=by,
        at=at,
        subject=reference,
        agency=agency.reference,
        purpose=purpose.value,
    ):
        trail.hold()
        seat = _access.live_seat(by, at)
        holding = _access.living(reference) or _holding.new_holding(reference, purpose, seat, at)
        _access.may_admit(holding, seat, agency, purpose, at)
        latest = datetime.combine(holding.due, time.min, UTC)
        ends = min(until or latest, latest)
        if ends <= at:
            raise Refused(_("Access must end later than it begins."), field="until")
        _holding.live_grants(holding, agency, at, purpose).update(until=at)
        AgencyGrant.objects.create(
            holding=holding, agency=agency, purpose=purpose, starts=at, until=ends
        )


def dismiss(
    *,
    reference: str,
    agency: Agency,
    by: Seat,
    at: datetime,
    purpose: Purpose | None = None,
) -> None:
    """End an agency's access to a reference, now: all of it, or that for one purpose.

    Where nothing is left to end, nothing is asked of the seat. Denied to a seat that may not
    direct the holding (see `_access.may_direct`).
    """
    with acting("vault.dismissed", by=by, at=at, subject=reference, agency=agency.reference):
        trail.hold()
        seat = _access.live_seat(by, at)
        holding = _access.living(reference)
        if holding is not None:
            ending = _holding.live_grants(holding, agency, at, purpose)
            if ending.exists():
                _access.may_direct(holding, seat, at)
                ending.update(until=at)


def has_grant(reference: str, seat: Seat, at: datetime) -> bool:
    """Whether this seat could open something of the reference now, for some purpose."""
    holding = _access.living(reference)
    try:
        live = _access.live_seat(seat, at)
        _access.may_work(holding, live, frozenset(Purpose), at)
    except Denied:
        return False
    return True


def grants(reference: str, at: datetime) -> list[Grant]:
    """The grants in force on a reference, by agency code and purpose."""
    holding = _access.living(reference)
    if holding is None:
        return []
    live = _access.live_grants(holding, at).order_by("agency__code", "purpose")
    return [
        Grant(
            agency=each.agency.code,
            agency_reference=each.agency.reference,
            purpose=Purpose(each.purpose),
            starts=each.starts,
            until=each.until,
        )
        for each in live
    ]


def seal(*, reference: str, field: str, text: str, by: Seat, at: datetime) -> str:
    """Encrypt a text under a reference's own key and return the new entry's reference.

    Never overwrites: the newest entry of a field is the one in force. Needs a live grant of the
    seat's agency for a purpose that writes. Refused for an empty or overlong text; the message
    holds none of it. VaultUnreadable when the keys' folder cannot be used.
    """
    if not FIELD.fullmatch(field):
        raise ValueError("A field's name is a lower-case word.")
    if not text.strip():
        raise Refused(_("Write something, or leave without saving."), field=field)
    if len(text) > LONGEST_TEXT:
        raise Refused(_("This text is too long. Keep what the work needs."), field=field)
    entry = new_reference("e")
    with acting("vault.sealed", by=by, at=at, subject=reference, field=field, entry=entry):
        # The chain is held from here on, so that no sweep takes the new key for an orphan.
        trail.hold()
        seat = _access.live_seat(by, at)
        holding, agency = _access.may_seal(_access.living(reference), seat, at)
        _holding.write(holding, agency, seat, field, entry, text, at)
    return entry


def entries(*, reference: str) -> list[EntryHead]:
    """What is sealed under a reference, oldest first, without any text; none once destroyed."""
    holding = _access.living(reference)
    if holding is None:
        return []
    return [
        EntryHead(each.field, each.entry, each.sealed_at, each.agency.code)
        for each in holding.entries.select_related("agency")
    ]


def open_entries(
    *, reference: str, purpose: Purpose, basis: str, by: Seat, at: datetime, present: str = ""
) -> list[OpenedEntry]:
    """The sealed texts of a reference, oldest first, for a purpose and on a legal basis.

    `basis` is a code of the vocabulary list `legal_bases` (`rules.BASES` names the exception);
    it may be empty for a purpose that shows an agency only what it sealed itself
    (`rules.OWN_ONLY`). `present` names who else sees
    the screen, as seat references joined by commas. The opening is committed to the trail
    before anything is decrypted, so this cannot run inside another transaction (RuntimeError):
    an undone caller must not undo the record that someone saw. Denied without live seat or
    live grant; VaultUnreadable when a key is missing or sealed bytes were changed.
    """
    purpose = Purpose(purpose)
    _check_basis(basis, purpose)
    person = by.person.reference
    try:
        with transaction.atomic(durable=True):
            trail.hold()
            seat = _access.live_seat(by, at)
            holding, agency = _access.may_work(
                _access.living(reference), seat, frozenset({purpose}), at
            )
            rows = _holding.rows_for(holding, agency, purpose)
            key = _keys.data_key(holding.key_reference)
            trail.record(
                "vault.opened",
                at=at,
                seat=seat.reference,
                person=person,
                subject=reference,
                outcome=trail.Outcome.OPENED,
                detail=_opening(purpose, basis, present, rows),
            )
    except Shut as refusal:
        trail.record_refusal(
            "vault.opened",
            at=at,
            seat=by.reference,
            person=person,
            subject=reference,
            reason_code=refusal.code,
        )
        raise
    return [_holding.opened(row, key, reference) for row in rows]


def destroy(*, reference: str, at: datetime, reason: str, by: Seat | None) -> bool:
    """Destroy all that is sealed under a reference; False when there is nothing (any more).

    `by` is None for the retention schedule alone; a seat must be one that may direct the
    holding. The destruction stands or falls with the caller's transaction: from its commit on
    nothing can be opened, and the key, then the rows, are removed right after it.
    `reason` is a code for the trail.
    """
    holding = _access.living(reference)
    if holding is None:
        return False
    if by is None:
        with transaction.atomic():
            trail.record("vault.destroyed", at=at, subject=reference, detail={"reason": reason})
            _ending.doom(holding, at)
        return True
    with acting("vault.destroyed", by=by, at=at, subject=reference, reason=reason):
        trail.hold()
        _access.may_direct(holding, _access.live_seat(by, at), at)
        _ending.doom(holding, at)
    return True


def sweep(at: datetime) -> Swept:
    """Finish destructions that were cut off and remove keys that belong to nothing.

    For the start of the program and the retention run. `unreadable` in the answer counts
    holdings whose key is missing: nothing of theirs is removed, someone must look.
    """
    return _ending.sweep(at)


def _check_basis(basis: str, purpose: Purpose) -> None:
    if not basis and purpose in OWN_ONLY:
        return
    if basis not in registry.current(BASES.get(purpose, "legal_bases")):
        raise Refused(_("Choose what allows you to open this."), field="basis")


def _opening(purpose: Purpose, basis: str, present: str, rows: list[SealedEntry]) -> dict[str, str]:
    """What the trail says of an opening: codes and references, and how many entries."""
    said = {"purpose": purpose.value, "basis": basis, "present": present}
    return {name: code for name, code in said.items() if code} | {"entries": str(len(rows))}
