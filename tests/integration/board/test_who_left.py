"""An agency that said it is not needed has left: no page tells it more than where it stands.

That a situation exists and where it stands is known to everyone who sits at the table; the 404 is
for the recused, the other table and what the agency has no part in afterwards.
"""

from __future__ import annotations

from typing import Any

import pytest

from headwater.table.interventions.models import Response
from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db
# Words of the coded record of S1, and of what only those who stay are told.
CODED = ("Alcohol", "absenteeism", "Suicide", "A family", "6 risk factors", "Riverbend Counselling")


@pytest.fixture
def left(pages: Pages) -> Any:
    """Housing left at filter three."""
    discussion = pages.situations.at_filter_three()
    pages.post("housing_worker", pages.item(discussion, "answer"), {"answer": "not_needed"})
    return discussion


def _silent(pages: Pages, address: str, status: int = 200) -> None:
    answer = pages.get("housing_worker", address)
    assert answer.status_code == status, (address, answer.status_code)
    told = pages.text(answer)
    # Attendance names every agency that was in the room; that tells nothing of this situation.
    told = told.split("Items", 1)[-1] if address.endswith("minutes") else told
    assert not [word for word in CODED[:5] if word in told], address


@pytest.mark.parametrize("channel", ["", "/fragment", "/moved", "/wall", "/wall/fragment"])
def test_the_board_and_the_wall_tell_nothing_of_it(pages: Pages, left: Any, channel: str) -> None:
    _silent(pages, pages.board() + channel)


def test_its_page_and_its_item_say_only_where_it_stands(pages: Pages, left: Any) -> None:
    _silent(pages, f"/discussions/{left.reference}")
    assert "you left this one" in pages.see("housing_worker", f"/discussions/{left.reference}")
    _silent(pages, pages.item(left))
    _silent(pages, f"/table/names/{left.reference}", 403)


@pytest.mark.parametrize("address", ["/discussions", "/discussions?all=1", "/today", "/responses/"])
def test_no_list_tells_it(pages: Pages, left: Any, address: str) -> None:
    _silent(pages, address)


def test_the_minutes_and_the_calendar_tell_nothing_of_it(pages: Pages, left: Any) -> None:
    _silent(pages, f"{pages.board()}/minutes")
    _silent(pages, "/meetings")


def test_the_register_of_its_agency_has_no_entry_of_it(pages: Pages, left: Any) -> None:
    assert "Your agency disclosed nothing yet." in pages.see("housing_worker", "/table/disclosures")


def test_it_does_nothing_more_there_and_what_follows_is_not_found(pages: Pages, left: Any) -> None:
    cast = pages.cast
    basis = pages.item(left, f"basis/{cast.agency('housing').reference}")
    pages.post("housing_worker", basis, {"consent_state": "given", "basis": "consent.person"})
    assert not left.disclosures.exists()
    form = {"lead": cast.agency("counselling").reference, "no_name": "on"}
    pages.post("chair", pages.item(left, "agencies"), form)
    response = Response.objects.get(discussion=left)
    assert pages.get("housing_worker", f"/responses/{response.reference}/").status_code == 404
    _silent(pages, f"/discussions/{left.reference}")
    assert pages.get("housing_worker", f"/discussions/{left.reference}/reopen").status_code == 403
