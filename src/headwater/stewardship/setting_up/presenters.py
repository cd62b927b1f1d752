"""Plain values for the pages of setting up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.core.zones import local_day
from headwater.network import permissions as network
from headwater.network.models import Agency, Agreement, Seat, Table
from headwater.network.rules import Role
from headwater.vocabulary import registry

from .selectors import Standing

# So many names are told of what is missing; the rest is a number.
NAMES_TOLD = 4


@dataclass(frozen=True)
class Step:
    """One line of the list: done or not, what is known, and where it is done."""

    title: str
    text: str
    done: bool
    label: str
    url: str
    next: bool = False
    optional: bool = False


@dataclass(frozen=True)
class TableRow:
    """A table in the list."""

    name: str
    settings: str
    url: str
    may_set: Permission


@dataclass(frozen=True)
class AgreementRow:
    """An agreement on an agency's page."""

    table: str
    table_reference: str
    signed: date
    ends: date | None
    in_force: bool
    to_come: bool
    may_end: Permission


@dataclass(frozen=True)
class AgencyRow:
    """An agency in the list."""

    name: str
    kind: str
    url: str
    left: date | None
    bound: bool
    people: int


@dataclass(frozen=True)
class PersonRow:
    """A seat of an agency."""

    name: str
    role: str
    table: str
    live: bool
    waits: bool


def _name(thing: Agency | Table) -> str:
    return thing.name(get_language() or "en")


def steps(found: Standing, by: Seat) -> list[Step]:
    """The list from nothing to a first meeting; the first line not done is the next.

    A line that someone else does is told, and leads nowhere.
    """
    lines = list(_steps(found))
    waiting = next((line for line in lines if not line.done and not line.optional), None)
    return [
        replace(line, next=line is waiting, url=line.url if _may(by, line) else "")
        for line in lines
    ]


# Pages only the administrator can use; others are not sent there.
_OF_THE_ADMINISTRATOR = ("setup:community", "setup:profile", "setup:new_table", "stewardship:seats")


def _may(by: Seat, line: Step) -> bool:
    if by.has_role(Role.ADMINISTRATOR):
        return not line.url.startswith(reverse("board:meetings"))
    return line.url not in {reverse(name) for name in _OF_THE_ADMINISTRATOR}


def _steps(found: Standing) -> Iterator[Step]:
    community, agencies = found.community, reverse("setup:agencies")
    yield Step(
        _("Name the community"),
        community.name(get_language() or "en"),
        bool(community.name_en and community.name_fr),
        _("Names and time zone"),
        reverse("setup:community"),
    )
    yield Step(
        _("Tell who you are"),
        _("Your profile questionnaire becomes your public page."),
        found.has_profile,
        _("Read the profile"),
        reverse("setup:profile"),
        optional=True,
    )
    yield Step(
        _("Make a table"),
        _listed(found.tables) or _("With its time zone and what its members agreed on."),
        bool(found.tables),
        _("New table"),
        reverse("setup:new_table"),
    )
    yield from _agency_steps(found, agencies)
    yield from _people_steps(found, agencies)
    yield Step(
        _("Plan the first meeting"),
        _("A chair plans it on the page of meetings, and opens it on the day."),
        bool(found.tables) and all(table.pk in found.with_meeting for table in found.tables),
        _("Meetings"),
        reverse("board:meetings"),
    )


def _agency_steps(found: Standing, url: str) -> Iterator[Step]:
    number = len(found.agencies)
    yield Step(
        _("Add the agencies"),
        ngettext("%(n)d agency so far.", "%(n)d agencies so far.", number) % {"n": number},
        number > 1,
        _("Agencies"),
        url,
    )
    bound = {agency.pk for agency in found.bound()}
    unbound = [agency for agency in found.agencies if agency.pk not in bound]
    yield Step(
        _("Record the signed agreements"),
        _missing(unbound) or _("Every agency has one in force."),
        bool(found.agencies) and not unbound,
        _("Agencies"),
        url,
    )


def _people_steps(found: Standing, url: str) -> Iterator[Step]:
    seats, chaired = reverse("stewardship:seats"), found.chaired()
    unchaired = [table for table in found.tables if table.pk not in chaired]
    yield Step(
        _("Seat a chair or coordinator at each table"),
        _missing(unchaired),
        bool(found.tables) and not unchaired,
        _("Seats"),
        seats,
    )
    silent = found.speakers_missing()
    yield Step(
        _("Seat a representative of each agency"),
        _missing(silent),
        bool(found.bound()) and not silent,
        _("Agencies"),
        url,
    )
    leads = found.with_seat(Role.AGENCY_LEAD)
    leaderless = [agency for agency in found.bound() if agency.pk not in leads]
    yield Step(
        _("Name a lead in each agency"),
        _missing(leaderless) or _("A lead writes the agency’s own protocol."),
        bool(found.bound()) and not leaderless,
        _("Agencies"),
        url,
        optional=True,
    )
    without = [agency for agency in found.bound() if agency.pk not in found.with_protocol]
    yield Step(
        _("Each agency puts its own protocol in force"),
        _missing(without) or _("Until then it screens by a drafted template."),
        bool(found.bound()) and not without,
        _("Agencies"),
        url,
        optional=True,
    )
    yield Step(
        _("Seat a privacy officer"),
        _("They read the audit trail, and never a discussion."),
        found.someone_is(Role.PRIVACY_OFFICER),
        _("Seats"),
        seats,
        optional=True,
    )


def _listed(things: Iterable[Agency | Table]) -> str:
    return ", ".join(_name(each) for each in things)


def _missing(things: list[Agency] | list[Table]) -> str:
    """“Still missing: A, B and 3 more”; empty where nothing is."""
    if not things:
        return ""
    told, rest = _listed(things[:NAMES_TOLD]), len(things) - NAMES_TOLD
    if rest > 0:
        more = ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", rest)
        told = more % {"names": told, "n": rest}
    return _("Still missing: %(names)s.") % {"names": told}


def table_rows(found: Standing, by: Seat) -> list[TableRow]:
    """The tables of the community."""
    return [
        TableRow(
            _name(table),
            _settings(table),
            reverse("setup:table", args=[table.reference]),
            ask(network.may_set_table, by, table),
        )
        for table in found.tables
    ]


def _settings(table: Table) -> str:
    hours = ngettext(
        "first contact within %(n)d hour",
        "first contact within %(n)d hours",
        table.first_contact_hours,
    ) % {"n": table.first_contact_hours}
    if table.quorum is None:
        return hours
    quorum = ngettext("quorum of %(n)d agency", "quorum of %(n)d agencies", table.quorum) % {
        "n": table.quorum
    }
    return f"{quorum} · {hours}"


def agency_rows(agencies: Iterable[Agency], found: Standing) -> list[AgencyRow]:
    """All agencies; those that left last."""
    bound = {agency.pk for agency in found.bound()}
    rows = [
        AgencyRow(
            _name(agency),
            kind_of(agency),
            reverse("setup:agency", args=[agency.reference]),
            agency.left if agency.left and agency.left < found.day else None,
            agency.pk in bound,
            sum(seat.agency_id == agency.pk for seat in found.seats),
        )
        for agency in agencies
    ]
    return sorted(rows, key=lambda row: (row.left is not None, row.name))


def kind_of(agency: Agency) -> str:
    """The type of an agency in words, else its sector's."""
    language = get_language() or "en"
    for name, code in (("agency_types", agency.agency_type), ("sectors", agency.sector)):
        entry = registry.current(name).get(code)
        if entry is not None:
            return entry.label(language)
    return agency.sector


def agreement_rows(rows: Iterable[Agreement], by: Seat, day: date) -> list[AgreementRow]:
    """An agency's agreements, newest first."""
    return [
        AgreementRow(
            _name(row.table),
            row.table.reference,
            row.signed,
            row.ends,
            row.in_force(day),
            row.signed > day,
            ask(network.may_keep_agreement, by, row.agency, row.table),
        )
        for row in rows
    ]


def person_rows(seats: Iterable[Seat], at: datetime) -> list[PersonRow]:
    """The seats of an agency, live ones first."""
    rows = [
        PersonRow(
            seat.person.display_name,
            seat.role_label,
            _name(seat.table) if seat.table else "",
            seat.is_live(local_day(at, seat.zone)),
            not seat.person.can_sign_in,
        )
        for seat in seats
    ]
    return sorted(rows, key=lambda row: (not row.live, row.name))
