"""What the demo's table has in hand: actions, gaps that were placed, services that say their room.

Told through the services, like everything in the demo, and without dice: the same each time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle

from headwater.core.zones import local_day
from headwater.network.directory import services as directory
from headwater.network.models import Seat
from headwater.table.actions import selectors as to_do
from headwater.table.actions import services as actions
from headwater.table.actions.rules import State
from headwater.table.follow_up import selectors as led
from headwater.table.follow_up import services as follow_up
from headwater.table.system_gaps import selectors as recorded
from headwater.table.system_gaps import services as gaps
from headwater.vocabulary import registry

from .world import World

TABLE = "riverbend"
DAY = timedelta(days=1)
# Days before now it was given, days until it is due, what is to be done.
ABOUT_DISCUSSIONS = ((6, 4, "find-room"), (4, 7, "go-along"), (3, 5, "help-apply"))
OWN_WORK = ((12, 8, "name-alternate"), (9, 20, "arrange-training"), (5, 12, "raise-gap"))
ROOM = (("room", 0), ("wait-list", 40), ("little-room", 7), ("full", None), ("wait-list", 90))
# Gaps are described for so many kinds; the rest stands as it was recorded.
DESCRIBED = (("raised", ("no-home", "young-adults")), ("under_way", ("youth",)))
LINES_SAID = 3


def tell(made: World, *, at: datetime) -> None:
    """All of it, as of now."""
    chair = made.seats["chair@riverbend.example"]
    speakers = sorted(made.speakers(TABLE), key=lambda seat: seat.pk)
    _actions(chair, speakers, at)
    _gaps(chair, at)
    _services(speakers, at)
    _lines(speakers, at)


def _actions(chair: Seat, speakers: list[Seat], at: datetime) -> None:
    """Some about discussions, some of the table's own; one of them done, one not possible."""
    number = 0
    led_by = {seat.agency_id: seat for seat in speakers}
    found = [each for each in to_do.can_be_about(chair) if each.lead_agency_id in led_by]
    for discussion, (ago, until, kind) in zip(found, ABOUT_DISCUSSIONS, strict=False):
        number += 1
        given = at - ago * DAY
        actions.give(
            kind=kind,
            due=local_day(given + until * DAY, chair.zone),
            agency=discussion.lead_agency,
            discussion=discussion,
            by=chair,
            at=given,
            form_key=f"demo-{number}",
        )
    for seat, (ago, until, kind) in zip(speakers, OWN_WORK, strict=False):
        number += 1
        given = at - ago * DAY
        action = actions.give(
            kind=kind,
            due=local_day(given + until * DAY, chair.zone),
            seat=seat,
            by=chair,
            at=given,
            form_key=f"demo-{number}",
        )
        if kind == "arrange-training":
            actions.close(action=action, ending=State.DONE, by=seat, at=at - DAY)


def _gaps(chair: Seat, at: datetime) -> None:
    """Everything recorded is placed; the kinds met most are described."""
    waiting = sorted(recorded.unplaced(chair), key=lambda each: -len(each.entries))
    for number, each in enumerate(waiting):
        gap = gaps.place(service=each.service, kind=each.kind, by=chair, at=at - DAY)
        if number < len(DESCRIBED):
            standing, touches = DESCRIBED[number]
            gaps.describe(
                gap=gap,
                service=gap.service,
                kind=gap.kind,
                touches=touches,
                standing=standing,
                by=chair,
                at=at - DAY,
            )


def _services(speakers: list[Seat], at: datetime) -> None:
    """Each agency offers the first service of its sector; one said so too long ago."""
    offered = registry.current("services").entries
    for number, (seat, (capacity, wait)) in enumerate(zip(speakers, cycle(ROOM), strict=False)):
        sector = seat.agency.sector if seat.agency else ""
        service = next((each.code for each in offered if each.get("sector") == sector), "")
        if service:
            directory.say(
                service=service,
                capacity=capacity,
                wait_days=wait,
                in_french=number % 2 == 0,
                by=seat,
                at=at - (20 if number == 1 else number % 5) * DAY,
            )


def _lines(speakers: list[Seat], at: datetime) -> None:
    """A few leads have let who brought a situation know one line."""
    said = 0
    for seat in speakers:
        for discussion in led.to_say(seat, at)[:1]:
            code = led.true_lines(discussion)[0].code
            follow_up.say(discussion=discussion, code=code, by=seat, at=at - DAY / 2)
            said += 1
        if said >= LINES_SAID:
            return
