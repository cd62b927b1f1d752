"""Reads of discussions, starting from the seat.

How much a seat sees is decided here, once, in `sight`; rules and presenters ask it. For the
recused, other tables and roles that do not sit, a discussion does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import AT_THE_TABLE, SPEAKS_FOR_AGENCY, Role
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import ItemKind, Status
from headwater.vault import api as vault

from .models import Disclosure, Discussion
from .rules import AFTER_FILTER_THREE, AT_FILTER_THREE, LIVE, Answer, Sight, State


def for_seat(seat: Seat) -> QuerySet[Discussion]:
    """The discussions that exist for this seat, newest day first, then in no telling order.

    What may be shown of each is `sight`'s to say: a list shows states, and a record only
    where the seat sees one.
    """
    if seat.table_id is None or not seat.has_role(*AT_THE_TABLE):
        return Discussion.objects.none()
    return (
        Discussion.objects.filter(table_id=seat.table_id)
        .exclude(reference__in=meetings.recused_subjects(seat))
        .select_related("table__community", "originating_agency", "lead_agency")
        .order_by("-opened", "reference")
    )


def discussion_for(seat: Seat, reference: str) -> Discussion:
    """One discussion. NotFoundHere for another table's, the recused, and roles that do not sit."""
    found = for_seat(seat).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def mine(seat: Seat) -> QuerySet[Discussion]:
    """Those the seat's agency brought, leads or assists; for a chair, all of the table."""
    if seat.has_role(Role.CHAIR):
        return for_seat(seat)
    if seat.agency is None:
        return Discussion.objects.none()
    agency = seat.agency
    return for_seat(seat).filter(
        Q(originating_agency=agency)
        | Q(lead_agency=agency)
        | Q(pk__in=Discussion.objects.filter(assisting__agency=agency).values("pk"))
    )


def sight(seat: Seat, discussion: Discussion) -> Sight:
    """How much of a discussion this seat sees, by role, agency, state and meeting.

    - chair or coordinator of the table: the coded record, always;
    - at filters one to three, the agency that brought it; at two and three also whoever is
      admitted to an open meeting that has it on its agenda, until their agency is not needed;
    - after filter three, lead and assisting agencies;
    - everyone else who sits at the table: that it exists and where it stands.
    """
    if (
        seat.table_id != discussion.table_id
        or not seat.has_role(*AT_THE_TABLE)
        or meetings.is_recused(discussion.reference, seat)
    ):
        return Sight.NOTHING
    return Sight.RECORD if _sees_record(seat, discussion) else Sight.STATE


def _sees_record(seat: Seat, discussion: Discussion) -> bool:
    state, brought_it = State(discussion.state), discussion.originating_agency_id == seat.agency_id
    if seat.has_role(Role.CHAIR):
        return True
    if state in AFTER_FILTER_THREE:
        return stays(seat, discussion)
    if state == State.REJECTED or (state in AT_FILTER_THREE and has_left(seat, discussion)):
        return False
    if state == State.BROUGHT or (brought_it and state != State.REOPENED):
        return brought_it
    sitting = meetings.sitting_on(discussion.reference)
    return sitting is not None and meetings.is_admitted(sitting, seat)


def stays(seat: Seat, discussion: Discussion) -> bool:
    """Whether the seat's agency leads or assists: the agencies that stay at filter four."""
    if seat.agency_id is None:
        return False
    return (
        discussion.lead_agency_id == seat.agency_id
        or discussion.assisting.filter(agency_id=seat.agency_id).exists()
    )


def has_left(seat: Seat, discussion: Discussion) -> bool:
    """Whether the seat's agency answered that it is not needed, and so left."""
    if seat.agency is None:
        return False
    return discussion.answers.filter(agency=seat.agency, answer=Answer.NOT_NEEDED).exists()


def stays_at_filter_three(seat: Seat, discussion: Discussion) -> bool:
    """Whether the seat's agency said that it is involved or can help, or disclosed itself."""
    if seat.agency is None or has_left(seat, discussion):
        return False
    return (
        discussion.answers.filter(agency=seat.agency).exists()
        or disclosures_now(discussion).filter(agency=seat.agency).exists()
    )


def agencies_who_hear(discussion: Discussion, sitting: Meeting) -> list[Agency]:
    """The agencies in the room that have not left this discussion, by code.

    Of an agency whose every seat in the room stepped aside from it, nothing is heard by it.
    """
    left = set(
        discussion.answers.filter(answer=Answer.NOT_NEEDED).values_list("agency_id", flat=True)
    )
    here = [
        row.seat
        for row in meetings.attendances(sitting)
        if row.status == Status.PRESENT and row.acknowledged_at and row.left_at is None
    ]
    found = {
        seat.agency
        for seat in here
        if seat.agency
        and seat.agency_id not in left
        and not meetings.is_recused(discussion.reference, seat)
    }
    return sorted(found, key=lambda agency: agency.code)


def is_let_in(agency: Agency, discussion: Discussion, at: datetime) -> bool:
    """Whether the vault would let this agency open the sealed names now."""
    return not without_grant(discussion, [agency], at)


def without_grant(discussion: Discussion, agencies: list[Agency], at: datetime) -> list[Agency]:
    """Those of several agencies that cannot open the sealed names yet, each once, in order."""
    inside = {
        grant.agency_reference
        for grant in vault.grants(discussion.reference, at)
        if grant.purpose == vault.Purpose.NAMES
    }
    once = {agency.reference: agency for agency in agencies}
    return [agency for reference, agency in once.items() if reference not in inside]


def names_sealed(discussion: Discussion) -> list[str]:
    """The codes of the agencies that sealed a name still there, one for each person named."""
    return [head.agency for head in vault.entries(reference=discussion.reference)]


def disclosures_now(discussion: Discussion) -> QuerySet[Disclosure]:
    """The disclosures since the discussion last came to filter three; earlier ones are history."""
    since = (
        discussion.changes.filter(after__in=list(AT_FILTER_THREE))
        .order_by("-at", "-id")
        .values_list("at", flat=True)
        .first()
    )
    rows = discussion.disclosures.select_related("agency")
    return rows.filter(at__gte=since) if since else rows.none()


def register_of(seat: Seat) -> QuerySet[Disclosure]:
    """The disclosure register for a seat, newest first.

    An agency's own entries for those who work for it and lead it: at their table the
    representatives, without those they stepped out of. All of the community for the privacy
    officer, who sees codes only. Nothing for anyone else.
    """
    rows = (
        Disclosure.objects.select_related("agency", "discussion__table")
        .prefetch_related("kinds", "told__agency")
        .order_by("-at", "-id")
    )
    if seat.has_role(Role.PRIVACY_OFFICER):
        return rows.filter(discussion__table__community=seat.community)
    if seat.agency is None or not seat.has_role(*SPEAKS_FOR_AGENCY, Role.AGENCY_LEAD):
        return rows.none()
    own = rows.filter(agency=seat.agency).exclude(
        discussion__reference__in=meetings.recused_subjects(seat)
    )
    return own.filter(discussion__table_id=seat.table_id) if seat.table_id else own


def states_of(seat: Seat, references: Iterable[str]) -> dict[str, State]:
    """Where several discussions stand, by reference; those that do not exist for the seat left out.

    For an agenda: the coded state and nothing else.
    """
    rows = for_seat(seat).filter(reference__in=list(references))
    return {reference: State(state) for reference, state in rows.values_list("reference", "state")}


def candidates(meeting: Meeting) -> list[tuple[str, ItemKind]]:
    """What belongs on a meeting's agenda and stands on none: follow-ups first, then new ones.

    Within each kind by day brought, then by reference: never by what was said of anyone.
    """
    placed = meetings.subjects_on_live_agendas(meeting.table)
    rows = live_at(meeting.table).exclude(reference__in=placed).values_list("reference", "state")
    found = [(reference, kind_of(State(state))) for reference, state in rows]
    return [
        pair for kind in (ItemKind.FOLLOW_UP, ItemKind.NEW) for pair in found if pair[1] == kind
    ]


def live_at(table: Table) -> QuerySet[Discussion]:
    """The discussions of a table that have not ended, oldest day first."""
    return Discussion.objects.filter(table=table, state__in=list(LIVE)).order_by(
        "opened", "reference"
    )


def kind_of(state: State) -> ItemKind:
    """Which kind of agenda item a discussion is in this state."""
    return ItemKind.FOLLOW_UP if state in AFTER_FILTER_THREE else ItemKind.NEW
