"""Who may set a community up. Each rule raises `Denied` with the reason, told to the person."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied, NotFoundHere

from . import selectors
from .models import Agency, Community, Seat, Table
from .rules import Role


def may_found() -> None:
    """Found the first community, or take up one that was brought in from a file.

    As long as nobody has ever had a seat, every account was made by whoever runs the program:
    only they could invite. From the first seat on there is no such page.
    """
    if selectors.anyone_seated():
        raise NotFoundHere


def may_change_community(by: Seat, community: Community) -> None:
    """The administrator of the community."""
    _in(by, community)
    if not by.has_role(Role.ADMINISTRATOR):
        raise Denied(_("The administrator changes this. Ask them."))


def may_make_table(by: Seat) -> None:
    """The administrator: a table is a decision of the partnership."""
    may_change_community(by, by.community)


def may_set_table(by: Seat, table: Table) -> None:
    """The administrator, or a chair of that table: its settings are what its members agreed on."""
    _in(by, table.community)
    if by.has_role(Role.ADMINISTRATOR):
        return
    if not by.has_role(Role.CHAIR) or by.table_id != table.pk:
        raise Denied(_("The administrator or a chair of that table changes this."))


def may_keep_agencies(by: Seat, agency: Agency | None = None) -> None:
    """The administrator and the chairs: they bring agencies to the table and see them leave."""
    if agency is not None:
        _in(by, agency.community)
    if not by.has_role(Role.ADMINISTRATOR, Role.CHAIR):
        raise Denied(_("The administrator or a chair keeps the list of agencies."))


def may_keep_agreement(by: Seat, agency: Agency, table: Table) -> None:
    """Whoever may set the table the agreement binds to."""
    _in(by, agency.community)
    may_set_table(by, table)


def _in(by: Seat, community: Community) -> None:
    if by.community_id != community.pk:
        raise NotFoundHere
