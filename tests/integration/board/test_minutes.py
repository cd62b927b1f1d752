"""Minutes: who was there by agency, what became of each item; nothing that was said."""

from __future__ import annotations

import pytest

from headwater.audit import selectors as trail
from headwater.table.meetings import services as meetings
from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db


def test_the_minutes_tell_what_became_of_each_item(pages: Pages) -> None:
    situations, cast = pages.situations, pages.cast
    situations.at_filter_four()
    situations.rejected()
    parked = situations.brought()
    situations.take_up(parked)
    meetings.park_item(item=situations.item_of(parked), by=cast.chair, at=situations.tick())
    undecided = situations.at_filter_two()
    waiting = situations.brought()
    situations.take_up(undecided)
    pages.post("chair", f"{pages.board()}/agenda")
    assert situations.item_of(waiting).state == "waiting"
    meeting = situations.closed_meeting()
    page = pages.see("counsellor", f"/meetings/{meeting.reference}/minutes")
    for words in (
        "Accepted: acutely elevated risk. Lead and assisting agencies chosen.",
        "Not accepted. Reason: One agency can address the risk alone.",
        "Put off.",
        "Discussed.",
        "Not reached.",
        "chaired by Chair",
    ):
        assert words in page
    assert "Alcohol" not in page and "family" not in page.lower().replace("riverbend families", "")
    number, digest = trail.head()
    assert f"Audit trail at entry {number}: {digest[:16]}" in page


def test_the_minutes_speak_both_languages(pages: Pages) -> None:
    pages.situations.at_filter_three()
    meeting = pages.situations.closed_meeting()
    page = pages.see("counsellor", f"/meetings/{meeting.reference}/minutes", "fr")
    assert "Retenue\u202f: risque spécialement élevé." in page
    assert "Counseling de Méandre" in page and "Procès-verbal" in page


def test_attendance_is_told_by_agency_and_names_nobody(pages: Pages) -> None:
    cast = pages.cast
    pages.situations.open_meeting(present=[cast.counsellor, cast.child_worker])
    for seat, status in ((cast.alternate, "apologies"), (cast.bystander, "absent")):
        meetings.record_attendance(
            meeting=pages.situations.fresh_meeting(),
            seat=seat,
            status=status,  # type: ignore[arg-type]
            by=cast.chair,
            at=pages.situations.tick(),
        )
    page = pages.see("chair", f"{pages.board()}/minutes")
    assert "so far" in page and "Begun at" in page
    assert "Present Chair or coordinator, Riverbend Counselling, Riverbend Families" in page
    assert "Sent apologies Riverbend Schools" in page
    assert "Absent Riverbend Francophone Centre" in page
    assert "Counsellor" not in page and "Child worker" not in page


def test_whoever_was_not_there_reads_only_who_was(pages: Pages) -> None:
    pages.situations.open_meeting(present=[pages.cast.counsellor])
    pages.situations.at_filter_three()
    meeting = pages.situations.closed_meeting()
    page = pages.see("alternate", f"/meetings/{meeting.reference}/minutes")
    assert "What was discussed stays with those who were there." in page
    assert "Accepted" not in page
    assert "Accepted" in pages.see("second_chair", f"/meetings/{meeting.reference}/minutes")


def test_there_are_no_minutes_before_a_meeting(pages: Pages) -> None:
    meeting = pages.situations.planned_meeting()
    answer = pages.get("chair", f"/meetings/{meeting.reference}/minutes")
    assert answer.status_code == 403 and "no minutes yet" in pages.text(answer)


def test_an_empty_meeting_has_minutes_too(pages: Pages) -> None:
    meeting = pages.situations.closed_meeting()
    assert "The agenda was empty." in pages.see("chair", f"/meetings/{meeting.reference}/minutes")


def test_a_later_step_does_not_reach_back_into_older_minutes(pages: Pages) -> None:
    discussion = pages.situations.at_filter_four()
    first = pages.situations.closed_meeting()
    pages.situations.take_up(discussion)
    pages.post("chair", pages.item(discussion, "report"))
    page = pages.see("chair", f"/meetings/{first.reference}/minutes")
    assert "Reported back" not in page
    assert "Reported back." in pages.see("chair", f"{pages.board()}/minutes")
