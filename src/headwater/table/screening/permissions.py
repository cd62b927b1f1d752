"""Who may do what with a screening. Another agency's never gets this far: selectors answer 404."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from headwater.core.errors import Denied, NotFoundHere
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.table.meetings import permissions as meeting_rules

from .models import Protocol, Screening
from .rules import DUTY_BLOCKS, OPEN, SET_ASIDE, Block, State
from .wording import BLOCKS


def may_screen(by: Seat) -> None:
    """A representative or alternate screens for their own agency; nobody else does."""
    if not by.has_role(*SPEAKS_FOR_AGENCY):
        raise Denied(_("Only a representative or alternate of an agency screens situations."))


def owns(by: Seat, screening: Screening) -> None:
    """For another agency the screening does not exist."""
    may_screen(by)
    if by.agency_id != screening.agency_id:
        raise NotFoundHere


def may_change(by: Seat, screening: Screening) -> None:
    """Answers change while the situation is with the agency, not while it is with the table."""
    owns(by, screening)
    if State(screening.state) is State.BROUGHT:
        raise Denied(_("This situation is with the table. What was brought can no longer change."))
    if State(screening.state) not in OPEN:
        raise Denied(_("This screening is closed. Take it up again before you change it."))


def may_answer_duty(by: Seat, screening: Screening) -> None:
    """Danger and duties are answered as long as the situation lives, at the table too."""
    owns(by, screening)
    if State(screening.state) is not State.BROUGHT:
        may_change(by, screening)


def _not_while_open(blocks: Collection[Block], wanted: Collection[Block]) -> None:
    for block in blocks:
        if block in wanted:
            raise Denied(str(BLOCKS[block]))


def may_bring(by: Seat, screening: Screening, blocks: Collection[Block]) -> None:
    """Everything before it is answered, the duty to report first; the reason names what is not."""
    may_change(by, screening)
    _not_while_open(blocks, frozenset(Block))


def may_bring_to(by: Seat, table: Table, day: date) -> None:
    """A seat brings to the table it sits at, while its agency may take its seat there."""
    if by.table_id != table.pk:
        raise NotFoundHere
    meeting_rules.may_take_seat(by, table, day)


def may_set_aside(by: Seat, screening: Screening, blocks: Collection[Block]) -> None:
    """Keeping or referring it does not end a danger or a duty either."""
    may_change(by, screening)
    _not_while_open(
        blocks, DUTY_BLOCKS | {Block.DANGER_NOW, Block.DANGER_UNANSWERED, Block.AGES_UNANSWERED}
    )


def may_take_up(by: Seat, screening: Screening) -> None:
    """What was set aside can be taken up again until it is destroyed."""
    owns(by, screening)
    if State(screening.state) not in SET_ASIDE:
        raise Denied(_("Only a screening that was kept or referred is taken up again."))


def may_show_youth_record(by: Seat, screening: Screening, resting: Collection[str]) -> None:
    """A youth record is shown while the situation is worked on, where someone is 12 to 17."""
    owns(by, screening)
    if State(screening.state) in SET_ASIDE:
        raise Denied(_("This screening is closed. Take it up again before you change it."))
    if not resting:
        raise Denied(_("Nobody of 12 to 17 is part of this, so no youth record belongs here."))


def may_read_protocol(by: Seat, agency: Agency) -> None:
    """An agency's questions are read by its own people."""
    if by.agency_id != agency.pk:
        raise NotFoundHere
    if not by.has_role(Role.AGENCY_LEAD, *SPEAKS_FOR_AGENCY):
        raise Denied(_("This page is not part of your seat’s work."))


def may_write_protocol(by: Seat, agency: Agency) -> None:
    """The agency lead sets the agency's own protocol."""
    may_read_protocol(by, agency)
    if not by.has_role(Role.AGENCY_LEAD):
        raise Denied(_("Your agency lead sets the questions. Ask them for the change you need."))


def may_copy(by: Seat, version: Protocol) -> None:
    """A version is copied by its own agency, or by one of the community it is shared with."""
    if by.agency_id == version.agency_id:
        return
    if not version.shared or by.community_id != version.agency.community_id:
        raise NotFoundHere
