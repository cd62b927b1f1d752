"""Every page and deed of the table, for every member of the cast, through HTTP.

The expected answers stand in `tests/permissions/board.csv`, written by hand. The situation was
brought by the police; counselling leads and families assist once agencies are chosen; the
recused has stepped out of it; the second chair and the lapsed seat are not in the room.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from headwater.table.discussions.models import Discussion
from headwater.table.meetings import selectors
from headwater.table.meetings import services as meetings
from headwater.table.meetings.models import Series
from headwater.table.screening.models import Screening
from tests.cast import CAST
from tests.integration.board.conftest import Pages, decision
from tests.integration.screening.room import Room
from tests.situations import S1

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
TABLE = Path(__file__).parents[2] / "permissions" / "board.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
STATES = sorted({row["state"] for row in ROWS})
DAY = {"_day": "5", "_month": "3", "_year": "2026"}


class World:
    """One situation in a state, its item open where the state allows it."""

    def __init__(self, pages: Pages, state: str) -> None:
        self.pages, self.cast = pages, pages.cast
        self.discussion: Discussion = pages.situations.in_state(state)
        if state == "rejected":
            pages.situations.running()
        else:
            pages.situations.take_up(self.discussion)
        pages.situations.step_aside(self.discussion)
        self.series = self._series()
        self.meeting = pages.situations.fresh_meeting()
        at = pages.situations.tick()
        self.place = meetings.add_place(
            table=self.cast.table, name="Town hall", by=self.cast.chair, at=at
        )
        self.guest = self._guest()

    def _guest(self) -> str:
        """A guest at the open item; nobody where none is open."""
        item, chair = selectors.open_item_of(self.meeting), self.cast.chair
        if item is None:
            return "g-nobody"
        at = self.pages.situations.tick()
        guest = meetings.welcome_guest(item=item, sector="housing", by=chair, at=at)
        return guest.reference

    def _series(self) -> Series:
        at = self.pages.situations.tick()
        return meetings.plan_series(
            table=self.cast.table,
            weekdays=["TU"],
            hour=at.time(),
            starts_on=at.date(),
            by=self.cast.chair,
            at=at,
        )

    def address(self, page: str) -> str:
        board = f"/meetings/{self.meeting.reference}"
        discussion = f"/discussions/{self.discussion.reference}"
        police = self.cast.agency("police").reference
        fixed = {
            "today": "/today",
            "meetings": "/meetings",
            "discussions": "/discussions",
            "plan": "/meetings/plan",
            "afterwards": "/meetings/afterwards",
            "series": "/meetings/series",
            "from-series": f"/meetings/series/{self.series.reference}",
            "skip": f"/meetings/series/{self.series.reference}/skip",
            "at-once": "/meetings/at-once",
            "customs": "/meetings/customs",
            "customs/places": "/meetings/customs/places",
            "end-place": f"/meetings/customs/places/{self.place.reference}/end",
            "customs/training": "/meetings/customs/training",
            "guest-leaves": self.pages.item(self.discussion, f"guest/{self.guest}/leaves"),
            "board": board,
            "fragment": f"{board}/fragment?revision=0",
            "moved": f"{board}/moved?revision=0",
            "wall-fragment": f"{board}/wall/fragment?revision=0",
            "discussion": discussion,
            "reopen": f"{discussion}/reopen",
            "keep-out": f"{discussion}/keep-out",
            "correct": f"{discussion}/correct/factors",
        }
        if page in fixed:
            return fixed[page]
        if page in {"wall", "minutes", "here", "leave", "open", "agenda", "next"} | MEETING:
            return f"{board}/{page}"
        verb = {"item": "", "basis": f"basis/{police}"}.get(page, page)
        return self.pages.item(self.discussion, verb)

    def form(self, page: str) -> dict[str, Any]:
        cast, revision = self.cast, self.discussion.revision
        forms: dict[str, dict[str, Any]] = {
            "plan": {"starts_at": "2026-05-05T09:00"},
            "afterwards": {
                "held_at": "2026-03-02T09:00",
                "chair": cast.chair.reference,
                "reason": "held-on-paper",
            },
            "series": {"weekdays": ["TU"], "hour": "09:00", "venue": "phone"}
            | {f"starts_on{part}": value for part, value in DAY.items()},
            "at-once": {"reason": "risk-rose"},
            "customs": {"region": "ON"},
            "customs/places": {"name": "Library"},
            "customs/training": {"seat": cast.counsellor.reference}
            | {f"day{part}": value for part, value in (DAY | {"_day": "1"}).items()},
            "guest": {"sector": "housing"},
            "roll": {cast.alternate.reference: "apologies"},
            "chair": {"to": cast.second_chair.reference},
            "move": {"to": "down"},
            "facts": {
                "type": "family",
                "factors": [*S1["factors"], "gambling.affected"],
                "revision": revision,
            },
            "decision": decision(revision),
            "confirm": {"revision": revision},
            "take-back": {"revision": revision},
            "basis": {"consent_state": "given", "basis": "consent.person"},
            "answer": {"answer": "can_help"},
            "answers": {cast.agency("housing").reference: "can_help"},
            "agencies": {"lead": cast.agency("counselling").reference, "no_name": "on"},
            "conclusion": {"conclusion": "risk-lowered.informed"},
            "reopen": {"reason": "risk_returned"},
            "correct": {
                "revision": revision,
                "now": "gambling.affected",
                "reason": "learned-later",
            },
        }
        return {"sent": "1", **forms.get(page, {})}

    def ask(self, row: str, name: str) -> str:
        """Do it as this member, undo it, and say what the answer was."""
        method, page = row.split()
        client, address = self.pages.client(name), "/en" + self.address(page)
        with transaction.atomic(), transaction.atomic(using="keys"):
            answer = (
                client.get(address) if method == "get" else client.post(address, self.form(page))
            )
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="keys")
        return in_words(answer)


MEETING = {"roll", "chair", "close", "chair/take", "agenda/order"}


def in_words(answer: HttpResponse) -> str:
    """The status, or that one is sent to sign in."""
    if answer.status_code == 302 and "?next=" in answer["Location"]:
        return "sign in"
    return str(answer.status_code)


@pytest.mark.parametrize("state", STATES)
def test_every_seat_gets_the_answer_written_by_hand(pages: Pages, state: str) -> None:
    world = World(pages, state)
    wrong = [
        f"{row['page']} ({state}) as {name}: {found}, not {row[name]}"
        for row in ROWS
        if row["state"] == state
        for name in CAST
        if (found := world.ask(row["page"], name)) != row[name]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_speaks_of_every_member_and_every_page() -> None:
    from headwater.table.board.urls import urlpatterns

    assert set(ROWS[0]) == {"page", "state", *CAST}
    asked = {row["page"].split()[1] for row in ROWS}
    named = {
        "fill": "agenda",
        "hand_over": "chair",
        "take_chair": "chair/take",
        "arrange": "agenda/order",
        "urgent": "at-once",
        "add_place": "customs/places",
        "end_place": "end-place",
        "training": "customs/training",
        "guest_leaves": "guest-leaves",
        "keep_out": "keep-out",
        "meeting": "board",
        "take_up": "take-up",
        "step_out": "step-out",
        "take_back": "take-back",
        "wall_fragment": "wall-fragment",
        "from_series": "from-series",
    }
    pages = {named.get(str(each.name), str(each.name)) for each in urlpatterns}
    assert pages == asked


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_page_of_a_seat_holds_another_agencys_screening(
    pages: Pages, lang: str, proofs: bool
) -> None:
    """Nothing of a screening crosses but its coded facts: not even its reference."""
    if lang == "fr" and not proofs:
        pytest.skip("the same pages once more: ./headwater test --proofs opens them in French")
    room, cast = Room(pages.cast), pages.cast
    for seat in (cast.representative, cast.counsellor, cast.child_worker):
        room.coded(by=seat)
        room.questioned(by=seat)
        room.brought(room.coded(by=seat))
    room.returned()
    world = World(pages, "at_filter_three")
    owned = list(Screening.objects.values_list("reference", "agency_id"))
    addresses = [
        world.address(row["page"].split()[1]) for row in ROWS if row["page"].startswith("get ")
    ]
    for name in CAST:
        seat = cast.seat(name)
        mine = seat.agency_id if seat else None
        foreign = [reference for reference, agency in owned if agency != mine]
        for address in dict.fromkeys(addresses):
            page = pages.get(name, address, lang).content.decode()
            assert not [each for each in foreign if each in page], (name, address)
