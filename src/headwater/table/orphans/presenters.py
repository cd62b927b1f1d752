"""Plain values for the list of what nobody holds, and for *Today*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headwater.network.models import Seat
from headwater.table.actions import presenters as actions
from headwater.table.discussions import presenters as discussions

from . import selectors
from .forms import HandOnForm
from .selectors import OwnWork, Unheld


@dataclass(frozen=True)
class Line:
    """One thing without a holder: what, whose, and where it is given to someone."""

    title: str
    text: str
    label: str
    url: str
    form: HandOnForm | None = None


@dataclass(frozen=True)
class Due:
    """One line of *Today*: the same shape as its tasks."""

    title: str
    text: str
    label: str
    url: str
    note: str
    tone: str


def lines(found: Unheld, at: datetime) -> list[Line]:
    """The list, what is most urgent first."""
    return [*_responses(found), *_actions(found), *_own_work(found, at)]


def _responses(found: Unheld) -> Iterator[Line]:
    for response, lead in found.responses:
        yield Line(
            _("A response without anyone of its lead agency"),
            _("%(sentence)s %(agency)s leads and has nobody at the table.")
            % {
                "sentence": discussions.sentence(response.discussion),
                "agency": lead.name(get_language() or "en"),
            },
            _("Let another agency lead"),
            reverse("interventions:response", args=[response.reference]),
        )


def _actions(found: Unheld) -> Iterator[Line]:
    for action, discussion, record in found.actions:
        yield Line(
            _("An action of %(owner)s") % {"owner": actions.owner_words(action)},
            actions.about_words(discussion, record),
            _("Give it to someone"),
            reverse("actions:action", args=[action.reference]),
        )


def _own_work(found: Unheld, at: datetime) -> Iterator[Line]:
    for each in found.own_work:
        seats = selectors.may_take_over(each.seat, at)
        yield Line(
            _("What %(who)s had in hand") % {"who": who(each.seat)},
            _in_hand(each)
            if seats
            else _("%(what)s Nobody of this agency has a seat: ask its lead to name someone.")
            % {"what": _in_hand(each)},
            _("Let them go on with it"),
            reverse("orphans:hand_on", args=[each.seat.reference]) if seats else "",
            HandOnForm(seats=seats, auto_id=f"{each.seat.reference}-%s") if seats else None,
        )


def who(seat: Seat) -> str:
    """A person and their agency."""
    if seat.agency is None:
        return str(seat.person.display_name)
    agency = seat.agency.name(get_language() or "en")
    return _("%(who)s of %(agency)s") % {"who": seat.person.display_name, "agency": agency}


def _in_hand(each: OwnWork) -> str:
    """That there is some of it; how much, and what, stays inside the agency."""
    if each.screenings and each.draft:
        return _("Screenings under way, and a draft of the protocol.")
    return _("Screenings under way.") if each.screenings else _("A draft of the protocol.")


def today(seat: Seat, at: datetime) -> list[Due]:
    """For a chair how much nobody holds; for who took something over, that they did."""
    found = []
    number = len(selectors.unheld(seat, at))
    if number:
        found.append(
            Due(
                ngettext("%(n)d thing is held by nobody", "%(n)d things are held by nobody", number)
                % {"n": number},
                _("Someone’s seat has ended. Give what they held to someone else."),
                _("See the list"),
                reverse("orphans:index"),
                _("Nobody works on it"),
                "overdue",
            )
        )
    return [*found, *(_taken_over(each) for each in selectors.taken_over(seat, at))]


def _taken_over(before: Seat) -> Due:
    return Due(
        _("You go on with what %(who)s had in hand") % {"who": before.person.display_name},
        _("It stays on this page until it is finished."),
        _("Screenings"),
        reverse("screening:index"),
        "",
        "",
    )
