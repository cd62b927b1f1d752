"""The verbs of the network: one's own seats, and the places a community is made of."""

from .agencies import (
    AGENCY_TYPES,
    change_agency,
    end_agreement,
    let_agency_leave,
    make_agency,
    sign_agreement,
)
from .places import (
    TableSettings,
    change_community,
    found_community,
    make_table,
    seat_founder,
    set_table,
)
from .seats import fall_back, switch_seat

__all__ = [
    "AGENCY_TYPES",
    "TableSettings",
    "change_agency",
    "change_community",
    "end_agreement",
    "fall_back",
    "found_community",
    "let_agency_leave",
    "make_agency",
    "make_table",
    "seat_founder",
    "set_table",
    "sign_agreement",
    "switch_seat",
]
