"""The form of the decision asks what the table’s setting says: dissent, votes, or each agency."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.table.board.forms.deciding import DISSENT
from tests.integration.board.conftest import Pages, decision

pytestmark = pytest.mark.django_db


def _form(pages: Pages, mode: str) -> tuple[Any, str]:
    pages.cast.table.decision_mode = mode
    pages.cast.table.save()
    discussion = pages.situations.at_filter_two()
    return discussion, pages.item(discussion, "decision")


def _fields(pages: Pages, address: str) -> list[str]:
    page = pages.get("chair", address).content.decode()
    return sorted({part.split('"', 1)[0] for part in page.split(f'name="{DISSENT}')[1:]})


def test_where_each_agency_is_heard_the_form_asks_all_of_them(pages: Pages) -> None:
    discussion, address = _form(pages, "positions")
    assert "Where each agency stands" in pages.see("chair", address)
    answer = pages.post("chair", address, decision(discussion.revision))
    assert answer.status_code == 422
    assert "Ask Riverbend Police where it stands." in pages.text(answer)
    heard = {DISSENT + reference: "for" for reference in _fields(pages, address)}
    schools = DISSENT + pages.cast.agency("schools").reference
    heard |= {schools: "not-enough-known"}
    page = pages.text(pages.post("chair", address, decision(discussion.revision, **heard)))
    assert f"{len(heard) - 1} for, 1 against, 0 abstaining" in page
    stances = dict(discussion.positions.values_list("agency__code", "stance"))
    assert stances["schools"] == "against" and stances["police"] == "for"
    assert discussion.dissents.get().criterion == "not-enough-known"


def test_in_a_vote_who_says_nothing_agrees_and_who_abstains_is_counted(pages: Pages) -> None:
    discussion, address = _form(pages, "vote")
    abstains = {DISSENT + pages.cast.agency("housing").reference: "abstains"}
    page = pages.text(pages.post("chair", address, decision(discussion.revision, **abstains)))
    count = len(_fields(pages, address))
    assert f"{count - 1} for, 0 against, 1 abstaining" in page


def test_by_consensus_only_dissent_is_asked(pages: Pages) -> None:
    discussion, address = _form(pages, "consensus")
    shown = pages.see("chair", address)
    assert "An agency sees it otherwise" in shown and "Abstains" not in shown
    assert "no agency dissents" in pages.text(
        pages.post("chair", address, decision(discussion.revision))
    )
    assert not discussion.positions.exists()
