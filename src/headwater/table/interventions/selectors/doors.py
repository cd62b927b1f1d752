"""The standing figure of a table: at how many doors police stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from headwater.core.zones import Quarter, local_day, start_of_day
from headwater.network.models import Table

from ..models import Response
from ..rules import FEWEST_DOORS


@dataclass(frozen=True)
class DoorShare:
    """The share of doors with police in four closed quarters, `first` to `last`.

    `tenths` is the share in tenths (3: about 30 in 100); None while it is protected, because
    fewer than five doors were with police, or fewer than five without.
    """

    first: Quarter
    last: Quarter
    tenths: int | None


def police_share(table: Table, at: datetime) -> DoorShare:
    """Responses of the table whose visit was decided, begun in the last four closed quarters.

    A running number would tell, from one day to the next, how the newest door was; so the
    quarter that runs is left out, and the share is given in tenths.
    """
    last = Quarter.of(local_day(at, table.time_zone)).previous
    first = last.previous.previous.previous
    decided = Response.objects.filter(
        table=table,
        plan_police_at_door__isnull=False,
        started_at__gte=start_of_day(first.first_day, table.time_zone),
        started_at__lt=start_of_day(last.last_day + timedelta(days=1), table.time_zone),
    )
    with_police = decided.filter(plan_police_at_door=True).count()
    without = decided.filter(plan_police_at_door=False).count()
    if min(with_police, without) < FEWEST_DOORS:
        return DoorShare(first, last, None)
    return DoorShare(first, last, round(10 * with_police / (with_police + without)))
