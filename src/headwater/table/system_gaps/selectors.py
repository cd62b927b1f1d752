"""Reads of system gaps, starting from the seat."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headwater.core.errors import NotFoundHere
from headwater.network.models import Seat
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.table.interventions import selectors as interventions
from headwater.table.interventions.models import SystemGap

from .models import Gap, Mention


def gaps_of(seat: Seat) -> list[Gap]:
    """The curated gaps of the seat's table; those merged into another are beneath it."""
    if seat.table is None or not seat.has_role(*AT_THE_TABLE):
        return []
    rows = Gap.objects.filter(table=seat.table, merged_into__isnull=True)
    return list(rows.prefetch_related("touches", "merged").order_by("service", "kind", "id"))


def gap_for(seat: Seat, reference: str) -> Gap:
    """One gap of the seat's table, a merged one too. NotFoundHere otherwise."""
    if seat.table is None or not seat.has_role(*AT_THE_TABLE):
        raise NotFoundHere
    rows = Gap.objects.filter(table=seat.table).select_related("merged_into", "table")
    found = rows.prefetch_related("touches", "merged").filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


@dataclass(frozen=True)
class Unplaced:
    """Entries of one service and kind that belong to no gap yet."""

    service: str
    kind: str
    entries: list[SystemGap]


def unplaced(seat: Seat) -> list[Unplaced]:
    """What responses recorded and the coordinator has not placed, by service and kind.

    Of responses the seat may know of; struck-out entries are left out.
    """
    if not seat.has_role(Role.CHAIR):
        return []
    entries = interventions.standing(
        SystemGap.objects.filter(
            response__in=[each.pk for each in interventions.responses_of(seat)]
        )
    ).exclude(reference__in=Mention.objects.values("entry"))
    found: dict[tuple[str, str], list[SystemGap]] = defaultdict(list)
    for entry in entries.select_related("response__table").order_by("at", "id"):
        found[entry.service, entry.kind].append(entry)
    return [Unplaced(*codes, rows) for codes, rows in sorted(found.items())]


def months_of(gaps: Iterable[Gap]) -> dict[int, Counter[date]]:
    """How often each gap was met, month by month, by its key: merged ones with their head.

    A mention whose entry was struck out since counts no more.
    """
    heads = {each.pk: each.pk for each in gaps}
    for row in Gap.objects.filter(merged_into__in=list(heads)):
        heads[row.pk] = row.merged_into_id or row.pk
    mentions = list(Mention.objects.filter(gap__in=list(heads)))
    stand = set(
        interventions.standing(
            SystemGap.objects.filter(reference__in=[each.entry for each in mentions])
        ).values_list("reference", flat=True)
    )
    found: dict[int, Counter[date]] = defaultdict(Counter)
    for each in mentions:
        if each.entry in stand:
            found[heads[each.gap_id]][each.month] += 1
    return found
