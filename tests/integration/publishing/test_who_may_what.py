"""Every page and verb of products, in every state, for the whole cast; answers written by hand.

`done` moved the edition on; `before` changed nothing and said that it had been done.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from headwater.core.permissions import ask
from headwater.publishing import permissions
from headwater.publishing.models import Edition
from headwater.publishing.rules import MOVES, State, Verb
from tests.cast import CAST
from tests.integration.publishing.press import QUARTER, Press
from tests.integration.visits import Visit, table

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
ROWS = table("publishing")
NOTE = {"context_en": "Two meanings.", "context_fr": "Deux sens."}


def answer_to(client: Client, action: str, edition: Edition | None) -> str:
    """What a member gets for an action on the edition."""
    if edition is None:
        if action == "list":
            return str(client.get("/en/products/").status_code)
        return str(client.post("/en/products/", {"quarter": str(QUARTER)}).status_code)
    inside, outside = "/en/products/", "/en/c/riverbend/products/"
    match action:
        case "see":
            answer = client.get(inside + edition.reference)
        case "read":
            answer = client.get(outside + edition.reference)
        case "print":
            answer = client.get(f"{outside}{edition.reference}.pdf")
        case "edit":
            answer = client.post(inside + edition.reference, NOTE)
        case verb:
            return moved(client, edition, verb)
    return str(answer.status_code)


def moved(client: Client, edition: Edition, verb: str) -> str:
    """What becomes of an edition a member tries to move on."""
    before = edition.state
    answer = client.post(f"/en/products/{edition.reference}/{verb}")
    edition.refresh_from_db()
    if answer.status_code != 302 or "/account/sign-in" in answer.url:
        assert edition.state == before
        return str(answer.status_code)
    return "before" if edition.state == before else "done"


@pytest.mark.parametrize("line", list(ROWS))
def test_each_member_gets_what_the_table_says(press: Press, visit: Visit, line: str) -> None:
    action, _, state = line.partition(" ")
    edition = press.in_state(state) if state else None
    found = {}
    for name in CAST:
        client = visit(press.cast.seat(name))
        with transaction.atomic():
            found[name] = answer_to(client, action, edition)
            transaction.set_rollback(True)
        if edition:
            edition.refresh_from_db()
    assert found == ROWS[line]


@pytest.mark.parametrize("state", [state.value for state in State])
def test_the_button_and_the_server_agree(press: Press, visit: Visit, state: str) -> None:
    edition = press.in_state(state)
    for name in ("analyst", "evaluator", "steering"):
        seat = press.cast.seat(name)
        assert seat
        answer = visit(seat).get(f"/en/products/{edition.reference}")
        for act in answer.context["actions"]:
            assert State(state) in MOVES[act.verb].sources
            assert bool(act.permission) == bool(ask(permissions.may, seat, edition, act.verb))
            if not act.permission:
                assert act.permission.reason in answer.content.decode()


def test_a_verb_that_is_none_is_not_found(press: Press, visit: Visit) -> None:
    edition = press.published()
    for verb in ("edit", Verb.SUPERSEDE, "unpublish"):
        answer = visit(press.cast.steering).post(f"/en/products/{edition.reference}/{verb}")
        assert answer.status_code == 404
