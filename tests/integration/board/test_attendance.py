"""Who is there: the roll, arriving late, leaving, handing the chair over."""

from __future__ import annotations

import pytest

from headwater.table.meetings import selectors
from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db


def test_the_chair_takes_the_roll_on_one_page(pages: Pages) -> None:
    cast = pages.cast
    pages.situations.open_meeting(present=[])
    roll = {
        cast.counsellor.reference: "present",
        cast.alternate.reference: "apologies",
        cast.bystander.reference: "absent",
    }
    page = pages.text(pages.post("chair", f"{pages.board()}/roll", roll))
    assert "To acknowledge" in page and "Sent apologies" in page and "Absent" in page
    meeting = pages.situations.fresh_meeting()
    revision = meeting.revision
    pages.post("chair", f"{pages.board()}/roll", roll)
    assert pages.situations.fresh_meeting().revision == revision  # what stands is left alone


def test_all_others_are_present_with_one_button(pages: Pages) -> None:
    cast = pages.cast
    pages.situations.open_meeting(present=[])
    form = {cast.alternate.reference: "apologies", "rest": "present"}
    pages.post("chair", f"{pages.board()}/roll", form)
    present = {seat.pk for seat in selectors.present_seats(pages.situations.fresh_meeting())}
    assert cast.counsellor.pk in present
    assert not {cast.alternate.pk, cast.lapsed.pk} & present


def test_the_roll_says_why_a_seat_has_no_place(pages: Pages) -> None:
    pages.situations.open_meeting(present=[])
    page = pages.see("chair", f"{pages.board()}/roll")
    assert "no agreement in force" in page
    lapsed = pages.cast.lapsed.reference
    answer = pages.post("chair", f"{pages.board()}/roll", {lapsed: "present"})
    assert answer.status_code == 422 and "this entry is not in it" in pages.text(answer)


def test_the_roll_notes_who_left_before_the_end(pages: Pages) -> None:
    pages.situations.open_meeting()
    seat = pages.cast.counsellor.reference
    page = pages.post("chair", f"{pages.board()}/roll", {seat: "left"})
    assert "Left early" in pages.text(page)
    assert "Before you join" in pages.see("counsellor", pages.board())
    roll = pages.get("chair", f"{pages.board()}/roll").content.decode()
    field = roll.split(f'name="{seat}" value="left"', 1)[1].split(">", 1)[0]
    assert "checked" in field


def test_a_closed_meeting_keeps_its_roll(pages: Pages) -> None:
    meeting = pages.situations.closed_meeting()
    seat = pages.cast.second_chair.reference
    answer = pages.post("chair", f"/meetings/{meeting.reference}/roll", {seat: "present"})
    assert answer.status_code == 422
    assert "Its attendance stays as it is." in pages.text(answer)


def test_acknowledging_twice_is_once(pages: Pages) -> None:
    pages.situations.open_meeting()
    page = pages.post("counsellor", f"{pages.board()}/here")
    assert "You have said so already." in pages.text(page)


def test_the_chair_is_handed_over_live(pages: Pages) -> None:
    pages.situations.open_meeting()
    address = f"{pages.board()}/chair"
    assert "Second chair" in pages.see("chair", address)
    answer = pages.post("chair", address)
    assert answer.status_code == 422 and "Choose who takes the chair." in pages.text(answer)
    to = {"to": pages.cast.second_chair.reference}
    page = pages.text(pages.post("chair", address, to))
    assert "The chair is handed over." in page and "Someone else chairs this meeting." in page
    assert "Next item" not in page
    assert "Take attendance" in pages.see("second_chair", pages.board())
    assert pages.post("chair", address, to).status_code == 403


def test_the_quorum_is_told_where_the_table_asks_for_one(pages: Pages) -> None:
    table = pages.cast.table
    table.quorum = 3
    table.save()
    pages.situations.open_meeting(present=[])
    assert "Not enough agencies are here yet" in pages.see("chair", pages.board())
    for name in ("representative", "counsellor", "child_worker"):
        pages.post(name, f"{pages.board()}/here")
    assert "Enough agencies are here" in pages.see("chair", pages.board())


def test_a_meeting_opens_on_its_day_and_not_before(pages: Pages) -> None:
    from datetime import timedelta

    from headwater.table.meetings import services

    meeting = services.plan_meeting(
        table=pages.cast.table,
        starts_at=pages.situations.at + timedelta(days=3),
        by=pages.cast.chair,
        at=pages.situations.tick(),
    )
    page = pages.post("chair", f"/meetings/{meeting.reference}/open")
    assert "A meeting opens on its own day, not before." in pages.text(page)
    assert "The agenda opens with the meeting." in pages.see(
        "counsellor", f"/meetings/{meeting.reference}"
    )


def test_who_comes_late_is_shown_with_the_hour(pages: Pages) -> None:
    pages.situations.open_meeting(present=[pages.cast.counsellor])
    pages.situations.tick(30)
    pages.post("alternate", f"{pages.board()}/here")
    page = pages.see("chair", pages.board())
    assert "Alternate, alternate Here since 09:" in page
    assert "Counsellor Here Riverbend" in page
