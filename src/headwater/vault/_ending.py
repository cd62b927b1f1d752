"""Destruction across two stores, and the sweep that finishes what was cut off.

A destruction is first *marked* in the caller's transaction: it stands or falls with the deed
that asked for it, and from its commit on the door shows nothing. Right after the commit the key
goes, then the rows. Killed at any point, what is left is either whole and readable, or marked;
the sweep at start-up removes what is marked.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import connections, router, transaction

from headwater.audit import anchors, trail
from headwater.audit.models import Entry

from . import _keys
from .models import Holding, WrappedKey
from .rules import Swept


def doom(holding: Holding, at: datetime) -> None:
    """Mark as destroyed, and remove key and rows once the running transaction has committed."""
    holding.doomed_at = at
    holding.save(update_fields=["doomed_at"])
    # Robust: the deed is done and must not seem failed; what could not be removed, a sweep will.
    transaction.on_commit(partial(remove, holding.pk), robust=True)


def remove(key: int) -> None:
    """Remove one marked holding: its data key, then its entries, grants and itself."""
    holding = Holding.objects.exclude(doomed_at=None).filter(pk=key).first()
    if holding is None:
        return
    WrappedKey.objects.filter(reference=holding.key_reference).delete()
    flush(_key_store())
    holding.delete()
    flush("default")


def sweep(at: datetime) -> Swept:
    """Finish marked destructions and remove keys that belong to nothing.

    Content whose key is missing is counted and never removed: the keys' folder of another day
    may bring it back. Keys without a holding are left alone while the records are older than
    the trail's anchors, because then a backup was put in place and the newer records may return.
    """
    marked = list(Holding.objects.exclude(doomed_at=None).values_list("pk", flat=True))
    for key in marked:
        remove(key)
    behind = _records_behind()
    orphans = _clear_what_never_was(at, keep_keys=behind)
    kept = WrappedKey.objects.values_list("reference", flat=True)
    sealed = Holding.objects.filter(doomed_at=None, entries__isnull=False).distinct()
    unreadable = set(sealed.values_list("key_reference", flat=True)) - set(kept)
    return Swept(len(marked), orphans, len(unreadable), behind)


def _clear_what_never_was(at: datetime, *, keep_keys: bool) -> int:
    """Remove what a sealing left that never committed; return how many data keys that were.

    Sealing makes its keys while it holds the chain, so with the chain held here no sealing is
    under way: an unfinished key file is refuse, and a key without a holding an orphan.
    """
    with transaction.atomic():
        trail.hold()
        _keys.clear_unfinished()
        held = set(Holding.objects.values_list("key_reference", flat=True))
        found = set(WrappedKey.objects.values_list("reference", flat=True)) - held
        if keep_keys or not found:
            return 0
        trail.record("vault.swept", at=at, detail={"orphan_keys": str(len(found))})
        WrappedKey.objects.filter(reference__in=found).delete()
    flush(_key_store())
    return len(found)


def _records_behind() -> bool:
    """Whether an anchor speaks of an entry the trail does not have: the records are an old copy."""
    known = anchors.recorded()
    last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    return bool(known) and known[-1].sequence > (last or 0)


def flush(alias: str) -> None:
    """On SQLite, make sure deleted bytes leave the write-ahead log too, and the log is emptied.

    Deleted cells are zeroed by `secure_delete` (set on every connection). Within a transaction
    nothing can be flushed; the caller's next flush, or the retention run's, does it.
    """
    connection = connections[alias]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _key_store() -> str:
    return router.db_for_write(WrappedKey)
