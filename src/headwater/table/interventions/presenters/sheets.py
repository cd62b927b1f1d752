"""Two pages to print: the phone sheet of a response, and the leaflet of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Agency, Seat, Table

from .. import codes, labels, periods, selectors
from ..models import Response
from ..rules import Part, Weekend
from . import lines


@dataclass(frozen=True)
class CallRow:
    """Whom to call: an agency or the chair, its people, and a line for the number."""

    who: str
    part: str
    people: str


@dataclass(frozen=True)
class DueRow:
    """A step still open: when, what, and who does it."""

    when: str
    words: str
    who: str
    overdue: bool


@dataclass(frozen=True)
class PhoneSheet:
    """Who calls whom. Staff and agencies only; nobody who is served is on it."""

    reference: str
    printed: str
    acting: str
    on_call: str
    calls: list[CallRow]
    due: list[DueRow]


def phone_sheet(response: Response, at: datetime) -> PhoneSheet:
    """The sheet of a response as it stands now."""
    zone = response.table.time_zone
    acting = selectors.acting_lead(response, at)
    return PhoneSheet(
        reference=response.reference,
        printed=lines.day_and_hour(at, zone),
        acting=lines.acting(acting, zone) if acting else "",
        on_call=_on_call(response.table),
        calls=[_call(each) for each in selectors.call_list(response, at)],
        due=_due(response, at),
    )


def _call(each: selectors.Called) -> CallRow:
    parts = {Part.LEAD: _("Leads"), Part.ASSISTING: _("Assists")}
    if each.agency is None:
        return CallRow(_("Chair of the table"), "", _people(each.people))
    return CallRow(lines.name(each.agency), parts[Part(each.role)], _people(each.people))


def _people(seats: list[Seat]) -> str:
    return ", ".join(seat.person.display_name for seat in seats)


def _on_call(table: Table) -> str:
    rule = selectors.clock_rule(table)
    if rule.weekend == Weekend.ON_CALL:
        return _("At night and at the weekend: %(agency)s is on call.") % {
            "agency": lines.name(rule.on_call)
        }
    return labels.weekend(rule.weekend) + "."


def _due(response: Response, at: datetime) -> list[DueRow]:
    zone = response.table.time_zone
    found = [
        DueRow(
            lines.moment(step.due_at, zone),
            codes.label(codes.RESPONSE_STEPS, step.step),
            lines.name(step.owner),
            at > step.due_at,
        )
        for step in selectors.open_steps(response)
    ]
    if selectors.reached_at(response) is None:
        lead = lines.name(selectors.lead_of(response).agency)
        when = lines.moment(response.due_at, zone)
        found.insert(0, DueRow(when, _("First contact"), lead, at > response.due_at))
    return found


@dataclass(frozen=True)
class Leaflet:
    """What the leaflet names: the table, its agencies, how to reach it, and how long is kept."""

    table: str
    agencies: list[str]
    phone: str
    email: str
    days: int


def leaflet(table: Table, agencies: list[Agency], contacts: dict[str, str]) -> Leaflet:
    """The leaflet of a table: facts about organisations only."""
    language = get_language() or "en"
    return Leaflet(
        table=table.name(language),
        agencies=sorted(agency.name(language) for agency in agencies),
        phone=contacts.get("contact_phone", ""),
        email=contacts.get("contact_email", ""),
        days=periods.own_file().days,
    )
