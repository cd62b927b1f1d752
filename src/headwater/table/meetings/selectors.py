"""Reads of the meeting room, from a seat, or from a table a service already vouched for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import F, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.core.remembering import remembered
from headwater.core.zones import local_day
from headwater.network.models import MeetingPlace, Seat, Table
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.network.selectors import seats_at

from .holidays import names_on
from .keeping_out import shuts_out
from .models import (
    AgendaItem,
    Attendance,
    Customs,
    Guest,
    KeptOut,
    Meeting,
    OpeningPart,
    Presence,
    Recusal,
    Series,
    Training,
)
from .recurrence import occurrences
from .rules import CHAIR_LOST_AFTER, SEEN_EVERY, ItemState, MeetingState, Region, Status

# Seats without agency (the chair) first, said aloud: the two databases differ in where null goes.
BY_AGENCY_AND_NAME = (
    F("seat__agency__name_en").asc(nulls_first=True),
    "seat__person__display_name",
    "seat_id",
)


def meetings_of(seat: Seat) -> QuerySet[Meeting]:
    """The meetings of the table the seat sits at, newest first; none for roles that do not sit."""
    if seat.table_id is None or not seat.has_role(*AT_THE_TABLE):
        return Meeting.objects.none()
    return (
        Meeting.objects.filter(table_id=seat.table_id)
        .select_related("table", "chair__person", "chair__agency", "series", "place")
        .order_by("-starts_at", "-id")
    )


def meeting_for(seat: Seat, reference: str) -> Meeting:
    """One meeting of the seat's table. NotFoundHere for another table's or an unknown one."""
    found = meetings_of(seat).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def plans(seat: Seat, table: Table) -> bool:
    """Whether the seat is a chair or coordinator of this table."""
    return seat.table_id == table.pk and seat.has_role(Role.CHAIR)


def holidays_ahead(series: Series, until: date, at: datetime, language: str) -> dict[date, str]:
    """The public holidays on which a series would meet from today to a day, by name."""
    zone = series.table.time_zone
    first = local_day(at, zone)
    days = [local_day(begin, zone) for begin in occurrences(series, first, until) if begin >= at]
    return names_on(days, region_of(series.table), language)


def region_of(table: Table) -> Region:
    """The province or territory whose public holidays a table keeps; Ontario until it says."""
    customs = customs_of(table)
    return Region(customs.region) if customs else Region.ONTARIO


def opening_of(table: Table) -> list[str]:
    """The codes of how a table's meetings open, in its order; none until it says."""
    return list(OpeningPart.objects.filter(table=table).values_list("code", flat=True))


def customs_of(table: Table) -> Customs | None:
    """What a table set for its meetings; None while it set nothing."""
    return Customs.objects.filter(table=table).first()


def places_of(table: Table) -> list[MeetingPlace]:
    """The places of a table's list that are in use, by name."""
    return list(MeetingPlace.objects.filter(table=table, ended=False))


def place_for(seat: Seat, reference: str) -> MeetingPlace:
    """A place of the seat's table. NotFoundHere otherwise."""
    found = (
        MeetingPlace.objects.filter(table=seat.table, reference=reference)
        .select_related("table")
        .first()
    )
    if found is None:
        raise NotFoundHere
    return found


def trained_on(seat: Seat) -> date | None:
    """The last day the person of this seat took the training of this table; None if never."""
    rows = Training.objects.filter(seat__person=seat.person_id, seat__table=seat.table)
    newest = rows.order_by("-day").first()
    return newest.day if newest else None


def training_stands(seat: Seat, table: Table, day: date) -> bool:
    """Whether the seat's training stands on a day; always where the table asks for none."""
    customs = customs_of(table)
    if customs is None or customs.training_months is None:
        return True
    last = trained_on(seat)
    return last is not None and last + relativedelta(months=customs.training_months) > day


def guests_of(item: AgendaItem) -> list[Guest]:
    """The guests of an item, in the order they came, gone or not."""
    return list(Guest.objects.filter(item=item))


def guest_for(seat: Seat, item: AgendaItem, reference: str) -> Guest:
    """A guest of an item this seat sees. NotFoundHere otherwise."""
    found = Guest.objects.filter(item=item, reference=reference).first()
    if found is None or is_recused(item.subject, seat):
        raise NotFoundHere
    return found


def series_for(seat: Seat) -> QuerySet[Series]:
    """The series of the table the seat sits at, oldest first."""
    if seat.table_id is None or not seat.has_role(*AT_THE_TABLE):
        return Series.objects.none()
    return Series.objects.filter(table_id=seat.table_id).order_by("starts_on", "id")


def next_meeting(table: Table, at: datetime) -> Meeting | None:
    """The meeting now open, else the next planned one that was not missed, else None."""
    meetings = Meeting.objects.filter(table=table).order_by("starts_at", "id")
    running = meetings.filter(state=MeetingState.OPEN, recorded_afterwards=False).first()
    return running or meetings.filter(state=MeetingState.PLANNED, starts_at__gte=at).first()


@remembered
def is_recused(subject: str, seat: Seat) -> bool:
    """Whether the person of this seat, in whatever seat, has no part in the subject.

    Stepped aside, or kept out by the agency that brought it: nobody who asks is told which.
    """
    if Recusal.objects.filter(subject=subject, seat__person_id=seat.person_id).exists():
        return True
    return is_kept_out(subject, seat)


@remembered
def is_kept_out(subject: str, seat: Seat) -> bool:
    """Whether the agency that brought the subject keeps the person of this seat out of it."""
    rows = KeptOut.objects.filter(subject=subject)
    return any(shuts_out(row, seat.person) for row in rows)


@remembered
def recused_subjects(seat: Seat) -> frozenset[str]:
    """All subjects at the seat's table, or tables, that its person has no part in."""
    stepped_out = Recusal.objects.filter(seat__person_id=seat.person_id)
    # A seat that sits at no table (an agency lead's) may meet its agency's part at several.
    places = {"table": seat.table} if seat.table_id else {"table__community": seat.community}
    kept_out = KeptOut.objects.filter(**places)
    return frozenset(
        {
            *stepped_out.values_list("subject", flat=True),
            *(row.subject for row in kept_out if shuts_out(row, seat.person)),
        }
    )


def others_at(seat: Seat, at: datetime) -> list[Seat]:
    """The live seats of other persons that sit at the seat's table, by agency and name."""
    if seat.table is None:
        return []
    found = [each for each in seats_at(seat.table, at) if each.has_role(*AT_THE_TABLE)]
    return [each for each in found if each.person_id != seat.person_id]


def attendance_of(meeting: Meeting, seat: Seat) -> Attendance | None:
    """The seat's row of attendance, if one was written."""
    return Attendance.objects.filter(meeting=meeting, seat=seat).first()


@remembered
def is_admitted(meeting: Meeting, seat: Seat) -> bool:
    """Whether the seat may see the items of this meeting.

    Its chair always; others once present and acknowledged, until they leave. After the
    meeting, those who stayed to its end.
    """
    if meeting.chair_id == seat.pk:
        return True
    if meeting.state == MeetingState.PLANNED:
        return False
    return Attendance.objects.filter(
        meeting=meeting,
        seat=seat,
        status=Status.PRESENT,
        acknowledged_at__isnull=False,
        left_at__isnull=True,
    ).exists()


def agenda(meeting: Meeting, seat: Seat) -> list[AgendaItem]:
    """The items this seat may see, in order; without those it stepped aside from.

    Empty for a seat that is not admitted; `permissions.may_see_items` says why and what to do.
    Before the meeting only those who may plan it see the list.
    """
    planning = meeting.state == MeetingState.PLANNED and plans(seat, meeting.table)
    if not (planning or is_admitted(meeting, seat)):
        return []
    hidden = recused_subjects(seat)
    return [item for item in meeting.items.all() if item.subject not in hidden]


def item_for(seat: Seat, reference: str) -> AgendaItem:
    """One item of a meeting of the seat's table that the seat may see. NotFoundHere otherwise.

    An item is found while its seat is not yet admitted too, so that the page can say what to
    do; the rule `permissions.may_see_items` stands before what the item holds.
    """
    found = (
        AgendaItem.objects.filter(reference=reference, meeting__in=meetings_of(seat))
        .select_related("meeting__table", "meeting__chair")
        .first()
    )
    if found is None or is_recused(found.subject, seat):
        raise NotFoundHere
    return found


def open_item_of(meeting: Meeting) -> AgendaItem | None:
    """The item now open, if one is."""
    return meeting.items.filter(state=ItemState.OPEN).first()


def present_seats(meeting: Meeting) -> list[Seat]:
    """The seats in the room now, by agency and name."""
    rows = (
        meeting.attendances.filter(status=Status.PRESENT, left_at__isnull=True)
        .select_related("seat__person", "seat__agency", "seat__table", "seat__community")
        .order_by(*BY_AGENCY_AND_NAME)
    )
    return [row.seat for row in rows]


def attendances(meeting: Meeting) -> QuerySet[Attendance]:
    """All rows of attendance with their seats, by agency and name."""
    return meeting.attendances.select_related("seat__person", "seat__agency").order_by(
        *BY_AGENCY_AND_NAME
    )


def quorum_met(meeting: Meeting) -> bool | None:
    """Whether as many agencies are present as the table's setting asks; None without a setting."""
    if meeting.table.quorum is None:
        return None
    agencies = {seat.agency_id for seat in present_seats(meeting) if seat.agency_id}
    return len(agencies) >= meeting.table.quorum


def seen_lately(meeting: Meeting, seat: Seat, at: datetime) -> bool:
    """Whether a screen of the seat was noted so lately that it need not be noted again."""
    since = at - timedelta(seconds=SEEN_EVERY)
    return Presence.objects.filter(meeting=meeting, seat=seat, seen_at__gt=since).exists()


def chair_is_lost(meeting: Meeting, at: datetime) -> bool:
    """Whether no screen of whoever chairs was seen for two minutes, so that another may chair.

    Never for a meeting that is not open, or one entered from paper: nobody waits there.
    """
    if meeting.state != MeetingState.OPEN or meeting.recorded_afterwards:
        return False
    seen = Presence.objects.filter(meeting=meeting, seat=meeting.chair).first()
    known = [meeting.opened_at, meeting.chair_since, seen.seen_at if seen else None]
    last = max(instant for instant in known if instant is not None)
    return at - last > timedelta(seconds=CHAIR_LOST_AFTER)


def sitting_on(subject: str) -> Meeting | None:
    """The open meeting that has the subject on its agenda, if one has."""
    item = item_at_open_meeting(subject)
    return item.meeting if item else None


@remembered
def item_at_open_meeting(subject: str) -> AgendaItem | None:
    """The subject's item at the open meeting that has it on its agenda, if one has."""
    return (
        AgendaItem.objects.filter(subject=subject, meeting__state=MeetingState.OPEN)
        .select_related("meeting__table", "meeting__chair")
        .order_by("-meeting__starts_at", "-id")
        .first()
    )


def subjects_on_live_agendas(table: Table) -> set[str]:
    """Subjects that stand on the agenda of a planned or open meeting of the table."""
    return set(
        AgendaItem.objects.filter(
            meeting__table=table, meeting__state__in=(MeetingState.PLANNED, MeetingState.OPEN)
        ).values_list("subject", flat=True)
    )
