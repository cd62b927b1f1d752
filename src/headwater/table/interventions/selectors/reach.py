"""Which responses a seat can reach, and which agencies take part in one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Agency, Seat
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.table.discussions.models import Disclosure
from headwater.table.meetings import selectors as meetings

from ..models import Correction, Participant, Response, Step, ToBeTold
from ..rules import AT_WORK, Part


def _within_reach(seat: Seat) -> QuerySet[Response]:
    """Responses of the seat's table that its agency is in, or all of them for the chair."""
    there = Response.objects.filter(table=seat.table_id).select_related("discussion", "table")
    if seat.has_role(Role.CHAIR):
        return there
    if not seat.has_role(*SPEAKS_FOR_AGENCY):
        return there.none()
    return there.filter(
        Exists(
            Participant.objects.filter(
                response=OuterRef("pk"), agency=seat.agency_id, until__isnull=True
            )
        )
    )


def _recused(response: Response, seat: Seat) -> bool:
    return meetings.is_recused(response.discussion.reference, seat)


def responses_of(seat: Seat) -> list[Response]:
    """The responses this seat takes part in or, for the chair, those of its table."""
    found = _within_reach(seat).order_by("due_at", "id")
    hidden = meetings.recused_subjects(seat)
    return [each for each in found if each.discussion.reference not in hidden]


def response_for(seat: Seat, reference: str) -> Response:
    """One response of this seat. NotFoundHere for everyone who is not part of it."""
    found = _within_reach(seat).filter(reference=reference).first()
    if found is None or _recused(found, seat):
        raise NotFoundHere
    return found


def response_to_note(seat: Seat, reference: str) -> tuple[Response, Agency]:
    """A response and this seat's agency, for the note that goes into the agency's own file.

    For the agencies that disclosed something, also when they were not needed at filter four,
    and for those that take part. NotFoundHere for all others, the recused among them.
    """
    if not seat.has_role(*SPEAKS_FOR_AGENCY) or seat.agency is None:
        raise NotFoundHere
    said = Disclosure.objects.filter(discussion=OuterRef("discussion"), agency=seat.agency)
    takes_part = Participant.objects.filter(
        response=OuterRef("pk"), agency=seat.agency, until__isnull=True
    )
    found = (
        Response.objects.filter(table=seat.table_id, reference=reference)
        .filter(Exists(said) | Exists(takes_part))
        .select_related("discussion", "table")
        .first()
    )
    if found is None or _recused(found, seat):
        raise NotFoundHere
    return found, seat.agency


def participants(response: Response) -> list[Participant]:
    """The agencies in a response now: the lead first, then by English name."""
    found = response.participants.filter(until__isnull=True).select_related("agency")
    return sorted(found, key=lambda each: (each.role != Part.LEAD, each.agency.name_en))


def part_of(seat: Seat, response: Response) -> Participant | None:
    """What the seat's agency is in a response now; None for the chair and all others."""
    if not seat.has_role(*SPEAKS_FOR_AGENCY) or seat.table_id != response.table_id:
        return None
    return response.participants.filter(until__isnull=True, agency=seat.agency_id).first()


def left_at(response: Response) -> dict[datetime, list[Agency]]:
    """The agencies whose part ended, by the instant it did."""
    found: dict[datetime, list[Agency]] = {}
    for row in response.participants.filter(until__isnull=False).select_related("agency"):
        if row.until is not None:
            found.setdefault(row.until, []).append(row.agency)
    return found


def lead_of(response: Response) -> Participant:
    """The leading agency. A response always has one."""
    return response.participants.select_related("agency").get(until__isnull=True, role=Part.LEAD)


def leads(seat: Seat, response: Response) -> bool:
    """Whether the seat speaks for the lead agency of a response."""
    part = part_of(seat, response)
    return part is not None and part.role == Part.LEAD


def steps_due(seat: Seat, until: datetime) -> list[Step]:
    """Open steps of the seat's responses at work that are due by an instant, soonest first.

    An agency that only assists gets its own; the lead and the chair get all.
    """
    within = Step.objects.filter(
        response__in=_within_reach(seat), response__state__in=list(AT_WORK), outcome=""
    ).exclude(Exists(Correction.objects.filter(entry=OuterRef("reference"))))
    found = (
        within.filter(due_at__lte=until)
        .select_related("owner", "response__discussion", "response__table")
        .order_by("due_at", "position", "id")
    )
    return [each for each in found if not _recused(each.response, seat)]


def untold_after_end(seat: Seat) -> list[ToBeTold]:
    """Persons this seat’s agency is still to tell though the response has ended, soonest first."""
    if not seat.has_role(*SPEAKS_FOR_AGENCY):
        return []
    found = (
        ToBeTold.objects.filter(
            response__in=_within_reach(seat), owner=seat.agency_id, told_at__isnull=True
        )
        .exclude(response__state__in=list(AT_WORK))
        .exclude(Exists(Correction.objects.filter(entry=OuterRef("reference"))))
        .select_related("response__discussion", "response__table")
        .order_by("due", "id")
    )
    return [each for each in found if not _recused(each.response, seat)]


def disclosures_of(response: Response, agency: Agency) -> list[Disclosure]:
    """What this agency disclosed at filter three: basis, consent, kinds and hearers, by time."""
    return list(
        Disclosure.objects.filter(discussion=response.discussion_id, agency=agency)
        .prefetch_related("kinds", "told__agency")
        .order_by("at", "id")
    )


def all_agencies(response: Response) -> list[Agency]:
    """Every agency that ever took part, to name who wrote what."""
    rows = response.participants.select_related("agency").order_by("id")
    return list({row.agency_id: row.agency for row in rows}.values())
