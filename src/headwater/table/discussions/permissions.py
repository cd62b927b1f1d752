"""Who may do what with a discussion, by seat and state.

A rule returns nothing or raises: `NotFoundHere` where the discussion does not exist for the
seat, else `Denied` with a reason the person can act on.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied, NotFoundHere
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import SPEAKS_FOR_AGENCY, FilterThree, Role
from headwater.table.meetings import permissions as meeting_rules
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import ItemState

from . import selectors
from .models import Discussion
from .rules import AFTER_FILTER_THREE, AT_FILTER_THREE, Sight, State


def exists_for(seat: Seat, discussion: Discussion) -> None:
    """NotFoundHere for other tables, roles that do not sit, and the recused."""
    if selectors.sight(seat, discussion) == Sight.NOTHING:
        raise NotFoundHere


def may_read(seat: Seat, discussion: Discussion) -> None:
    """The coded record, for those `selectors.sight` lets see it; the reason for the others."""
    seen = selectors.sight(seat, discussion)
    if seen == Sight.NOTHING:
        raise NotFoundHere
    if seen == Sight.RECORD:
        return
    state = State(discussion.state)
    if state == State.REJECTED:
        raise Denied(_("This situation was not accepted. What was said of it is gone for good."))
    if state in AFTER_FILTER_THREE:
        raise Denied(
            _("Only the lead agency, the agencies that assist and the chair see this from here on.")
        )
    if state in AT_FILTER_THREE and selectors.has_left(seat, discussion):
        raise Denied(_("Your agency said that it is not needed here, so you left this one."))
    sitting = meetings.sitting_on(discussion.reference)
    if sitting is not None and state != State.BROUGHT:
        meeting_rules.may_see_items(seat, sitting)
    raise Denied(_("This opens when the table takes it up at its meeting."))


def may_bring(seat: Seat, table: Table, agency: Agency) -> None:
    """Representatives and alternates bring what their own agency screened, to their own table."""
    meeting_rules.sits_at(seat, table)
    if not seat.has_role(*SPEAKS_FOR_AGENCY):
        raise Denied(_("A situation is brought by the agency that screened it, not by the chair."))
    if seat.agency_id != agency.pk:
        raise NotFoundHere


def sitting_of(discussion: Discussion) -> Meeting:
    """The open meeting that has this discussion on its agenda. Denied when there is none."""
    sitting = meetings.sitting_on(discussion.reference)
    if sitting is None:
        raise Denied(
            _("This is done at the table. Open a meeting with this situation on its agenda first.")
        )
    return sitting


def may_run(seat: Seat, discussion: Discussion) -> None:
    """Only whoever chairs the open meeting: start, propose, confirm, choose, conclude, re-open."""
    exists_for(seat, discussion)
    if not seat.has_role(Role.CHAIR):
        raise Denied(_("Only the chair can do this. Ask the chair at the table."))
    meeting_rules.may_run(seat, sitting_of(discussion))


def may_record_facts(seat: Seat, discussion: Discussion) -> None:
    """The one who chairs, and those admitted to the meeting whose agency brought the situation."""
    exists_for(seat, discussion)
    if seat.has_role(Role.CHAIR):
        may_run(seat, discussion)
        return
    if discussion.originating_agency_id != seat.agency_id:
        raise Denied(_("Only the chair and the agency that brought this record it."))
    meeting_rules.may_see_items(seat, sitting_of(discussion))


def may_speak_for(seat: Seat, discussion: Discussion, agency: Agency) -> None:
    """An agency's own answer and its own basis: its seats that are there, or the chair for it.

    The chair enters what was said at the table where one screen serves all; the record keeps
    which seat entered it.
    """
    exists_for(seat, discussion)
    if seat.has_role(Role.CHAIR):
        may_run(seat, discussion)
        return
    if seat.agency_id != agency.pk:
        raise Denied(_("Each agency answers for itself."))
    meeting_rules.may_see_items(seat, sitting_of(discussion))


def at_open_item(discussion: Discussion) -> Meeting:
    """The open meeting whose open item this discussion is, in a table that seals names.

    Denied otherwise: a sealed name lives as long as the table hears the item, and no longer.
    """
    if discussion.table.filter_three != FilterThree.SEALED:
        raise Denied(_("This table does not seal names."))
    if discussion.state not in AT_FILTER_THREE:
        raise Denied(_("Names are sealed and opened at filter three only."))
    item = meetings.item_at_open_meeting(discussion.reference)
    if item is None or item.state != ItemState.OPEN:
        raise Denied(_("The table has left this item, and what was sealed is destroyed."))
    return item.meeting


def own_agency(seat: Seat) -> Agency:
    """The agency a seat works for. Denied to those who work for none."""
    if seat.agency is None or not seat.has_role(*SPEAKS_FOR_AGENCY):
        raise Denied(_("A name is typed by the agency that discloses it, on its own screen."))
    return seat.agency


def may_seal_name(seat: Seat, discussion: Discussion) -> None:
    """A seat that types a name for its own agency: in the room, and not left.

    Not the chair for another agency, and not in a meeting that is entered afterwards: there
    nothing was sealed.
    """
    exists_for(seat, discussion)
    own_agency(seat)
    sitting = at_open_item(discussion)
    if sitting.recorded_afterwards:
        raise Denied(_("This meeting was held on paper. No name is typed into it."))
    meeting_rules.may_see_items(seat, sitting)
    if selectors.has_left(seat, discussion):
        raise Denied(_("Your agency said that it is not needed here, so you left this one."))


def may_open_names(seat: Seat, discussion: Discussion) -> None:
    """An agency in the room that said it stays, or that sealed the name itself."""
    may_seal_name(seat, discussion)
    if not selectors.stays_at_filter_three(seat, discussion):
        raise Denied(
            _("Say first whether your agency is involved or can help. Then the name opens.")
        )


def may_let_in(seat: Seat, discussion: Discussion) -> None:
    """The chair, or the agency that disclosed: they let in who came to the room later."""
    exists_for(seat, discussion)
    if seat.has_role(Role.CHAIR):
        may_run(seat, discussion)
        at_open_item(discussion)
        return
    may_seal_name(seat, discussion)
    if not selectors.disclosures_now(discussion).filter(agency=own_agency(seat)).exists():
        raise Denied(_("The chair, or the agency that disclosed, lets others in."))


def may_report_back(seat: Seat, discussion: Discussion) -> None:
    """The lead agency, there at the meeting, or the one who chairs."""
    exists_for(seat, discussion)
    if seat.has_role(Role.CHAIR):
        may_run(seat, discussion)
        return
    if discussion.lead_agency_id != seat.agency_id:
        raise Denied(_("The lead agency reports back, or the chair for it."))
    meeting_rules.may_see_items(seat, sitting_of(discussion))


def may_keep_out(seat: Seat, discussion: Discussion) -> None:
    """Who speaks for the agency that brought it says who is kept out; nobody else learns of it."""
    exists_for(seat, discussion)
    if not seat.has_role(*SPEAKS_FOR_AGENCY) or discussion.originating_agency_id != seat.agency_id:
        raise Denied(_("Only the agency that brought this can keep someone out of it."))


def may_follow_agencies(seat: Seat, discussion: Discussion) -> None:
    """The chair, or an agency that takes part: the deed itself was permitted at filter four."""
    exists_for(seat, discussion)
    takes_part = seat.agency is not None and (
        discussion.lead_agency_id == seat.agency_id
        or discussion.assisting.filter(agency=seat.agency).exists()
    )
    if not (seat.has_role(Role.CHAIR) or takes_part):
        raise Denied(_("Only agencies that take part in this response can do this."))


def may_correct(seat: Seat, discussion: Discussion) -> None:
    """The chair or coordinator, in or out of a meeting; the agency that brought it asks them."""
    exists_for(seat, discussion)
    if not seat.has_role(Role.CHAIR):
        raise Denied(_("The chair or coordinator enters corrections. Tell them what is wrong."))
