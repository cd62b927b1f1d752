"""What may stand on the wall of the meeting room, or be shared in a call.

Defends against naming someone by accident: the values below are all there is, and each is made
from a label of the vocabulary or of a state. Nothing of an agency, a seat, a day or a count can
reach the page, because there is no field to carry it. After filter three only the state is shown,
since most of those in the room have no part in what follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from headwater.network.models import Seat
from headwater.network.rules import FilterThree
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions import selectors as sights
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import AT_FILTER_THREE, Sight, State
from headwater.table.meetings import presenters as labels
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import ItemState

from .. import selectors
from .words import lowered

_SHOWN = frozenset({State.AT_FILTER_TWO, State.DECISION_PROPOSED}) | AT_FILTER_THREE


@dataclass(frozen=True)
class WallItem:
    """One line of the agenda: why it is there and where it stands."""

    number: int
    kind: str
    state: str
    current: bool
    done: bool


@dataclass(frozen=True)
class Shown:
    """The open item: labels of type, sex and age, of factors, and of the criteria."""

    who: str
    factors: list[tuple[str, list[str]]]
    protective: list[str]
    criteria: list[tuple[str, str]]
    state: str
    said: str


@dataclass(frozen=True)
class Wall:
    """The whole wall."""

    state: str
    items: list[WallItem]
    shown: Shown | None


def wall(meeting: Meeting, seat: Seat) -> Wall:
    """The wall as this seat may show it: without what it stepped out of."""
    items = meetings.agenda(meeting, seat)
    behind = selectors.discussions_behind(seat, items)
    current = next((item for item in items if item.state == ItemState.OPEN), None)
    discussion = behind.get(current.subject) if current else None
    return Wall(
        state=labels.meeting_state_label(meeting.state),
        items=[
            WallItem(
                number=number,
                kind=labels.item_kind_label(item.kind),
                state=labels.item_state_label(item.state),
                current=item is current,
                done=item.state == ItemState.DONE,
            )
            for number, item in enumerate(items, start=1)
        ],
        shown=_shown(discussion, seat) if discussion else None,
    )


def _shown(discussion: Discussion, seat: Seat) -> Shown:
    state = discussions.state_label(discussion.state)
    sees = sights.sight(seat, discussion) == Sight.RECORD
    if not sees or State(discussion.state) not in _SHOWN:
        return Shown("", [], [], [], state, _said(discussion))
    record = discussions.record(discussion, seat)
    met = {True: _("met"), False: _("not met")}
    return Shown(
        who=_who(discussion),
        factors=[(heading, [each.text for each in found]) for heading, found in record.factors],
        protective=[each.text for _heading, found in record.protective for each in found],
        # Accepted means that all four are met: then the room needs the space for what comes now.
        criteria=[(each.criterion.text, met[each.met]) for each in record.findings]
        if discussion.state == State.DECISION_PROPOSED
        else [],
        state=state,
        said=_said(discussion),
    )


def _who(discussion: Discussion) -> str:
    """Type, sex and age group in words; what is not known is left out."""
    lists = (("type", "discussion_types"), ("sex", "sexes"), ("age_group", "age_groups"))
    found = []
    for field, list_name in lists:
        code = getattr(discussion, field)
        if code and (field == "type" or code != "unknown"):
            found.append(discussions.label(list_name, code))
    return ", ".join([*found[:1], *(lowered(words) for words in found[1:])])


def _said(discussion: Discussion) -> str:
    """What may be said now, in one sentence."""
    if discussion.state in AT_FILTER_THREE:
        if discussion.table.filter_three == FilterThree.NO_NAMES:
            return _("No name is said. Each agency tells whether it can help.")
        if discussion.table.filter_three == FilterThree.SEALED:
            return _("No name is said. Those who stay open it on their own screen.")
        return _("Names may be said now, by those who have a basis. Nothing is written down.")
    if discussion.state in (State.AT_FILTER_TWO, State.DECISION_PROPOSED):
        return _("No name, nothing that points to one.")
    return ""
