"""Who acts for the lead now, who may, and whom to call: staff, never people served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from headwater.network.models import Agency, Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.network.selectors import seats_at

from ..models import ActingLead, Response
from .entries import standing
from .reach import lead_of, participants


def acting_lead(response: Response, at: datetime) -> ActingLead | None:
    """Who acts for the lead agency now; None when nobody was named, or their time is over.

    Ends by itself when the lead passes to another agency.
    """
    rows = standing(ActingLead.objects.filter(response=response))
    last = rows.select_related("seat__person", "seat__agency").order_by("at", "id").last()
    if last is None or at >= last.until:
        return None
    return last if last.seat.agency_id == lead_of(response).agency_id else None


def seats_of_lead(response: Response, at: datetime) -> list[Seat]:
    """The live seats that speak for the lead agency at the table, by name."""
    return seats_for(response, lead_of(response).agency, at)


def seats_for(response: Response, agency: Agency, at: datetime) -> list[Seat]:
    """The live seats that speak for an agency at the response's table, by name."""
    return [
        seat
        for seat in seats_at(response.table, at)
        if seat.agency_id == agency.pk and seat.has_role(*SPEAKS_FOR_AGENCY)
    ]


@dataclass(frozen=True)
class Called:
    """An agency of a response (None: the chair of the table) and its people."""

    agency: Agency | None
    role: str
    people: list[Seat]


def call_list(response: Response, at: datetime) -> list[Called]:
    """Whom to call: the lead agency first, those that assist, then the table's chairs."""
    seats = seats_at(response.table, at)
    found = [
        Called(
            part.agency,
            part.role,
            [
                seat
                for seat in seats
                if seat.agency_id == part.agency_id and seat.has_role(*SPEAKS_FOR_AGENCY)
            ],
        )
        for part in participants(response)
    ]
    chairs = [seat for seat in seats if seat.has_role(Role.CHAIR)]
    return [*found, Called(None, "chair", chairs)]
