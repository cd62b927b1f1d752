"""What a table agrees on for its meetings, its places, and the trainings of its seats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import MeetingPlace, Seat, Table
from headwater.network.services import meeting_places
from headwater.vocabulary import registry

from .. import permissions
from ..models import Customs, OpeningPart, Training
from ..rules import LONGEST_TRAINING, OPENING_PARTS, Region


def set_customs(
    *,
    table: Table,
    region: Region,
    training_months: int | None,
    opening: Sequence[str],
    by: Seat,
    at: datetime,
) -> Customs:
    """Set how the meetings of a table open, whose holidays it keeps, how long a training stands.

    Refused at the field for an unknown part or a number of months that is not 1 to 60.
    """
    with acting("meeting.customs_set", by=by, at=at, subject=table.reference):
        permissions.may_plan(by, table)
        if training_months is not None and not 1 <= training_months <= LONGEST_TRAINING:
            raise Refused(_("Enter 1 to 60 months, or nothing."), field="training_months")
        known = registry.current(OPENING_PARTS)
        if any(code not in known for code in opening):
            raise Refused(_("Choose from the list."), field="opening")
        customs, _made = Customs.objects.update_or_create(
            table=table,
            defaults={"region": Region(region), "training_months": training_months},
        )
        OpeningPart.objects.filter(table=table).delete()
        for place, code in enumerate(dict.fromkeys(opening), start=1):
            OpeningPart.objects.create(table=table, code=code, position=place)
    return customs


def add_place(*, table: Table, name: str, link: str = "", by: Seat, at: datetime) -> MeetingPlace:
    """Add a place to the table's list, or take up one that was ended, under its name.

    `link` is an http or https address, checked by the form; AlreadyDone for the same again.
    """
    with acting("meeting.place_added", by=by, at=at, subject=table.reference) as deed:
        permissions.may_plan(by, table)
        place, changed = meeting_places.keep_place(table=table, name=name.strip(), link=link)
        if not changed:
            raise AlreadyDone(_("This place is in the list already."))
        deed.subject = place.reference
    return place


def end_place(*, place: MeetingPlace, by: Seat, at: datetime) -> MeetingPlace:
    """Take a place off the list; meetings that name it keep it. NotFoundHere for another table."""
    with acting("meeting.place_ended", by=by, at=at, subject=place.reference):
        if place.table_id != by.table_id:
            raise NotFoundHere
        permissions.may_plan(by, place.table)
        if not meeting_places.take_off(place=place):
            raise AlreadyDone(_("This place was taken off the list already."))
    return place


def record_training(*, seat: Seat, day: date, by: Seat, at: datetime) -> Training:
    """Record on which day a seat took the table's training.

    NotFoundHere for a seat of another table; Refused for a day to come.
    """
    with acting("seat.training_recorded", by=by, at=at, subject=seat.reference):
        if by.table is None or seat.table_id != by.table_id:
            raise NotFoundHere
        permissions.may_plan(by, by.table)
        if day > local_day(at, by.table.time_zone):
            raise Refused(_("This day has not come yet. Choose the day it was taken."), field="day")
        training, made = Training.objects.get_or_create(seat=seat, day=day)
        if not made:
            raise AlreadyDone(_("This training is recorded already."))
    return training
