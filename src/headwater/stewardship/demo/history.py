"""Eighteen months of a table, told through the same services people use.

Meeting by meeting, so that a build can show how far it is. The past is entered as it happened:
each verb is given the instant it would have had.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction

from headwater.core.zones import local_day, local_instant
from headwater.network.models import Agency, Seat
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Answer
from headwater.table.interventions import services as responses
from headwater.table.interventions.models import Response
from headwater.table.meetings import services as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import ItemKind, Region
from headwater.vocabulary import registry

from .present import open_on
from .story import Story, draw
from .world import World

TABLE = "riverbend"
HOUR = time(9, 30)
TUESDAY, FRIDAY = 1, 4
SEED = 20250506
# How the table meets: where, and what the meetings open with.
HALL, CALL = "Town hall, room 2", "https://calls.riverbend.example/table"
OPENING = ("land-acknowledgement", "round-of-names", "confidentiality", "remote-check")
# Situations brought to a meeting, and how often.
BROUGHT = ((0, 1), (1, 4), (2, 6), (3, 5), (4, 2))
MINUTE = timedelta(minutes=1)


@dataclass
class Running:
    """A response under way: its story, and what must still happen to it."""

    story: Story
    discussion: Discussion
    response: Response
    accepted: datetime


@dataclass
class Teller:
    """Tells the history of one table: the world, the dice, and the responses under way."""

    world: World
    rng: random.Random
    running: list[Running] = field(default_factory=list)

    @property
    def chair(self) -> Seat:
        """Who runs the meetings."""
        return self.world.seats["chair@riverbend.example"]

    def seat_of(self, agency: str) -> Seat:
        """The representative of an agency at the table."""
        return next(
            seat
            for seat in self.world.speakers(TABLE)
            if seat.agency and seat.agency.code == agency
        )

    def agency(self, code: str) -> Agency:
        """An agency of the world."""
        return self.world.agencies[code]


def meeting_days(first: date, last: date) -> Iterator[date]:
    """Tuesdays and Fridays, but for the week the town is closed at the turn of the year."""
    day = first
    while day < last:
        closed = (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2)
        if day.weekday() in {TUESDAY, FRIDAY} and not closed:
            yield day
        day += timedelta(days=1)


def tell(world: World, *, first: date, at: datetime, progress: Callable[[str], None]) -> Teller:
    """Hold every meeting from the first day to yesterday; the last responses stay open."""
    teller = Teller(world, random.Random(SEED))  # noqa: S311 - a story, not a secret
    zone = world.tables[TABLE].time_zone
    # Two days after the seats begin: the first situations are brought the evening before.
    days = list(meeting_days(first + timedelta(days=2), local_day(at, zone)))
    for number, day in enumerate(days):
        # One meeting is one transaction: faster, and a build that is cut short tells no half.
        with transaction.atomic():
            _hold(teller, local_instant(day, HOUR, zone), last=number >= len(days) - 2)
        if number % 20 == 19 or number == len(days) - 1:
            progress(f"{number + 1} of {len(days)} meetings told")
    with transaction.atomic():
        open_on(teller, at)
    return teller


def _hold(teller: Teller, starts: datetime, *, last: bool) -> None:
    """One meeting: what is due is reported and concluded, then new situations are discussed."""
    chair = teller.chair
    _visit(teller, until=starts)
    meeting = meetings.plan_meeting(
        table=teller.world.tables[TABLE], starts_at=starts, by=chair, at=starts - timedelta(days=1)
    )
    stories = [draw(teller.rng) for _each in range(_number_brought(teller.rng))]
    for story in stories:
        _bring(teller, story, meeting, at=starts - timedelta(hours=teller.rng.randint(2, 20)))
    now = starts
    meetings.open_meeting(meeting=meeting, by=chair, at=now)
    needed = {
        code for story in stories for code in (story.brought_by, story.lead, *story.assisting)
    }
    for seat in teller.world.speakers(TABLE):
        if (seat.agency and seat.agency.code in needed) or teller.rng.random() < 0.8:
            meetings.acknowledge(meeting=meeting, by=seat, at=now)
    due = (
        {}
        if last
        else {entry.discussion.reference: entry for entry in teller.running if _is_due(entry, now)}
    )
    for reference in due:
        meetings.add_item(meeting=meeting, subject=reference, kind=ItemKind.FOLLOW_UP, at=now)
    told = dict(zip([d.reference for d in _waiting(teller)], stories, strict=False))
    for item in list(meeting.items.all()):
        now += 2 * MINUTE
        if item.subject in due:
            meetings.open_item(item=item, by=chair, at=now)
            now = _report(teller, due[item.subject], now)
            item.refresh_from_db()
            meetings.finish_item(item=item, by=chair, at=now)
        elif item.subject in told:
            meetings.open_item(item=item, by=chair, at=now)
            now = _discuss(teller, told[item.subject], item.subject, now)
            item.refresh_from_db()
            meetings.finish_item(item=item, by=chair, at=now + MINUTE)
    meetings.close_meeting(meeting=meeting, by=chair, at=now + 2 * MINUTE)


def _number_brought(rng: random.Random) -> int:
    return rng.choices([n for n, _w in BROUGHT], [w for _n, w in BROUGHT])[0]


def _waiting(teller: Teller) -> list[Discussion]:
    table = teller.world.tables[TABLE]
    return list(Discussion.objects.filter(table=table, state="brought").order_by("id"))


def _bring(teller: Teller, story: Story, meeting: Meeting, at: datetime) -> None:
    seat = teller.seat_of(story.brought_by)
    discussions.bring(
        table=teller.world.tables[TABLE],
        agency=teller.agency(story.brought_by),
        type=story.type,
        age_group=story.age_group,
        sex=story.sex,
        factors=story.factors,
        flags=story.flags,
        meeting=meeting,
        by=seat,
        at=at,
    )


def _discuss(teller: Teller, story: Story, reference: str, now: datetime) -> datetime:
    """Filters two and three, and the beginning of four."""
    chair = teller.chair
    discussion = Discussion.objects.get(reference=reference)
    discussion = discussions.start_filter_two(discussion=discussion, by=chair, at=now)
    criteria = registry.current("criteria").codes
    unmet = {"single-agency": "several-sectors"}.get(story.rejection_reason, "probability-of-harm")
    discussion = discussions.propose_decision(
        discussion=discussion,
        revision=discussion.revision,
        findings={code: story.accepted or code != unmet for code in criteria},
        accepted=story.accepted,
        rejection_reason="" if story.accepted else story.rejection_reason,
        by=chair,
        at=now + 3 * MINUTE,
    )
    accepted_at = now + 4 * MINUTE
    discussion = discussions.confirm_decision(
        discussion=discussion, revision=discussion.revision, by=chair, at=accepted_at
    )
    if story.accepted:
        _begin_response(teller, story, discussion, accepted_at)
    return accepted_at + 3 * MINUTE


def _begin_response(teller: Teller, story: Story, discussion: Discussion, at: datetime) -> None:
    chair, brought = teller.chair, teller.agency(story.brought_by)
    discussions.record_disclosure(
        discussion=discussion,
        agency=brought,
        **_basis(story, brought),
        by=chair,
        at=at + MINUTE,
    )
    discussions.answer(
        discussion=discussion,
        agency=teller.agency(story.lead),
        answer=Answer.CAN_HELP,
        by=chair,
        at=at + MINUTE,
    )
    discussion = discussions.choose_agencies(
        discussion=discussion,
        lead=teller.agency(story.lead),
        assisting=[teller.agency(code) for code in story.assisting],
        by=chair,
        at=at + 2 * MINUTE,
    )
    response = responses.start_response(discussion=discussion, by=chair, at=at + 2 * MINUTE)
    teller.running.append(Running(story, discussion, response, at))


def _basis(story: Story, agency: Agency) -> dict[str, str]:
    """Consent where it was given; else the agency's first Act, and why consent was not asked."""
    if story.consented:
        return {"basis": "consent.person", "consent_state": "given"}
    for entry in registry.current("legal_bases"):
        applies = entry.get("applies_to")
        fits = (
            entry.get("kind") == "without-consent"
            and isinstance(applies, list | tuple)
            and agency.agency_type in applies
        )
        if fits and entry.code != "act.ycja-125-6":
            return {
                "basis": entry.code,
                "consent_state": "not-asked",
                "not_sought_reason": "could-not-be-reached",
            }
    return {"basis": "consent.person", "consent_state": "given"}


def _visit(teller: Teller, *, until: datetime) -> None:
    """What the agencies did at the door between two meetings."""
    for entry in teller.running:
        door = entry.accepted + timedelta(hours=entry.story.hours_to_contact)
        if entry.response.state == "open" and not entry.response.contacts.exists() and door < until:
            _at_the_door(teller, entry, door)


def _at_the_door(teller: Teller, entry: Running, at: datetime) -> None:
    story, response = entry.story, entry.response
    lead = teller.seat_of(story.lead)
    going = [teller.agency(story.lead), *(teller.agency(code) for code in story.assisting[:1])]
    police = any(agency.sector == "policing" for agency in going)
    before = entry.accepted + timedelta(hours=0.5)
    responses.set_door(
        response=response,
        going=going,
        police=police,
        reason="worker-safety" if police else "",
        without_police="told",
        by=lead,
        at=before,
    )
    responses.set_visit(
        response=response,
        card="yes" if story.consented else "not_known",
        message="not_known",
        language="en",
        offer="made",
        interpreter="not_needed",
        culture="asked" if story.consented else "not_asked",
        by=lead,
        at=before,
    )
    if story.first_try_failed and story.hours_to_contact > 6:
        responses.record_contact(
            response=response, outcome="not-home", by=lead, at=at - timedelta(hours=4)
        )
    responses.record_contact(response=response, outcome="met", by=lead, at=at)
    responses.record_consent(
        response=response,
        person_number=1,
        state="part" if not story.consented else "given",
        how="spoken",
        giver="person",
        by=lead,
        at=at + MINUTE,
    )
    for number, (service, state) in enumerate(story.services):
        responses.record_mobilization(
            response=response, service=service, state=state, by=lead, at=at + (5 + number) * MINUTE
        )
    if story.gap:
        service, kind = story.gap
        responses.record_gap(
            response=response, service=service, kind=kind, by=lead, at=at + 9 * MINUTE
        )


def _is_due(entry: Running, now: datetime) -> bool:
    return (
        now - entry.accepted >= timedelta(days=entry.story.days_open)
        and entry.response.contacts.exists()
    )


def _report(teller: Teller, entry: Running, now: datetime) -> datetime:
    """Report back at the table, conclude, close."""
    chair, lead = teller.chair, teller.seat_of(entry.story.lead)
    lowered = entry.story.conclusion.startswith(("risk-lowered", "other"))
    responses.report_back(
        response=entry.response,
        standing="can_close" if lowered else "risk_remains",
        by=lead,
        at=now,
    )
    entry.discussion.refresh_from_db()
    discussion = discussions.report_back(discussion=entry.discussion, by=chair, at=now)
    discussions.conclude(
        discussion=discussion, conclusion=entry.story.conclusion, by=chair, at=now + MINUTE
    )
    entry.response.refresh_from_db()
    responses.close_response(response=entry.response, by=chair, at=now + 2 * MINUTE)
    teller.running.remove(entry)
    return now + 3 * MINUTE


def plan_ahead(teller: Teller, *, at: datetime) -> None:
    """What waits when the demo opens: today's meeting with its agenda, and the next."""
    table = teller.world.tables[TABLE]
    today = local_day(at, table.time_zone)
    soon = at + timedelta(minutes=15)
    meetings.set_customs(
        table=table,
        region=Region.ONTARIO,
        training_months=None,
        opening=OPENING,
        by=teller.chair,
        at=at,
    )
    place = meetings.add_place(table=table, name=HALL, link=CALL, by=teller.chair, at=at)
    meeting = meetings.plan_meeting(
        table=table, starts_at=soon, place=place, by=teller.chair, at=at
    )
    for _each in range(2):
        _bring(teller, draw(teller.rng), meeting, at=at - timedelta(hours=3))
    for day in meeting_days(today + timedelta(days=1), today + timedelta(days=8)):
        starts = local_instant(day, HOUR, table.time_zone)
        meetings.plan_meeting(table=table, starts_at=starts, place=place, by=teller.chair, at=at)
