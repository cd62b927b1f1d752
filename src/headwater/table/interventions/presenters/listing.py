"""The list of responses: overdue first, then by the time that is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headwater.core.zones import hours_between
from headwater.network.models import Seat
from headwater.table.discussions import presenters as discussions

from .. import labels, selectors
from ..models import Response
from ..rules import FEWEST_DOORS, Part
from . import lines

# How many ended responses are listed; older ones are found through their discussion.
ENDED_SHOWN = 20


@dataclass(frozen=True)
class Listed:
    """One response in the list. `tone` is a card's: overdue, waiting, or none."""

    reference: str
    sentence: str
    note: str
    tone: str
    does: str
    open: bool


def listed(responses: list[Response], seat: Seat, at: datetime) -> list[Listed]:
    """The responses at work, overdue first, then the last that have ended, newest first."""
    over = [each for each in responses if not each.is_at_work()]
    over.sort(key=lambda each: each.closed_at or at, reverse=True)
    ended = [(each, None) for each in over[:ENDED_SHOWN]]
    at_work = [(each, selectors.reached_at(each)) for each in responses if each.is_at_work()]
    at_work.sort(key=lambda row: (row[1] is not None, row[0].due_at, row[0].reference))
    return [_listed(response, reached, seat, at) for response, reached in at_work + ended]


def _listed(response: Response, reached: datetime | None, seat: Seat, at: datetime) -> Listed:
    at_work = response.is_at_work()
    late = selectors.overdue_steps(response, at).count() if at_work else 0
    overdue = bool(late) or (at_work and reached is None and at > response.due_at)
    part = selectors.part_of(seat, response)
    lead = lines.name(selectors.lead_of(response).agency)
    does = {
        None: _("%(agency)s leads.") % {"agency": lead},
        Part.LEAD: _("Your agency leads."),
        Part.ASSISTING: _("Your agency assists; %(agency)s leads.") % {"agency": lead},
    }
    return Listed(
        reference=response.reference,
        sentence=discussions.sentence(response.discussion),
        note=_note(response, reached, at, late) if at_work else labels.state(response.state),
        tone="overdue" if overdue else "waiting" if at_work and reached is None else "",
        does=does[Part(part.role) if part else None],
        open=at_work,
    )


def _note(response: Response, reached: datetime | None, at: datetime, late: int) -> str:
    """The clock in words; overdue steps once the first contact is made."""
    if reached is not None and late:
        return ngettext("%(n)d step overdue", "%(n)d steps overdue", late) % {"n": late}
    if reached is not None:
        return _("First contact was made")
    left = hours_between(at, response.due_at)
    facts = {"hours": int(abs(left))}
    if left < 0:
        return _("First contact overdue by %(hours)s h") % facts
    return _("%(hours)s h left for the first contact") % facts


def door_share(share: selectors.DoorShare) -> str:
    """The standing figure of doors with police, in one sentence."""
    facts = {"first": str(share.first), "last": str(share.last), "fewest": FEWEST_DOORS}
    if share.tenths is None:
        return (
            _(
                "Police at the door, %(first)s to %(last)s: protected, because fewer than "
                "%(fewest)s doors were with police, or fewer than %(fewest)s without."
            )
            % facts
        )
    return _("Police at the door, %(first)s to %(last)s: at about %(tenths)s in 10 doors.") % {
        **facts,
        "tenths": share.tenths,
    }
