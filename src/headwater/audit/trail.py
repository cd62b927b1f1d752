"""Writing the trail: the only module that adds entries.

`record` joins the transaction of the deed it speaks of: both stand or both fall. A refusal is
written apart, after what was refused has been undone, so that the undoing does not take it away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from . import anchors
from .models import Entry
from .rules import GENESIS, Link, Outcome, canonical, checked, instant

__all__ = ["Outcome", "hold", "keeping_refusals", "record", "record_refusal"]

# Any number, the same in every process: names the one writer of the chain on PostgreSQL.
_CHAIN_LOCK = 0x48EAD0A7


@dataclass(frozen=True)
class _Refusal:
    action: str
    at: datetime
    seat: str
    person: str
    subject: str
    reason_code: str


_kept: ContextVar[list[_Refusal] | None] = ContextVar("refusals_kept_for_later", default=None)


def record(
    action: str,
    *,
    at: datetime,
    seat: str = "",
    person: str = "",
    subject: str = "",
    outcome: Outcome = Outcome.DONE,
    detail: Mapping[str, str] | None = None,
) -> None:
    """Add one entry in the caller's transaction, or in one of its own if there is none.

    `action` is dotted words (`discussion.decision_confirmed`); `seat`, `person` and `subject`
    are opaque references; `detail` holds codes. ValueError for anything that could be a
    sentence, a name or an address: the deed is then undone with the entry.
    """
    references = {"seat": seat, "person": person, "subject": subject}
    codes = checked(action, references, detail or {})
    with transaction.atomic():
        hold()
        last = Entry.objects.order_by("-sequence").values_list("sequence", "digest").first()
        sequence, previous = last or (0, GENESIS)
        link = Link(
            sequence=sequence + 1,
            previous=previous,
            at=instant(at),
            action=action,
            outcome=outcome.value,
            detail=canonical(codes) if codes else "",
            **references,
        )
        digest = link.digest()
        Entry.objects.create(digest=digest, **vars(link))
        # Robust: an anchor that cannot be written is logged and must not break what is committed.
        transaction.on_commit(partial(anchors.note, link.at, link.sequence, digest), robust=True)


def record_refusal(
    action: str,
    *,
    at: datetime,
    seat: str,
    subject: str = "",
    person: str = "",
    reason_code: str = "",
) -> None:
    """Add a refusal in a transaction of its own.

    Inside `keeping_refusals` it waits until the refused transaction has been undone; elsewhere
    it is written at once.
    """
    checked(action, {"seat": seat, "person": person, "subject": subject}, {"reason": reason_code})
    refusal = _Refusal(action, at, seat, person, subject, reason_code)
    kept = _kept.get()
    if kept is None:
        _write(refusal)
    else:
        kept.append(refusal)


@contextmanager
def keeping_refusals() -> Iterator[None]:
    """Hold refusals back until the outermost such block, and the transaction in it, have ended."""
    if _kept.get() is not None:
        yield
        return
    waiting: list[_Refusal] = []
    token = _kept.set(waiting)
    try:
        yield
    finally:
        _kept.reset(token)
        for refusal in waiting:
            _write(refusal)


def hold() -> None:
    """Become the only writer of the chain until the running transaction ends.

    SQLite needs nothing: its transactions begin IMMEDIATE, so whoever is in one already is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def _write(refusal: _Refusal) -> None:
    record(
        refusal.action,
        at=refusal.at,
        seat=refusal.seat,
        person=refusal.person,
        subject=refusal.subject,
        outcome=Outcome.REFUSED,
        detail={"reason": refusal.reason_code} if refusal.reason_code else None,
    )
