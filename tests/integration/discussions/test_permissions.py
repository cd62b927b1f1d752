"""Seat × state × action, every cell of the table written by hand in tests/permissions.

`yes` it is done; `403` denied with a reason; `404` it does not exist for this seat; `not now`
this seat may do it, in another state. A meeting is open with the item on its agenda; all but
the lapsed are there and have acknowledged; the recused has stepped aside.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from headwater.core.errors import (
    AlreadyDone,
    ChangedMeanwhile,
    Denied,
    NotFoundHere,
    Refused,
)
from headwater.network.models import Agency, Seat
from headwater.table.discussions import permissions, selectors, services
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Answer, ReopenReason, State
from tests.cast import CAST, Cast
from tests.situations import MET, S1, Situations

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

TABLE = Path(__file__).parents[2] / "permissions" / "discussions.csv"


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Tries:
    """Every action as one seat would do it, for its own agency where it has one."""

    def __init__(self, cast: Cast, discussion: Discussion, seat: Seat, at: datetime) -> None:
        self.discussion, self.seat, self.at = discussion, seat, at
        self.own: Agency = seat.agency or cast.agency("police")
        self.lead = cast.agency("counselling")
        self.who: dict[str, Any] = {"discussion": discussion, "by": seat, "at": at}
        self.revision = {"revision": discussion.revision}

    def _sealing(self) -> Discussion:
        self.discussion.table.filter_three = "sealed"
        return self.discussion

    def exists(self) -> None:
        """Ask for it by its reference."""
        selectors.discussion_for(self.seat, self.discussion.reference)

    def read(self) -> None:
        """Ask for its coded record."""
        permissions.may_read(self.seat, self.discussion)

    def start_filter_two(self) -> None:
        services.start_filter_two(**self.who)

    def record_facts(self) -> None:
        facts = S1 | {"flags": ("child-involved",)}
        services.record_facts(**self.who, **self.revision, **facts)

    def propose_decision(self) -> None:
        services.propose_decision(**self.who, **self.revision, findings=MET, accepted=True)

    def withdraw_proposal(self) -> None:
        services.withdraw_proposal(**self.who, **self.revision)

    def confirm_decision(self) -> None:
        services.confirm_decision(**self.who, **self.revision)

    def record_disclosure(self) -> None:
        services.record_disclosure(
            **self.who, agency=self.own, basis="consent.person", consent_state="given"
        )

    def answer(self) -> None:
        services.answer(**self.who, agency=self.own, answer=Answer.CAN_HELP)

    def seal_name(self) -> None:
        """Whether this seat may type a name, at a table that seals names."""
        permissions.may_seal_name(self.seat, self._sealing())

    def open_names(self) -> None:
        """Whether it may open them, once its agency said that it can help."""
        self.answer()
        permissions.may_open_names(self.seat, self._sealing())

    def let_in(self) -> None:
        """Whether it may let in who came later; its agency has disclosed nothing."""
        permissions.may_let_in(self.seat, self._sealing())

    def choose_agencies(self) -> None:
        services.choose_agencies(**self.who, lead=self.lead, assisting=[], names_were_said=False)

    def report_back(self) -> None:
        services.report_back(**self.who)

    def conclude(self) -> None:
        services.conclude(**self.who, conclusion="risk-lowered.informed")

    def reopen(self) -> None:
        services.reopen(**self.who, reason=ReopenReason.RISK_RETURNED)

    def correct(self) -> None:
        services.correct(
            **self.who,
            **self.revision,
            field="flags",
            now="wait-list",
            reason="learned-later",
        )


def _outcome(action: Callable[[], None]) -> str:
    """What came of it, all of it undone again."""
    try:
        with transaction.atomic():
            action()
            transaction.set_rollback(True)
    except NotFoundHere:
        return "404"
    except Denied as refusal:
        assert refusal.message, "a refusal must say why"
        return "403"
    except (Refused, AlreadyDone, ChangedMeanwhile) as refusal:
        assert refusal.message
        return "not now"
    return "yes"


def _at_the_table(situations: Situations, state: str) -> Discussion:
    discussion = situations.in_state(state)
    if state in ("brought", "reopened"):
        situations.take_up(discussion)
    situations.step_aside(discussion)
    discussion.refresh_from_db()
    return discussion


@pytest.mark.parametrize("state", list(State))
def test_every_cell_of_the_permission_table_holds(situations: Situations, state: State) -> None:
    discussion = _at_the_table(situations, state)
    wrong = []
    for row in (row for row in _rows() if row["state"] == state):
        for name in row.keys() - {"action", "state"}:
            seat = situations.cast.seat(name)
            assert seat is not None
            tries = Tries(situations.cast, discussion, seat, situations.tick())
            found = _outcome(getattr(tries, row["action"]))
            if found != row[name]:
                wrong.append(f"{name} {row['action']}: {found}, the table says {row[name]}")
    assert not wrong, "\n".join(wrong)


def test_the_table_speaks_of_every_seat_state_and_action() -> None:
    rows = _rows()
    actions = {name for name in vars(Tries) if not name.startswith("_")}
    assert {(row["action"], row["state"]) for row in rows} == {
        (action, state.value) for action in actions for state in State
    }
    # The anonymous have no seat to ask with; pages send them to sign in.
    assert set(rows[0]) - {"action", "state"} == set(CAST) - {"anonymous"}
