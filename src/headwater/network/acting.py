"""A deed: permission, change and audit in one transaction; a refusal audited on its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from headwater.audit import trail
from headwater.core.errors import Denied

from .models import Seat


@dataclass
class Deed:
    """What the entry of the trail will say; a body may fill in what it learns only on the way.

    `subject` is an opaque reference, `detail` codes by name; never a word somebody typed.
    """

    action: str
    subject: str = ""
    detail: dict[str, str] = field(default_factory=dict)


@contextmanager
def acting(
    action: str, *, by: Seat, at: datetime, subject: str = "", **detail: str
) -> Iterator[Deed]:
    """Run the body of a service as one deed of a seat.

    The body and its entry `done` are one transaction: if either fails, neither stands. On
    `Denied` everything is undone, then the refusal is recorded in a transaction of its own
    (after the outermost deed, when deeds are nested), and the error goes on to the caller.

        with acting("meeting.opened", by=by, at=at, subject=meeting.reference):
            permissions.may_open(by, meeting)
            …
    """
    deed = Deed(action, subject, dict(detail))
    seat, person = by.reference, by.person.reference
    with trail.keeping_refusals():
        try:
            with transaction.atomic():
                yield deed
                trail.record(
                    deed.action,
                    at=at,
                    seat=seat,
                    person=person,
                    subject=deed.subject,
                    detail=deed.detail,
                )
        except Denied as refusal:
            trail.record_refusal(
                deed.action,
                at=at,
                seat=seat,
                person=person,
                subject=deed.subject,
                # A rule may say in a code why; the sentence is for the person, not the trail.
                reason_code=getattr(refusal, "code", ""),
            )
            raise
