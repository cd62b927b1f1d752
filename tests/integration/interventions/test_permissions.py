"""Who may do what in which state: every cell of the table written by hand, driven through HTTP.

`counsellor` leads, `child_worker` assists, the agency of `alternate` took part and has left,
`representative` disclosed a name at filter three and has no part, `recused` stepped aside.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from headwater.network.models import Seat
from headwater.table.discussions import services as discussions
from headwater.table.interventions import retention, selectors, services
from headwater.table.interventions.models import Response, ToBeTold
from headwater.table.interventions.rules import PlanField
from tests.cast import CAST, make_seat, sign_in

from .conftest import BASIS, SECRET, Responses

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

TABLE = Path(__file__).parents[2] / "permissions" / "interventions.csv"
SAFETY_PLAN = ("safety-plan-made", "safety-plan-held", "safety-plan-reviewed")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


class World:
    """One response in a state, with the address and the form of every action."""

    def __init__(self, responses: Responses, state: str) -> None:
        self.responses, self.cast = responses, responses.cast
        self.response = self._begin()
        self.told, self.contact = self._record()
        self.step = self._take_a_step()
        self._bring_to(state)

    def _begin(self) -> Response:
        cast, situations = self.cast, self.responses.situations
        discussion = discussions.choose_agencies(
            discussion=situations.named(),
            lead=cast.agency("counselling"),
            assisting=[cast.agency("families"), cast.agency("schools")],
            by=cast.chair,
            at=situations.tick(),
        )
        situations.step_aside(discussion)
        response = services.start_response(
            discussion=discussion, by=cast.chair, at=situations.tick()
        )
        services.leave(
            response=response,
            agency=cast.agency("schools"),
            by=cast.alternate,
            at=situations.tick(),
        )
        return response

    def _record(self) -> tuple[ToBeTold, str]:
        cast, at = self.cast, self.responses.at
        deed: dict[str, Any] = {"response": self.response, "by": cast.counsellor, "at": at}
        services.write_plan(texts={PlanField.WHERE: SECRET}, **deed)
        told = services.add_to_be_told(
            person_number=1, owner=cast.agency("families"), due=at.date(), **deed
        )
        contact = services.record_contact(outcome="not-home", **deed)
        return told, contact.reference

    def _take_a_step(self) -> str:
        cast = self.cast
        step = services.add_step(
            response=self.response,
            step="food-and-basics",
            owner=cast.agency("families"),
            hours=24,
            by=cast.counsellor,
            at=self.responses.at,
        )
        return step.reference

    def _bring_to(self, state: str) -> None:
        cast, responses = self.cast, self.responses
        if state == "open":
            return
        services.report_back(
            response=self.response, standing="can_close", by=cast.counsellor, at=responses.at
        )
        if state == "reported":
            return
        services.close_response(response=self.response, by=cast.chair, at=responses.at)
        if state == "destroyed":
            retention.destroy_due(responses.later(days=8))

    def ask(self, action: str, seat: Seat | None) -> str:
        """Do the action in the seat, undo it, and say in the table's words what happened."""
        client = Client()
        sign_in(client, seat)
        address, form = self._form(action)
        with ExitStack() as undone:
            # An opening is committed by design and changes nothing but the trail.
            if action != "open the plan":
                for alias in ("default", "keys"):
                    undone.enter_context(transaction.atomic(using=alias))
            answer = client.get(address) if form is None else client.post(address, form)
            if action != "open the plan":
                for alias in ("default", "keys"):
                    transaction.set_rollback(True, using=alias)
        return _in_words(answer)

    def _form(self, action: str) -> tuple[str, dict[str, Any] | None]:
        families = self.cast.agency("families").reference
        base = f"/en/responses/{self.response.reference}/"
        due = {"due_day": "1", "due_month": "4", "due_year": "2026"}
        acts: dict[str, dict[str, Any]] = {
            "plan": {"where": "elsewhere"},
            "door": {"going": [families], "police": "no", "without_police": "told"},
            "contact": {"outcome": "met"},
            "consent": {
                "person_number": "1",
                "state": "given",
                "how": "spoken",
                "giver": "person",
            },
            "service": {"service": "home-care", "state": "offered"},
            "gap": {"service": "home-care", "kind": "cost"},
            "to-be-told": {"person_number": "2", "owner": families, **due},
            "report": {"standing": "can_close"},
            "close": {},
            "lead": {"agency": families},
            "acting": {"who": self.cast.counsellor.reference, "until": "2026-03-05T09:00"},
            "leave": {},
        }
        key = {"form_key": "key"}
        places: dict[str, tuple[str, dict[str, Any] | None]] = {
            "list": ("/en/responses/", None),
            "see": (base, None),
            "note": (f"{base}note/", None),
            "open the plan": (f"{base}plan/open/", {"basis": BASIS, **key}),
            "phone sheet": (f"{base}phone/", None),
            "adopt": (
                f"{base}templates/safety-plan/",
                {"take_helpline-given": "on", "owner_helpline-given": families}
                | {f"owner_{each}": families for each in SAFETY_PLAN}
                | key,
            ),
            "settle": (f"{base}entries/{self.step}/settle/", {"outcome": "done", **key}),
            "told": (f"{base}entries/{self.told.reference}/told/", key),
            "correct": (
                f"{base}entries/{self.contact}/correct/",
                {"reason": "entered-wrongly", **key},
            ),
        }
        return places.get(action) or (f"{base}{action}/", acts[action] | key)


def _in_words(answer: Any) -> str:
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")):
        return "sign in"
    return {200: "yes", 302: "yes", 403: "no", 404: "404"}.get(
        answer.status_code, f"an answer {answer.status_code}"
    )


@pytest.mark.parametrize("state", ["open", "reported", "closed", "destroyed"])
def test_every_seat_gets_what_the_table_says(state: str, at_the_clock: Responses) -> None:
    world = World(at_the_clock, state)
    rows = [row for row in ROWS if row["state"] == state]
    got = {
        (row["action"], name): world.ask(row["action"], world.cast.seat(name))
        for row in rows
        for name in CAST
    }
    assert got == {(row["action"], name): row[name] for row in rows for name in CAST}


def test_the_table_has_a_row_for_every_action_in_every_state() -> None:
    actions = {row["action"] for row in ROWS}
    assert {(row["action"], row["state"]) for row in ROWS} == {
        (action, state)
        for action in actions
        for state in ("open", "reported", "closed", "destroyed")
    }
    assert set(ROWS[0]) == {"action", "state", *CAST}


@pytest.mark.parametrize("action", ["see", "note", "contact", "open the plan", "told", "correct"])
def test_one_who_stepped_aside_finds_nothing_though_their_agency_leads(
    action: str, at_the_clock: Responses
) -> None:
    cast = at_the_clock.cast
    aside = make_seat(
        cast.community,
        "alternate",
        agency=cast.agency("counselling"),
        table=cast.table,
        name="aside",
    )
    world = World(at_the_clock, "open")
    assert world.ask(action, aside) in {"yes", "no"}
    at_the_clock.situations.step_aside(world.response.discussion, aside)
    assert world.ask(action, aside) == "404"
    assert selectors.responses_of(aside) == []
