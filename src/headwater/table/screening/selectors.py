"""Reads of screenings and protocols, always starting from a seat of the agency they belong to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.core.zones import local_day
from headwater.network.models import Agency, Seat, Table
from headwater.network.rules import SPEAKS_FOR_AGENCY, Role
from headwater.table.discussions.models import Discussion
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import MeetingState
from headwater.vault import api as vault

from . import lists
from .models import Protocol, Screening
from .periods import periods
from .rules import (
    DUTY_BLOCKS,
    Block,
    Conditions,
    DutyRule,
    Facts,
    State,
    Weighed,
    blocks,
    duty_asked,
    duty_shown,
)

MEETINGS_OFFERED = 3


def screenings_of(seat: Seat) -> QuerySet[Screening]:
    """The screenings of the seat's own agency, newest first; none for a seat that screens not."""
    if not seat.has_role(*SPEAKS_FOR_AGENCY):
        return Screening.objects.none()
    return (
        Screening.objects.filter(agency=seat.agency)
        .select_related("agency__community", "protocol", "begun_by__person", "table")
        .prefetch_related("duties")
        .order_by("-begun_at", "-id")
    )


def screening_for(seat: Seat, reference: str) -> Screening:
    """One screening of the seat's own agency. NotFoundHere for any other, or none."""
    found = screenings_of(seat).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def own_agency(seat: Seat) -> Agency:
    """The agency whose protocol this seat may read. NotFoundHere for a seat without one."""
    if seat.agency is None or not seat.has_role(Role.AGENCY_LEAD, *SPEAKS_FOR_AGENCY):
        raise NotFoundHere
    return seat.agency


def own_table(seat: Seat) -> Table:
    """The table this seat brings to. NotFoundHere for a seat without one."""
    if seat.table is None:
        raise NotFoundHere
    return seat.table


def sealed_heads(screening: Screening) -> list[vault.EntryHead]:
    """What is sealed under a screening, oldest first, without any text."""
    return vault.entries(reference=screening.reference)


def zone_of(agency: Agency) -> str:
    """The time zone in which an agency's days and hours are read and written."""
    return agency.community.time_zone


def today_of(agency: Agency, at: datetime) -> date:
    """The agency's calendar day."""
    return local_day(at, zone_of(agency))


def begun_with(seat: Seat, form_key: str) -> Screening:
    """The screening that this form began. NotFoundHere if it is not the seat's own agency's."""
    found = screenings_of(seat).filter(form_key=form_key).first()
    if found is None:
        raise NotFoundHere
    return found


def meetings_ahead(seat: Seat, at: datetime) -> list[Meeting]:
    """The meetings of the seat's table to bring to: the one now open, then the next planned."""
    ahead = (
        meetings.meetings_of(seat)
        .filter(
            Q(state=MeetingState.OPEN, recorded_afterwards=False)
            | Q(state=MeetingState.PLANNED, starts_at__gte=at)
        )
        .order_by("starts_at", "id")
    )
    return list(ahead[:MEETINGS_OFFERED])


# --- Protocols -----------------------------------------------------------------------------------


def published(agency: Agency) -> QuerySet[Protocol]:
    """Every version with a start, the one that starts last first."""
    return (
        agency.protocols.filter(starts__isnull=False)
        .select_related("agency__community", "copied_from__agency")
        .order_by("-starts", "-version")
    )


def in_force(agency: Agency, day: date) -> Protocol | None:
    """The version asked on that day; None while an agency has none of its own."""
    return published(agency).filter(starts__lte=day).first()


def draft_of(agency: Agency) -> Protocol | None:
    """The version being written, if one is."""
    return (
        agency.protocols.filter(starts__isnull=True)
        .select_related("agency__community", "copied_from__agency")
        .first()
    )


def own_draft(seat: Seat, code: str = "") -> Protocol:
    """The version the seat's agency is writing. NotFoundHere without it or its question."""
    found = draft_of(own_agency(seat))
    if found is None or (code and code not in {each["code"] for each in found.questions}):
        raise NotFoundHere
    return found


def period_of(seat: Seat, at: datetime) -> int:
    """For how many days a screening begun now stays after the last work on it."""
    agency = own_agency(seat)
    current = in_force(agency, today_of(agency, at))
    return current.retention_days if current else periods().default_days


def version_for(seat: Seat, reference: str) -> Protocol:
    """A published version of the seat's own agency. NotFoundHere otherwise."""
    found = published(own_agency(seat)).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def shared_with(seat: Seat, at: datetime) -> list[Protocol]:
    """What other agencies of the community share: the newest shared version of each, by name."""
    agency = own_agency(seat)
    day = today_of(agency, at)
    rows = (
        Protocol.objects.filter(agency__community=agency.community, shared=True, starts__lte=day)
        .filter(Q(agency__left__isnull=True) | Q(agency__left__gte=day))
        .exclude(agency=agency)
        .select_related("agency__community")
        .order_by("agency__name_en", "agency_id", "-starts", "-version")
    )
    newest: dict[int, Protocol] = {}
    for row in rows:
        newest.setdefault(row.agency_id, row)
    return list(newest.values())


def shared_version(seat: Seat, reference: str, at: datetime) -> Protocol:
    """One version another agency shares with the seat's. NotFoundHere otherwise."""
    found = next((each for each in shared_with(seat, at) if each.reference == reference), None)
    if found is None:
        raise NotFoundHere
    return found


# --- What stands in the way -----------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """A screening read through the rules: what blocks it, which duties are asked or told."""

    facts: Facts
    blocks: tuple[Block, ...]
    asked: tuple[DutyRule, ...]
    told: tuple[DutyRule, ...]


def facts_of(screening: Screening) -> Facts:
    """A screening as plain values for the rules, with what the table has recorded since."""
    heard = screening.heard
    age_group = heard.get("age_group", "") or screening.age_group
    facts = Facts(
        sector=screening.agency.sector,
        danger=screening.danger_now,
        young=tuple(screening.subject_ages),
        duties={
            record.duty: Weighed(
                answer=record.answer,
                reason=record.reason,
                reported=record.reported_at is not None,
                facts=frozenset(record.weighed),
            )
            for record in screening.duties.all()
        },
        type=screening.type,
        age_group=age_group,
        age_span=lists.age_span(age_group),
        sex=screening.sex,
        factors=frozenset(screening.factors) | frozenset(heard.get("factors", ())),
        flags=frozenset(screening.flags) | frozenset(heard.get("flags", ())),
        answers=dict(screening.answers),
    )
    own = frozenset(screening.factors) | frozenset(screening.flags)
    return replace(facts, resting=own & lists.held_back(facts))


def conditions_of(protocol: Protocol) -> Conditions:
    """A protocol as the rules need it."""
    return Conditions(
        questions=tuple(question["code"] for question in protocol.questions),
        must_hold=dict(protocol.must_hold),
    )


def standing_of(screening: Screening) -> Standing:
    """Read a screening through the rules."""
    facts, duties = facts_of(screening), lists.duty_rules()
    return Standing(
        facts=facts,
        blocks=blocks(facts, conditions_of(screening.protocol), duties),
        asked=tuple(rule for rule in duties if duty_asked(rule, facts)),
        told=tuple(rule for rule in duties if duty_shown(rule, facts)),
    )


def duty_open(screening: Screening) -> bool:
    """Whether a question about a duty waits for an answer, or for a call."""
    return bool(DUTY_BLOCKS & set(standing_of(screening).blocks))


def held_back_at_table(discussion: Discussion) -> frozenset[str]:
    """The facts that rest on a youth record, not to be offered at the table for this discussion.

    By the age the table recorded; where it is about several, by the ages its agency told.
    """
    found = Screening.objects.filter(
        discussion_reference=discussion.reference, state=State.BROUGHT
    ).first()
    facts = Facts(
        type=discussion.type,
        age_span=lists.age_span(discussion.age_group),
        young=tuple(found.subject_ages) if found else (),
    )
    return lists.held_back(facts)


def duty_open_behind(discussion_reference: str) -> bool:
    """Whether the agency that brought a discussion still owes itself an answer about a duty.

    True or false and nothing else: which duty, and what was answered, stays in the agency.
    False when no screening stands behind it any more.
    """
    found = Screening.objects.filter(
        discussion_reference=discussion_reference, state=State.BROUGHT
    ).first()
    return found is not None and duty_open(found)
