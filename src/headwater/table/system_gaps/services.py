"""The verbs of the coordinator: placing what was recorded, describing a gap, merging, parting."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.zones import first_of_month, local_day
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.vocabulary import registry

from . import permissions, selectors
from .models import Gap, Mention, Touch
from .rules import KINDS, SERVICES, TOUCHES, Standing


def place(*, service: str, kind: str, into: Gap | None = None, by: Seat, at: datetime) -> Gap:
    """Put all that was recorded of a service and a kind under a gap; a new one where none is named.

    AlreadyDone where nothing of it is left to place.
    """
    with acting("gap.placed", by=by, at=at) as deed:
        permissions.may_curate(by)
        found = next(
            (
                each
                for each in selectors.unplaced(by)
                if (each.service, each.kind) == (service, kind)
            ),
            None,
        )
        if found is None:
            raise AlreadyDone(_("This was placed already."))
        gap = _head(by, into) if into is not None else _new(service, kind, by, at)
        zone = gap.table.time_zone
        Mention.objects.bulk_create(
            Mention(
                gap=gap,
                entry=entry.reference,
                month=first_of_month(local_day(entry.at, zone)),
            )
            for entry in found.entries
        )
        deed.subject = gap.reference
    return gap


def describe(
    *,
    gap: Gap,
    service: str,
    kind: str,
    touches: Collection[str],
    standing: str,
    by: Seat,
    at: datetime,
) -> Gap:
    """Say what is missing, whom it touches, and where it stands. Refused at the field else."""
    with acting("gap.described", by=by, at=at, subject=gap.reference) as deed:
        permissions.may_curate(by)
        gap.service = _known(SERVICES, service, "service")
        gap.kind = _known(KINDS, kind, "kind")
        if standing not in set(Standing):
            raise Refused(_("Choose one of the answers in the list."), field="standing")
        gap.standing, gap.changed_at = standing, at
        gap.save(update_fields=["service", "kind", "standing", "changed_at"])
        gap.touches.all().delete()
        Touch.objects.bulk_create(
            Touch(gap=gap, code=_known(TOUCHES, code, "touches")) for code in sorted(set(touches))
        )
        deed.detail["standing"] = standing
    return gap


def merge(*, gap: Gap, into: Gap, by: Seat, at: datetime) -> Gap:
    """Count a gap with another one. Both keep their references; nothing is thrown away.

    What was merged into the first goes along. Refused for itself or for one merged already.
    """
    with acting("gap.merged", by=by, at=at, subject=gap.reference, into=into.reference):
        permissions.may_curate(by)
        if into.pk == gap.pk or into.merged_into_id is not None:
            raise Refused(_("Choose another gap of the list."), field="into")
        if gap.merged_into_id is not None:
            raise AlreadyDone(_("This gap was merged already."))
        head = _head(by, into)
        with transaction.atomic():
            Gap.objects.filter(merged_into=gap).update(merged_into=head, changed_at=at)
            gap.merged_into, gap.changed_at = head, at
            gap.save(update_fields=["merged_into", "changed_at"])
    return head


def part(*, gap: Gap, by: Seat, at: datetime) -> Gap:
    """Let a merged gap stand by itself again, with its own mentions."""
    with acting("gap.parted", by=by, at=at, subject=gap.reference):
        permissions.may_curate(by)
        if gap.merged_into_id is None:
            raise AlreadyDone(_("This gap stands by itself already."))
        gap.merged_into, gap.changed_at = None, at
        gap.save(update_fields=["merged_into", "changed_at"])
    return gap


def _new(service: str, kind: str, by: Seat, at: datetime) -> Gap:
    # The codes were checked when a response recorded them.
    if by.table is None:
        raise NotFoundHere
    return Gap.objects.create(
        table=by.table, service=service, kind=kind, made_by=by, made_at=at, changed_at=at
    )


def _head(by: Seat, gap: Gap) -> Gap:
    """The gap as it stands at the seat's table. NotFoundHere for another table's."""
    return selectors.gap_for(by, gap.reference)


def _known(list_name: str, code: str, field: str) -> str:
    if code not in registry.current(list_name):
        raise Refused(_("Choose one of the answers in the list."), field=field)
    return code
