"""Planning: single meetings, meetings called at once, series, and the days a series skips."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.zones import local_day, local_instant
from headwater.network.acting import acting
from headwater.network.models import MeetingPlace, Seat, Table
from headwater.vocabulary import registry

from .. import permissions
from ..models import Meeting, Series, SkippedDay
from ..recurrence import occurrences
from ..rules import LONGEST_PLAN_DAYS, URGENT_REASONS, WEEKDAYS, MeetingState, Venue


def plan_meeting(
    *,
    table: Table,
    starts_at: datetime,
    place: MeetingPlace | None = None,
    by: Seat,
    at: datetime,
) -> Meeting:
    """Plan one meeting. Refused at the field for a time that has passed."""
    with acting("meeting.planned", by=by, at=at, subject=table.reference) as deed:
        permissions.may_plan(by, table)
        if starts_at < at:
            raise Refused(
                _(
                    "This time has passed. Choose a later one, or enter the meeting as "
                    "recorded afterwards."
                ),
                field="starts_at",
            )
        if Meeting.objects.filter(table=table, starts_at=starts_at).exists():
            raise AlreadyDone(_("A meeting is planned for this time already."))
        meeting = Meeting.objects.create(
            table=table, starts_at=starts_at, place=_of(table, place), revision=1
        )
        deed.subject = meeting.reference
    return meeting


def call_at_once(
    *, table: Table, reason: str, place: MeetingPlace | None = None, by: Seat, at: datetime
) -> Meeting:
    """Call a meeting for now, with a code of `urgent_meeting_reasons`. It opens like any other.

    Refused at the field for an unknown code, and while a meeting of the table is open.
    """
    with acting("meeting.called_at_once", by=by, at=at, subject=table.reference) as deed:
        permissions.may_plan(by, table)
        if reason not in registry.current(URGENT_REASONS):
            raise Refused(_("Choose why it cannot wait."), field="reason")
        running = Meeting.objects.filter(
            table=table, state=MeetingState.OPEN, recorded_afterwards=False
        )
        if running.exists():
            raise Refused(_("A meeting is open now. Bring it there."))
        meeting = Meeting.objects.create(
            table=table, starts_at=at, place=_of(table, place), urgent_reason=reason, revision=1
        )
        deed.subject, deed.detail["reason"] = meeting.reference, reason
    return meeting


def _of(table: Table, place: MeetingPlace | None) -> MeetingPlace | None:
    """A place of this table's own list, or none. NotFoundHere for another table's."""
    if place is not None and place.table_id != table.pk:
        raise NotFoundHere
    return place


def plan_series(  # noqa: PLR0913 - each setting by its name
    *,
    table: Table,
    weekdays: Sequence[str],
    hour: time,
    starts_on: date,
    ends_on: date | None = None,
    venue: Venue = Venue.IN_PERSON,
    place: MeetingPlace | None = None,
    by: Seat,
    at: datetime,
) -> Series:
    """Set down the weekdays (`TU`, `TH`) and hour of a table, in its own zone."""
    with acting("series.planned", by=by, at=at, subject=table.reference) as deed:
        permissions.may_plan(by, table)
        chosen = [day for day in WEEKDAYS if day in set(weekdays)]
        if not chosen or len(chosen) != len(set(weekdays)):
            raise Refused(_("Choose one or more days of the week."), field="weekdays")
        if ends_on is not None and ends_on < starts_on:
            raise Refused(
                _("The last day is before the first. Choose a later one."), field="ends_on"
            )
        series = Series.objects.create(
            table=table,
            weekdays=",".join(chosen),
            hour=hour,
            starts_on=starts_on,
            ends_on=ends_on,
            venue=venue,
            place=_of(table, place),
        )
        deed.subject = series.reference
    return series


def skip_day(*, series: Series, day: date, by: Seat, at: datetime) -> SkippedDay:
    """Leave out a day, such as a holiday; a meeting planned on it and not yet filled goes."""
    with acting("series.day_skipped", by=by, at=at, subject=series.reference):
        permissions.may_plan(by, series.table)
        if day < local_day(at, series.table.time_zone):
            raise Refused(_("This day has passed. Choose a later one."), field="day")
        skipped, made = SkippedDay.objects.get_or_create(series=series, day=day)
        if not made:
            raise AlreadyDone(_("This day is left out already."))
        begin = local_instant(day, series.hour, series.table.time_zone)
        Meeting.objects.filter(
            series=series, starts_at=begin, state=MeetingState.PLANNED, items__isnull=True
        ).delete()
    return skipped


def plan_from_series(
    *, series: Series, until: date, skip: Collection[date] = (), by: Seat, at: datetime
) -> list[Meeting]:
    """Plan the meetings of a series from now to a day, both within it; those there stay.

    Days in `skip`, such as holidays the chair leaves out, are skipped for good. Returns the new
    ones. Refused at the field for a day more than `LONGEST_PLAN_DAYS` away.
    """
    with acting("series.meetings_planned", by=by, at=at, subject=series.reference):
        permissions.may_plan(by, series.table)
        today = local_day(at, series.table.time_zone)
        if (until - today).days > LONGEST_PLAN_DAYS:
            raise Refused(_("Plan not more than 400 days ahead."), field="until")
        for day in sorted(skip):
            SkippedDay.objects.get_or_create(series=series, day=day)
        planned = []
        for begin in occurrences(series, today, until):
            if begin < at or Meeting.objects.filter(table=series.table, starts_at=begin).exists():
                continue
            planned.append(
                Meeting.objects.create(
                    table=series.table,
                    series=series,
                    place=series.place,
                    starts_at=begin,
                    revision=1,
                )
            )
    return planned
