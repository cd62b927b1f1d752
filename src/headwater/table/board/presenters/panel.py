"""The open item: its discussion as this seat sees it, and what its state asks of this seat."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.network.models import Agency, Seat
from headwater.network.rules import FilterThree, Role
from headwater.table.discussions import permissions as rules
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions import selectors as sights
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import AT_FILTER_THREE, MOVES, Decision, Sight, State, Verb
from headwater.table.interventions import labels as response_labels
from headwater.table.interventions.models import Response
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import AgendaItem
from headwater.table.meetings.rules import SECTORS, ItemKind
from headwater.table.screening import selectors as screened
from headwater.vocabulary import registry

from .. import selectors
from ..rules import DOES, Task
from .words import language, name


@dataclass(frozen=True)
class Voice:
    """An agency at filter three: what it answered, and whether its basis is recorded."""

    reference: str
    name: str
    answer: str
    answered: str
    basis: str
    own: bool
    brought_it: bool
    basis_url: str


@dataclass(frozen=True)
class Sat:
    """A guest who is there: from which sector."""

    reference: str
    sector: str


@dataclass(frozen=True)
class Panel:
    """What the open item shows. `record` is None where the seat sees no more than the state."""

    item: str
    reference: str
    meeting: str
    kind: str
    state: str
    state_label: str
    revision: int
    record: discussions.Record | None
    closed_to: str
    read_back: str
    duty_back: bool  # a fact heard here raises a duty its agency has not answered; never which
    proposal: str
    runs: Permission
    records: Permission
    may: dict[str, Permission]
    voices: list[Voice]
    own: Voice | None
    leave: list[str]
    mode: str
    named: int  # people whose names are sealed now; the names themselves are elsewhere
    reported: str
    response_url: str
    steps_out: Permission
    guests: list[Sat]
    sectors: list[tuple[str, str]]
    page_url: str
    base: str

    @property
    def at_filter_three(self) -> bool:
        """Whether agencies answer and names may be said."""
        return State(self.state) in AT_FILTER_THREE

    @property
    def reports(self) -> bool:
        """Whether the item is there for the table to hear a report."""
        return self.kind == ItemKind.FOLLOW_UP

    @property
    def rejects(self) -> bool:
        """Whether the proposal is not to accept."""
        return self.proposal == Decision.REJECTED


_NOT_THE_CHAIR = Permission(False)
_NOT_NOW = Permission(False)


def panel(item: AgendaItem, discussion: Discussion, seat: Seat) -> Panel:
    """The open item for this seat."""
    # Each rule asks the database: only those are asked whose answer this state and seat show.
    reads = sights.sight(seat, discussion) == Sight.RECORD
    runs = ask(rules.may_run, seat, discussion) if seat.has_role(Role.CHAIR) else _NOT_THE_CHAIR
    own = discussion.originating_agency_id == seat.agency_id
    records = allows(discussion, Verb.RECORD_FACTS) and (own or seat.has_role(Role.CHAIR))
    response = selectors.response_behind(seat, discussion)
    proposed = discussion.state == State.DECISION_PROPOSED
    voices = _voices(item, discussion, seat) if discussion.state in AT_FILTER_THREE else []
    return Panel(
        item=item.reference,
        reference=discussion.reference,
        meeting=item.meeting.reference,
        kind=item.kind,
        state=discussion.state,
        state_label=discussions.state_label(discussion.state),
        revision=discussion.revision,
        record=discussions.record(discussion, seat) if reads else None,
        closed_to="" if reads else ask(rules.may_read, seat, discussion).reason,
        read_back=discussions.read_back(discussion) if proposed and reads else "",
        duty_back=reads
        and discussion.state in (State.AT_FILTER_TWO, State.DECISION_PROPOSED)
        and screened.duty_open_behind(discussion.reference),
        proposal=discussion.proposal,
        runs=runs,
        records=ask(rules.may_record_facts, seat, discussion) if records else _NOT_NOW,
        may=_may(discussion, seat, runs),
        voices=voices if seat.has_role(Role.CHAIR) else [],
        own=next((voice for voice in voices if voice.own), None),
        leave=_must_leave(item, discussion, seat),
        mode=discussion.table.filter_three,
        named=_named(discussion) if reads else 0,
        reported=_reported(response) if reads and response else "",
        response_url=reverse("interventions:response", args=[response.reference])
        if response
        else "",
        steps_out=_steps_out(item, seat),
        guests=_guests(item),
        sectors=_sectors(discussion) if runs else [],
        page_url=reverse("board:discussion", args=[discussion.reference]),
        base=reverse("board:item", args=[item.meeting.reference, item.reference]),
    )


def allows(discussion: Discussion, verb: Verb) -> bool:
    """Whether the state of a discussion lets a verb be done at all."""
    return discussion.state in MOVES[verb].sources


def _may(discussion: Discussion, seat: Seat, runs: Permission) -> dict[str, Permission]:
    """Which forms may be opened now, by task: the state first, then the rule of the verb."""
    found = {}
    for task, verb in DOES.items():
        if not allows(discussion, verb):
            continue
        if task == Task.BASIS:
            found[task.value] = _may_disclose(discussion, seat)
        else:
            found[task.value] = runs
    if allows(discussion, Verb.REPORT_BACK):
        found["report"] = ask(rules.may_report_back, seat, discussion)
    return found


def _may_disclose(discussion: Discussion, seat: Seat) -> Permission:
    """Whether names may be said in this table's setting, and by this seat."""
    mode = FilterThree(discussion.table.filter_three)
    if mode == FilterThree.NO_NAMES:
        return Permission(False, _("This table says no names, so there is no basis to record."))
    if seat.agency is None:
        return ask(rules.may_run, seat, discussion)
    return ask(rules.may_speak_for, seat, discussion, seat.agency)


def _voices(item: AgendaItem, discussion: Discussion, seat: Seat) -> list[Voice]:
    """The agencies in the room, the one that brought it first, with what each has said."""
    said = selectors.answers_to(discussion)
    bases = {row.agency_id: row.basis for row in sights.disclosures_now(discussion)}
    present = selectors.agencies_present(item.meeting)
    brought = discussion.originating_agency_id
    present.sort(key=lambda agency: (agency.pk != brought, agency.name(language())))
    return [_voice(item, agency, said, bases, seat, brought) for agency in present]


def _voice(
    item: AgendaItem,
    agency: Agency,
    said: dict[int, str],
    bases: dict[int, str],
    seat: Seat,
    brought: int | None,
) -> Voice:
    answer, basis = said.get(agency.pk, ""), bases.get(agency.pk, "")
    return Voice(
        reference=agency.reference,
        name=name(agency),
        answer=answer,
        answered=discussions.answer_label(answer) if answer else "",
        basis=discussions.label("legal_bases", basis) if basis else "",
        own=agency.pk == seat.agency_id,
        brought_it=agency.pk == brought,
        basis_url=reverse(
            "board:basis", args=[item.meeting.reference, item.reference, agency.reference]
        ),
    )


def _must_leave(item: AgendaItem, discussion: Discussion, seat: Seat) -> list[str]:
    """Who must leave the room or the call before more is said; told to the chair.

    Once agencies are chosen the others leave; a later report back is for the whole table again.
    """
    chosen_now = discussion.state == State.AT_FILTER_FOUR and item.kind == ItemKind.NEW
    if not seat.has_role(Role.CHAIR) or not (discussion.state in AT_FILTER_THREE or chosen_now):
        return []
    present = meetings.present_seats(item.meeting)
    leaving = [name(agency) for agency in selectors.agencies_not_staying(discussion, present)]
    guests = [_("the guest: %(sector)s") % {"sector": each.sector} for each in _guests(item)]
    return leaving + guests


def _guests(item: AgendaItem) -> list[Sat]:
    """The guests who are there now, by sector alone."""
    known = registry.current(SECTORS)
    return [
        Sat(guest.reference, known[guest.sector].label(language()))
        for guest in meetings.guests_of(item)
        if guest.left_at is None
    ]


def _sectors(discussion: Discussion) -> list[tuple[str, str]]:
    """The sectors a guest may come from; none once names may be said."""
    if discussion.state in AT_FILTER_THREE:
        return []
    return list(registry.current(SECTORS).choices(language()))


def _named(discussion: Discussion) -> int:
    """How many people are named under seal; asked only where the table seals names."""
    sealed = discussion.table.filter_three == FilterThree.SEALED
    here = discussion.state in AT_FILTER_THREE
    return len(sights.names_sealed(discussion)) if sealed and here else 0


def _reported(response: Response) -> str:
    """What the lead agency told last: only whether this can be closed."""
    standing = selectors.last_report(response)
    return response_labels.standing(standing) if standing else ""


def _steps_out(item: AgendaItem, seat: Seat) -> Permission:
    if item.meeting.chair_id == seat.pk:
        return Permission(False, _("You chair this meeting. Hand the chair over, then step out."))
    return Permission(True)
