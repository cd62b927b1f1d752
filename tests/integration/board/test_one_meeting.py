"""One meeting as it is held: S1 from the agenda to its conclusion, through the pages alone."""

from __future__ import annotations

import pytest

from headwater.table.discussions.models import Discussion
from headwater.table.interventions.models import Response
from headwater.table.meetings.models import AgendaItem, Meeting
from tests.integration.board.conftest import Pages, decision

pytestmark = pytest.mark.django_db


def test_a_situation_goes_from_the_agenda_to_its_conclusion(pages: Pages) -> None:
    cast = pages.cast
    discussion = pages.situations.brought()
    meeting = pages.situations.planned_meeting()
    board = f"/meetings/{meeting.reference}"

    assert "Open the meeting" in pages.see("chair", board)
    pages.post("chair", f"{board}/open")
    pages.post("chair", f"{board}/agenda")
    assert "Before you join" in pages.see("counsellor", board)
    for name in ("representative", "alternate", "counsellor", "child_worker", "housing_worker"):
        pages.post(name, f"{board}/here")
    assert "New situation" in pages.see("counsellor", board)

    pages.post("chair", f"{board}/next")
    item = AgendaItem.objects.get(subject=discussion.reference)
    discussion.refresh_from_db()
    assert (item.state, discussion.state) == ("open", "at_filter_two")
    assert "A family; brought by policing; 6 risk factors." in pages.see("counsellor", board)

    page = pages.post("chair", pages.of(item, "decision"), decision(discussion.revision))
    assert "all four criteria are met" in pages.text(page)
    discussion.refresh_from_db()
    page = pages.post("chair", pages.of(item, "confirm"), {"revision": discussion.revision})
    assert "Accepted. Filter three is open." in pages.text(page)

    police = cast.agency("police").reference
    basis = {
        "consent_state": "not-asked",
        "not_sought_reason": "no-time",
        "basis": "act.mfippa-32-h",
    }
    assert "Names may be said now" in pages.see("representative", board)
    page = pages.post("representative", pages.of(item, f"basis/{police}"), basis)
    assert "The basis is recorded" in pages.text(page)
    pages.post("counsellor", pages.of(item, "answer"), {"answer": "involved"})
    pages.post("child_worker", pages.of(item, "answer"), {"answer": "can_help"})
    page = pages.post("housing_worker", pages.of(item, "answer"), {"answer": "not_needed"})
    assert "you left this one" in pages.text(page)
    schools = cast.agency("schools").reference
    page = pages.post("chair", pages.of(item, "answers"), {schools: "not_needed"})
    assert "Must leave the room or the call now" in pages.text(page)

    chosen = {
        "lead": cast.agency("counselling").reference,
        "assisting": [cast.agency("families").reference],
    }
    page = pages.post("chair", pages.of(item, "agencies"), chosen)
    assert "Filter four is open" in pages.text(page)
    response = Response.objects.get(discussion=discussion)
    assert response.state == "open"

    pages.post("chair", f"{board}/next")
    page = pages.post("chair", f"{board}/close")
    assert "The meeting is closed" in pages.text(page)

    second = pages.situations.planned_meeting()
    board = f"/meetings/{second.reference}"
    pages.post("chair", f"{board}/open")
    pages.post("counsellor", f"{board}/here")
    pages.post("chair", f"{board}/agenda")
    pages.post("chair", f"{board}/next")
    item = AgendaItem.objects.get(subject=discussion.reference, meeting=second)
    assert "The table has heard the report" in pages.see("counsellor", board)
    pages.post("counsellor", pages.of(item, "report"))
    page = pages.post(
        "chair", pages.of(item, "conclusion"), {"conclusion": "risk-lowered.connected-here"}
    )
    assert "Concluded." in pages.text(page)
    discussion.refresh_from_db()
    response.refresh_from_db()
    assert (discussion.state, response.state) == ("concluded", "closed")
    pages.post("chair", f"{board}/next")
    pages.post("chair", f"{board}/close")
    assert Meeting.objects.filter(state="closed").count() == 2
    minutes = pages.see("counsellor", f"/meetings/{second.reference}/minutes")
    assert "Reported back. Concluded." in minutes


def test_a_rejection_gives_the_screening_back_and_goes_on(pages: Pages) -> None:
    first = pages.situations.proposed(accepted=False)
    second = pages.situations.brought(by=pages.cast.counsellor)
    pages.post("chair", f"{pages.board()}/agenda")
    item = pages.situations.item_of(first)
    page = pages.post("chair", pages.of(item, "confirm"), {"revision": first.revision})
    assert "The next item is open." in pages.text(page)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.originating_agency, first.factors.count()) == ("rejected", None, 0)
    assert second.state == "at_filter_two"
    assert Discussion.objects.count() == 2
