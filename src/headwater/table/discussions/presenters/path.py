"""The path at the head of a discussion: four narrowing banks, who is there, what may be said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from headwater.network.models import Seat
from headwater.network.rules import FilterThree

from .. import selectors
from ..models import Discussion
from ..rules import FILTER, Sight, State
from .labels import language


@dataclass(frozen=True)
class Bank:
    """One filter. `state` is passed, current or ahead; `url` is left to the page that draws it."""

    name: str
    who: str
    said: str
    state: str
    url: str = ""


def path(discussion: Discussion, seat: Seat) -> list[Bank]:
    """The four banks of a discussion, as this seat may see them.

    The agencies of filter four are named only to seats that see the record.
    """
    here = FILTER[State(discussion.state)]
    ended = discussion.state == State.CONCLUDED
    rows = (
        (
            _("The agency alone"),
            _("Only the agency that screened it."),
            _("Whatever the agency knows. Nothing leaves it."),
        ),
        (
            _("The whole table"),
            _("All who are here and have said that it stays here."),
            _("Age group, sex or gender, and coded factors. No name, nothing that points to one."),
        ),
        (
            _("Limited names"),
            _("The whole table. Whoever is not needed leaves."),
            _said_at_three(FilterThree(discussion.table.filter_three)),
        ),
        (
            _("Those who stay"),
            _who_stays(discussion, seat),
            _("What it takes to reach people and help them. It is sealed."),
        ),
    )
    return [
        Bank(name, who, said, _state(number, here, ended=ended))
        for number, (name, who, said) in enumerate(rows, start=1)
    ]


def _state(number: int, here: int, *, ended: bool) -> str:
    if number < here or ended:
        return "passed"
    return "current" if number == here else "ahead"


def _said_at_three(mode: FilterThree) -> str:
    return {
        FilterThree.SPOKEN: _(
            "Only what shows which agencies must help. Names are said and never written down."
        ),
        FilterThree.NO_NAMES: _("No name at all. Agencies tell from the codes if they can help."),
        FilterThree.SEALED: _(
            "A name is typed once, sealed, opened by those who stay, and destroyed when the table "
            "goes on."
        ),
    }[mode]


def _who_stays(discussion: Discussion, seat: Seat) -> str:
    lead = discussion.lead_agency
    if lead is None or selectors.sight(seat, discussion) != Sight.RECORD:
        return _("The lead agency and those that assist.")
    names = sorted(
        row.agency.name(language()) for row in discussion.assisting.select_related("agency")
    )
    if not names:
        return _("%(lead)s leads.") % {"lead": lead.name(language())}
    return _("%(lead)s leads. Assisting: %(others)s.") % {
        "lead": lead.name(language()),
        "others": ", ".join(names),
    }
