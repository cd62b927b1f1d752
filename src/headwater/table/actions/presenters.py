"""Plain values for the pages of actions, for the board and for *Today*."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.core.zones import local_day
from headwater.network.models import Seat
from headwater.network.rules import Role
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions.models import Discussion
from headwater.vocabulary import registry

from . import permissions, selectors
from .models import Action
from .rules import KINDS, REASONS, SOON_DAYS, State

Seen = tuple[Action, Discussion | None, bool]


@dataclass(frozen=True)
class Row:
    """An action as a line of a list, and as the head of its own page."""

    reference: str
    url: str
    title: str
    about: str
    owner: str
    due: date
    overdue: bool
    open: bool
    state: str
    tone: str
    reason: str
    carried: str
    may_close: Permission
    may_hand_on: Permission


@dataclass(frozen=True)
class Due:
    """One line of *Today*: the same shape as its tasks."""

    title: str
    text: str
    label: str
    url: str
    note: str
    tone: str


def label(list_name: str, code: str) -> str:
    """The words for a code, from the newest version that has it; the code itself if none has."""
    for found in reversed(registry.versions(list_name)):
        if code in found:
            return found.label(code, get_language() or "en")
    return code


def ending_label(state: State) -> str:
    """How an action ended."""
    return {
        State.OPEN: pgettext("action", "Open"),
        State.DONE: pgettext("action", "Done"),
        State.NOT_POSSIBLE: pgettext("action", "Not possible"),
        State.NOT_DONE: pgettext("action", "Not done"),
    }[state]


def owner_words(action: Action) -> str:
    """Who owns it: an agency, or a person for theirs."""
    language = get_language() or "en"
    agency = action.owner_agency.name(language) if action.owner_agency else ""
    if action.owner_seat is None:
        return agency
    person = str(action.owner_seat.person.display_name)
    if not agency:
        return _("%(who)s (%(role)s)") % {"who": person, "role": action.owner_seat.role_label}
    return _("%(agency)s: %(who)s") % {"agency": agency, "who": person}


def about_words(discussion: Discussion | None, record: bool) -> str:
    """What it is about, in as many words as the seat may read."""
    if discussion is None:
        return _("The table’s own work.")
    if record:
        return discussions.sentence(discussion)
    return discussions.state_sentence(discussion)


def rows(found: Iterable[Seen], seat: Seat, at: datetime) -> list[Row]:
    """Actions as lines, in the order given."""
    listed = list(found)
    if not listed or seat.table is None:
        return []
    carried = selectors.carried_over([action for action, _d, _r in listed], seat.table)
    day = local_day(at, seat.table.time_zone)
    return [
        _row(action, discussion, record, carried=carried[action.pk], seat=seat, day=day)
        for action, discussion, record in listed
    ]


def _row(
    action: Action,
    discussion: Discussion | None,
    record: bool,
    *,
    carried: int,
    seat: Seat,
    day: date,
) -> Row:
    overdue = action.is_open() and action.due < day
    state = State(action.state)
    tone = (
        "attention" if overdue else {State.OPEN: "waiting", State.DONE: "done"}.get(state, "closed")
    )
    return Row(
        reference=action.reference,
        url=reverse("actions:action", args=[action.reference]),
        title=label(KINDS, action.kind),
        about=about_words(discussion, record),
        owner=owner_words(action),
        due=action.due,
        overdue=overdue,
        open=action.is_open(),
        state=_("Overdue") if overdue else ending_label(state),
        tone=tone,
        reason=label(REASONS, action.reason) if action.reason else "",
        carried=_carried(carried) if action.is_open() else "",
        may_close=ask(permissions.may_close, seat, action),
        may_hand_on=ask(permissions.may_hand_on, seat, action),
    )


def _carried(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "carried over from %(n)d meeting", "carried over through %(n)d meetings", number
    ) % {"n": number}


def on_the_agenda(seat: Seat, at: datetime) -> list[Row]:
    """What a meeting looks at: all open actions the seat sees, overdue first, then by day."""
    return rows(selectors.to_do(seat), seat, at)


@dataclass(frozen=True)
class Beside:
    """What stands beneath a discussion: its actions, and whether one may be given here."""

    rows: list[Row]
    may_give: Permission


def beside(discussion: Discussion, seat: Seat, at: datetime) -> Beside:
    """The actions about a discussion that the seat sees, open ones first."""
    return Beside(
        rows(selectors.about_discussion(seat, discussion), seat, at),
        ask(permissions.may_give_about, seat, discussion),
    )


@dataclass(frozen=True)
class InMinutes:
    """What the minutes say: the table's own work in words, of situations only how many."""

    lines: list[str]
    others: int


def in_minutes(seat: Seat, start: datetime | None, end: datetime | None) -> InMinutes:
    """Actions given or closed at a meeting. Minutes are printed and passed on: of an action about
    a situation neither its kind nor its owner stands in them.
    """
    if start is None:
        return InMinutes([], 0)
    found = selectors.moved_at(seat, start, end)
    own = [action for action, discussion, _record in found if discussion is None]
    return InMinutes([_in_words(action) for action in own], len(found) - len(own))


def _in_words(action: Action) -> str:
    parts = {"what": label(KINDS, action.kind), "owner": owner_words(action)}
    if not action.is_open():
        return _("%(what)s (%(owner)s): %(ending)s.") % {
            **parts,
            "ending": ending_label(State(action.state)).lower(),
        }
    day = date_format(action.due, "DATE_FORMAT")
    return _("%(what)s (%(owner)s), due %(day)s.") % {**parts, "day": day}


def due_now(seat: Seat, at: datetime) -> list[Due]:
    """For *Today*: one's own actions overdue or due soon; for a chair all that are overdue."""
    if seat.table is None:
        return []
    day = local_day(at, seat.table.time_zone)
    own = [row for row in selectors.own(seat) if row[0].due <= day + timedelta(days=SOON_DAYS)]
    held = {action.pk for action, _d, _r in own}
    others = selectors.overdue(seat, at) if seat.has_role(Role.CHAIR) else []
    own_lines = [_due(*row, day=day, title=label(KINDS, row[0].kind)) for row in own]
    return own_lines + [
        _due(*row, day=day, title=_("Ask what became of an action"), of=row[0])
        for row in others
        if row[0].pk not in held
    ]


def _due(
    action: Action,
    discussion: Discussion | None,
    record: bool,
    *,
    day: date,
    title: str,
    of: Action | None = None,
) -> Due:
    text = about_words(discussion, record)
    if of is not None:
        text = f"{label(KINDS, of.kind)} · {owner_words(of)}"
    return Due(
        title=title,
        text=text,
        label=_("Say what became of it"),
        url=reverse("actions:action", args=[action.reference]),
        note=_due_words(action.due, day),
        tone="overdue" if action.due < day else "waiting",
    )


def _due_words(due: date, day: date) -> str:
    if due == day:
        return _("Due today")
    if due > day:
        return _("Due %(day)s") % {"day": date_format(due, "DATE_FORMAT")}
    return _("Overdue since %(day)s") % {"day": date_format(due, "DATE_FORMAT")}
