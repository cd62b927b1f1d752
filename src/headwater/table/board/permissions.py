"""Who may see the wall and the minutes. What may be done is ruled by the rooms that do it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Seat
from headwater.table.meetings import permissions as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import MeetingState


def may_see_minutes(seat: Seat, meeting: Meeting) -> None:
    """Everyone who sits at the table, once the meeting has begun.

    The items in them stay with those who were there (`meetings.selectors.agenda`).
    """
    meetings.sits_at(seat, meeting.table)
    if meeting.state == MeetingState.PLANNED:
        raise Denied(_("This meeting has not begun, so there are no minutes yet."))


def may_show_wall(seat: Seat, meeting: Meeting) -> None:
    """Whoever may see the items of an open meeting may put them on the wall."""
    if meeting.state == MeetingState.PLANNED:
        meetings.sits_at(seat, meeting.table)
        raise Denied(_("The wall shows a meeting once it is open."))
    meetings.may_see_items(seat, meeting)
