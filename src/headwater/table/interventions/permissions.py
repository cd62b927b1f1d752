"""Who may do what in a response. A rule raises Denied with the reason, told to the person.

Who may not know of the response never gets here: selectors answer NotFoundHere first.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Seat, Table
from headwater.network.rules import AT_THE_TABLE, Role
from headwater.table.discussions import rules as discussions
from headwater.table.discussions.models import Discussion

from . import selectors
from .models import Entry, Participant, Response, Step, ToBeTold
from .rules import Part, State


def may_start(seat: Seat, discussion: Discussion) -> None:
    """Someone of the table, once the table has chosen who responds."""
    if not seat.has_role(*AT_THE_TABLE) or seat.table_id != discussion.table_id:
        raise Denied(_("Only someone who sits at this table may begin a response."))
    if discussions.State(discussion.state) is not discussions.State.AT_FILTER_FOUR:
        raise Denied(_("The table must first choose the lead and assisting agencies."))


def _takes_part(seat: Seat, response: Response) -> Participant:
    part = selectors.part_of(seat, response)
    if part is None:
        raise Denied(
            _("This belongs to the lead and assisting agencies. You see the codes and the clock.")
        )
    return part


def _at_work(response: Response) -> None:
    if not response.is_at_work():
        raise Denied(_("This response is closed. Nothing more is recorded in it."))


def may_record(seat: Seat, response: Response) -> None:
    """The agencies in the response, until it is closed."""
    _takes_part(seat, response)
    _at_work(response)


def may_open_plan(seat: Seat, response: Response) -> None:
    """The agencies in the response; after its end for their own file, until it is destroyed."""
    _takes_part(seat, response)
    if response.destroyed_at is not None:
        raise Denied(_("The plan was destroyed on its day. Nobody can open it any more."))


def may_pass_lead(seat: Seat, response: Response) -> None:
    """The lead agency, or the chair when the lead cannot go on."""
    _at_work(response)
    part = selectors.part_of(seat, response)
    leads = part is not None and part.role == Part.LEAD
    if not leads and not seat.has_role(Role.CHAIR):
        raise Denied(_("The lead agency or the chair passes the lead on."))
    if len(selectors.participants(response)) == 1:
        raise Denied(_("No other agency is in this response. Close it, or ask the table."))


def may_leave(seat: Seat, response: Response) -> None:
    """An assisting agency. The lead passes the lead on first, so that nothing is left alone."""
    part = _takes_part(seat, response)
    _at_work(response)
    if part.role == Part.LEAD:
        raise Denied(_("Your agency leads this response. Pass the lead on first."))


def may_mark_told(seat: Seat, entry: ToBeTold) -> None:
    """The agency that is to tell the person, also after the response was closed."""
    part = _takes_part(seat, entry.response)
    if part.agency_id != entry.owner_id:
        raise Denied(_("The agency that is to tell this person marks it."))


def may_correct(seat: Seat, entry: Entry) -> None:
    """The agency that wrote the entry, or the lead agency, while the response is at work."""
    part = _takes_part(seat, entry.response)
    _at_work(entry.response)
    if part.role != Part.LEAD and part.agency_id != entry.by_agency_id:
        raise Denied(_("The agency that wrote this, or the lead agency, corrects it."))


def may_report_back(seat: Seat, response: Response) -> None:
    """The lead agency speaks for the response."""
    part = _takes_part(seat, response)
    _at_work(response)
    if part.role != Part.LEAD:
        raise Denied(_("The lead agency reports back to the table."))


def may_close(seat: Seat, response: Response) -> None:
    """The chair of the table, or the lead agency once it has reported back."""
    _at_work(response)
    if seat.has_role(Role.CHAIR) and seat.table_id == response.table_id:
        return
    part = _takes_part(seat, response)
    if part.role != Part.LEAD:
        raise Denied(_("The lead agency or the chair closes a response."))
    if response.in_state(State.OPEN):
        raise Denied(_("Report back to the table first. Then you can close the response."))


def may_settle(seat: Seat, entry: Step) -> None:
    """The agency whose step it is, or the lead agency, while the response is at work."""
    part = _takes_part(seat, entry.response)
    _at_work(entry.response)
    if part.role != Part.LEAD and part.agency_id != entry.owner_id:
        raise Denied(_("The agency that does this step, or the lead agency, says how it ended."))


def may_name_acting(seat: Seat, response: Response) -> None:
    """The lead agency, or the chair when the lead cannot be reached."""
    _at_work(response)
    part = selectors.part_of(seat, response)
    leads = part is not None and part.role == Part.LEAD
    if not leads and not seat.has_role(Role.CHAIR):
        raise Denied(_("The lead agency or the chair says who acts for the lead."))


def may_offer_debrief(seat: Seat, response: Response) -> None:
    """Whoever is in the response or chairs the table."""
    _at_work(response)
    if not seat.has_role(Role.CHAIR):
        _takes_part(seat, response)


def may_adapt(seat: Seat, table: Table) -> None:
    """The chair, for the table: what was agreed there about templates and hours."""
    if not seat.has_role(Role.CHAIR) or seat.table_id != table.pk:
        raise Denied(_("The chair changes this, once the table has agreed."))


def may_enter(seat: Seat, discussion: Discussion) -> None:
    """The chair or coordinator of the table, who enters what has ended."""
    if not seat.has_role(Role.CHAIR) or seat.table_id != discussion.table_id:
        raise Denied(_("The coordinator enters this into the provincial form."))
