"""The one bridge from live rows to the extract: reads decided discussions, writes a build.

Streams in pieces, so that memory does not grow with the table's history. Takes no reference, no
free text and no identifier: `schema` names every field that is read, and the writer refuses a
row with anything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import transaction

from headwater.audit import trail
from headwater.core.zones import add_months, first_of_month, hours_between, local_day
from headwater.network.models import Seat, Table
from headwater.network.rules import SPEAKS_FOR_AGENCY
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Decision
from headwater.table.interventions.models import Response
from headwater.table.interventions.selectors import Facts, facts_of
from headwater.table.meetings.models import Attendance, Meeting
from headwater.table.meetings.rules import MeetingState, Status
from headwater.vocabulary import registry

from . import manifest, schema, writer
from .schema import Kind

FOLDER = "extracts"
PIECE = 1000
OBSERVED_STEP = 30 * 24.0  # hours
Row = dict[str, Any]
Progress = Callable[[str], None]


def build(
    home: Path,
    *,
    kind: Kind | str = Kind.LOCAL,
    at: datetime,
    progress: Progress = lambda _sentence: None,
    out: Path | None = None,
) -> Path:
    """Build an extract of everything decided, and return its folder.

    Written under `out` (by default the home's `extracts`) in a temporary folder and renamed when
    whole, so a build that is cut short leaves nothing behind. `at` is the end of observation.
    """
    kind = Kind(kind)
    parent = out or home / FOLDER
    with writer.temporary_folder(parent) as folder:
        versions: set[str] = {registry.bundle_version()}
        rows = {
            "discussions": writer.write_table(
                folder, "discussions", _discussions(kind, at, versions, progress)
            ),
            "meetings": writer.write_table(folder, "meetings", _meetings(at)),
            "follow_ups": writer.write_table(folder, "follow_ups", ()),
        }
        facts = writer.facts(
            folder,
            at=at,
            kind=kind.value,
            synthetic=False,
            zone=_zone(),
            rows=rows,
            vocabulary=manifest.vocabulary_facts(versions),
            crosswalks=manifest.crosswalk_facts(versions),
        )
        manifest.write(folder, facts)
        identity = manifest.identity(folder)
        with transaction.atomic():
            # First the trail: a build that cannot be recorded does not appear.
            trail.record("extract.built", at=at, detail={"kind": kind.value, "sha256": identity})
            built = writer.publish(folder, parent / facts["build"])
    progress(f"{rows['discussions']} discussions in {built.name}")
    return built


def _zone() -> str:
    zones = set(Table.objects.values_list("time_zone", flat=True))
    return zones.pop() if len(zones) == 1 else "UTC"


def _decided(at: datetime) -> Iterator[Discussion]:
    """Decided discussions, a piece at a time, with what hangs on them."""
    found = (
        Discussion.objects.exclude(decision="")
        .select_related("table__community", "lead_agency", "originating_agency")
        .prefetch_related("factors", "protective", "flags", "assisting__agency")
        .order_by("pk")
    )
    for discussion in found.iterator(chunk_size=PIECE):
        if discussion.decided_at is None or discussion.decided_at <= at:
            yield discussion


def _discussions(kind: Kind, at: datetime, versions: set[str], progress: Progress) -> Iterator[Row]:
    done = 0
    for piece in batched(_decided(at), PIECE):
        responses = Response.objects.filter(discussion__in=[each.pk for each in piece])
        facts = facts_of(responses, at)
        for discussion in piece:
            row = _row(discussion, facts.get(discussion.pk), at)
            if row["decision"] == Decision.ACCEPTED:
                versions.add(discussion.vocabulary_version)
            yield _coarse(row) if kind is Kind.POOLED else row
        done += len(piece)
        progress(f"{done} discussions read")


def _row(discussion: Discussion, facts: Facts | None, at: datetime) -> Row:
    """A discussion as the extract knows it; a rejected one with what rejection left."""
    row: Row = {
        "table_code": discussion.table.full_code,
        "opened": discussion.opened,
        "type": discussion.type,
        "originating_sector": discussion.originating_sector,
        "decision": discussion.decision,
    }
    if discussion.decision == Decision.REJECTED:
        return row | {"rejection_reason": discussion.rejection_reason}
    return row | _accepted(discussion, at) | _coded(discussion) | _response(discussion, facts)


def _accepted(discussion: Discussion, at: datetime) -> Row:
    lists = registry.bundle(discussion.vocabulary_version)
    # Concluded after the instant of the build is not concluded yet, for this build.
    concluded = discussion.concluded_at and discussion.concluded_at <= at
    conclusion = discussion.conclusion if concluded else ""
    entry = lists["conclusions"].get(conclusion) if conclusion else None
    return {
        "vocabulary_version": discussion.vocabulary_version,
        "decided": _day(discussion.decided_at, discussion.table),
        "age_group": discussion.age_group or None,
        "sex": discussion.sex or None,
        "conclusion_group": entry.category if entry else None,
        "conclusion_reason": conclusion or None,
        "lead_sector": discussion.lead_agency.sector if discussion.lead_agency else None,
        "assisting_sectors": sorted({each.agency.sector for each in discussion.assisting.all()}),
        "days_open": _days_open(discussion) if concluded else None,
    }


def _day(instant: datetime | None, table: Table) -> date | None:
    return local_day(instant, table.time_zone) if instant else None


def _days_open(discussion: Discussion) -> int | None:
    if discussion.decided_at is None or discussion.concluded_at is None:
        return None
    return int(hours_between(discussion.decided_at, discussion.concluded_at) // 24)


def _coded(discussion: Discussion) -> Row:
    lists = registry.bundle(discussion.vocabulary_version)
    chosen: dict[str, Iterable[Any]] = {
        "factors": discussion.factors.all(),
        "protective": discussion.protective.all(),
        "flags": discussion.flags.all(),
    }
    return {
        name: sorted(lists[schema.POSITION_LISTS[name]].positions[each.code] for each in codes)
        for name, codes in chosen.items()
    }


def _response(discussion: Discussion, facts: Facts | None) -> Row:
    if facts is None:
        return {"gaps": [], "services": []}
    positions = registry.bundle(discussion.vocabulary_version)["gap_kinds"].positions
    return {
        "gaps": sorted(positions[code] for code in facts.gaps if code in positions),
        "contact_hours": facts.contact_hours,
        "connection_hours": facts.connection_hours,
        "observed_hours": facts.observed_hours,
        "services": [
            {"service": service, "sector": sector or None, "state": state}
            for service, sector, state in facts.services
        ],
        "police_at_door": facts.police_at_door,
    }


def _coarse(row: Row) -> Row:
    """The same for a pooled extract: months instead of days.

    How long a response was observed would, counted back from the day of the build, tell the day
    it began: it is cut to whole steps of thirty days, but never below what was observed.
    """
    coarse = row | {
        name: first_of_month(row[name]) for name in ("opened", "decided") if row.get(name)
    }
    observed = row.get("observed_hours")
    if observed is not None:
        reached = [row[name] or 0.0 for name in ("contact_hours", "connection_hours")]
        coarse["observed_hours"] = max(*reached, observed // OBSERVED_STEP * OBSERVED_STEP)
    return coarse


def _meetings(at: datetime) -> Iterator[Row]:
    """A row a table and month: meetings held, who came to at least one, who has a seat."""
    held: dict[tuple[int, date], list[Meeting]] = defaultdict(list)
    tables = {table.pk: table for table in Table.objects.select_related("community")}
    met = Meeting.objects.filter(state=MeetingState.CLOSED, starts_at__lte=at)
    for meeting in met.order_by("pk").iterator(chunk_size=PIECE):
        day = local_day(meeting.starts_at, tables[meeting.table_id].time_zone)
        held[meeting.table_id, first_of_month(day)].append(meeting)
    for (key, month), meetings in sorted(held.items()):
        present = list(
            Attendance.objects.filter(meeting__in=meetings, status=Status.PRESENT).values_list(
                "seat_id", "seat__agency_id"
            )
        )
        yield {
            "table_code": tables[key].full_code,
            "month": month,
            "held": len(meetings),
            "agencies_present": len({agency for _seat, agency in present if agency}),
            "seats_present": len({seat for seat, _agency in present}),
            "agencies_seated": _seated(tables[key], month),
        }


def _seated(table: Table, month: date) -> int:
    """The agencies that had a seat on some day of the month."""
    seats = Seat.objects.filter(
        table=table,
        role__in=[role.value for role in SPEAKS_FOR_AGENCY],
        starts__lt=add_months(month, 1),
    )
    live = [seat.agency_id for seat in seats if seat.ends is None or seat.ends >= month]
    return len(set(live))
