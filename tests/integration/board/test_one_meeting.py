"""One meeting as it is held: S1 from the agenda to its conclusion, through the pages alone."""

from __future__ import annotations

import pytest

from headwater.table.discussions.models import Discussion
from headwater.table.interventions.models import Response
from headwater.table.meetings.models import AgendaItem, Meeting
from tests.integration.board.conftest import Pages, decision

pytestmark = pytest.mark.django_db


def to_filter_two(pages: Pages, discussion: Discussion, meeting: Meeting) -> AgendaItem:
    """Open the meeting, let people join, take the situation up."""
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
    return item


def to_filter_three(pages: Pages, discussion: Discussion, item: AgendaItem) -> None:
    """Decide, read back, confirm."""
    page = pages.post("chair", pages.of(item, "decision"), decision(discussion.revision))
    assert "all four criteria are met" in pages.text(page)
    discussion.refresh_from_db()
    page = pages.post("chair", pages.of(item, "confirm"), {"revision": discussion.revision})
    assert "Accepted. Filter three is open." in pages.text(page)


def to_filter_four(pages: Pages, discussion: Discussion, item: AgendaItem) -> Response:
    """Record the basis, hear every agency, choose who stays."""
    cast = pages.cast
    police, schools = (cast.agency(code).reference for code in ("police", "schools"))
    basis = {
        "consent_state": "not-asked",
        "not_sought_reason": "no-time",
        "basis": "act.mfippa-32-h",
    }
    assert "Names may be said now" in pages.see("representative", pages.board())
    page = pages.post("representative", pages.of(item, f"basis/{police}"), basis)
    assert "The basis is recorded" in pages.text(page)
    pages.post("counsellor", pages.of(item, "answer"), {"answer": "involved"})
    pages.post("child_worker", pages.of(item, "answer"), {"answer": "can_help"})
    page = pages.post("housing_worker", pages.of(item, "answer"), {"answer": "not_needed"})
    assert "you left this one" in pages.text(page)
    page = pages.post("chair", pages.of(item, "answers"), {schools: "not_needed"})
    assert "Must leave the room or the call now" in pages.text(page)
    chosen = {
        "lead": cast.agency("counselling").reference,
        "assisting": [cast.agency("families").reference],
    }
    page = pages.post("chair", pages.of(item, "agencies"), chosen)
    assert "Filter four is open" in pages.text(page)
    return Response.objects.get(discussion=discussion)


def to_the_end(pages: Pages, discussion: Discussion) -> None:
    """At the next meeting: report back, conclude."""
    board = pages.board()
    pages.post("chair", f"{board}/open")
    pages.post("counsellor", f"{board}/here")
    pages.post("chair", f"{board}/agenda")
    pages.post("chair", f"{board}/next")
    item = pages.situations.item_of(discussion)
    assert "The table has heard the report" in pages.see("counsellor", board)
    pages.post("counsellor", pages.of(item, "report"))
    page = pages.post(
        "chair", pages.of(item, "conclusion"), {"conclusion": "risk-lowered.connected-here"}
    )
    assert "Concluded." in pages.text(page)
    pages.post("chair", f"{board}/next")
    pages.post("chair", f"{board}/close")


def test_a_situation_goes_from_the_agenda_to_its_conclusion(pages: Pages) -> None:
    discussion = pages.situations.brought()
    meeting = pages.situations.planned_meeting()
    item = to_filter_two(pages, discussion, meeting)
    to_filter_three(pages, discussion, item)
    response = to_filter_four(pages, discussion, item)
    pages.post("chair", f"{pages.board()}/next")
    page = pages.post("chair", f"{pages.board()}/close")
    assert "The meeting is closed" in pages.text(page)
    second = pages.situations.planned_meeting()
    to_the_end(pages, discussion)
    discussion.refresh_from_db()
    response.refresh_from_db()
    assert (discussion.state, response.state) == ("concluded", "closed")
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
