"""What rests on a youth record: sealed apart, shown on a ground to those it names, then destroyed.

Nothing of it reaches a discussion, the minutes or the extract: what is kept here is a ground and
a day, and the vault keeps the codes under a key of their own (docs/adr/0041).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.core.zones import local_instant
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat
from headwater.vault import api as vault

from .. import lists, permissions, youth
from ..models import Screening, YouthRecord
from ..selectors import facts_of, today_of, zone_of
from .keeping import locked

FIELD = "facts"


@dataclass(frozen=True)
class Shown:
    """What an agency wants to show: codes that rest on the record, to whom, on what, until when."""

    ground: str
    facts: Sequence[str]
    recipients: Sequence[Agency]
    ends: date


def seal_youth_record(*, screening: Screening, shown: Shown, by: Seat, at: datetime) -> YouthRecord:
    """Seal it in a holding of its own, and let in exactly the agencies that were named.

    Refused, at the field, for a ground the agency cannot rely on, codes that do not rest on a
    youth record, nobody or somebody the ground does not name, and an end outside the ground's
    days. AlreadyDone when one is sealed for this screening.
    """
    with acting("youth_record.sealed", by=by, at=at, ground=shown.ground) as deed:
        row = locked(screening=screening, revision=None)
        held = lists.held_back(facts_of(row))
        permissions.may_show_youth_record(by, row, held)
        if YouthRecord.objects.filter(screening=row).exists():
            raise AlreadyDone(_("A youth record is sealed here already. Destroy it first."))
        _check(shown, row, held, by, at)
        record = YouthRecord.objects.create(
            screening=row, ground=shown.ground, ends=shown.ends, recorded_by=by, recorded_at=at
        )
        deed.subject = record.reference
        _let_in(record, [row.agency, *shown.recipients], by, at)
        vault.seal(
            reference=record.reference,
            field=FIELD,
            text=",".join(sorted(set(shown.facts))),
            by=by,
            at=at,
        )
    return record


def _check(
    shown: Shown, screening: Screening, held: frozenset[str], by: Seat, at: datetime
) -> None:
    ground = youth.ground_for(screening.agency, shown.ground)
    if ground is None:
        raise Refused(_("Choose a ground your agency can rely on."), field="ground")
    if not shown.facts or not set(shown.facts) <= held:
        raise Refused(_("Choose what rests on the youth record."), field="facts")
    allowed = {agency.pk for agency in youth.may_be_shown(ground, by, at)}
    if not shown.recipients or any(each.pk not in allowed for each in shown.recipients):
        raise Refused(_("Choose only agencies that the ground names."), field="recipients")
    today = today_of(screening.agency, at)
    latest = today + timedelta(days=ground.longest_days)
    if not today <= shown.ends <= latest:
        raise Refused(
            _("Choose a day from today on, at most %(days)d days ahead.")
            % {"days": ground.longest_days},
            field="ends",
        )


def _let_in(record: YouthRecord, agencies: Sequence[Agency], by: Seat, at: datetime) -> None:
    zone = zone_of(record.screening.agency)
    until = local_instant(record.ends + timedelta(days=1), time.min, zone)
    for agency in agencies:
        vault.admit(
            reference=record.reference,
            agency=agency,
            purpose=vault.Purpose.YOUTH_RECORD,
            until=until,
            by=by,
            at=at,
        )


def open_youth_record(*, record: YouthRecord, by: Seat, at: datetime) -> list[str]:
    """The codes, for a seat the record is shown to; the vault records the opening first.

    `record` comes from `youth.shown_to` or `youth.record_of`, which decide for whom it exists.
    """
    opened = vault.open_entries(
        reference=record.reference,
        purpose=vault.Purpose.YOUTH_RECORD,
        basis=record.ground,
        by=by,
        at=at,
    )
    return sorted({code for entry in opened for code in entry.text.split(",")})


def end_youth_record(*, screening: Screening, by: Seat, at: datetime) -> None:
    """The purpose has ended: destroy it now. AlreadyDone when there is none."""
    with acting("youth_record.ended", by=by, at=at) as deed:
        row = locked(screening=screening, revision=None)
        permissions.owns(by, row)
        record = youth.record_of(row)
        if record is None:
            raise AlreadyDone(_("No youth record is sealed here."))
        deed.subject = record.reference
        vault.destroy(reference=record.reference, at=at, reason="purpose_ended", by=by)
        record.delete()


def purpose_ended(*, discussion_reference: str, at: datetime) -> bool:
    """The discussion is concluded: destroy what was shown for it. Returns whether there was any.

    Called by the board in the deed that concludes; the retention run ends what it missed.
    """
    with transaction.atomic():
        record = (
            YouthRecord.objects.select_for_update(of=("self",))
            .filter(screening__discussion_reference=discussion_reference)
            .first()
            if discussion_reference
            else None
        )
        if record is None:
            return False
        destroy(record, at, "purpose_ended")
    return True


def destroy(record: YouthRecord, at: datetime, reason: str) -> None:
    """Destroy one record without a seat: vault first, then the row."""
    with transaction.atomic():
        vault.destroy(reference=record.reference, at=at, reason=reason, by=None)
        record.delete()
