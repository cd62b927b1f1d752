"""One permitted line goes back to who brought a situation: true, once, and if the lead allows."""

from __future__ import annotations

import pytest

from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.follow_up import selectors, services
from headwater.table.follow_up.models import Line
from headwater.table.interventions import services as responses
from tests.integration.visits import Clock, Visit
from tests.situations import Situations

pytestmark = pytest.mark.django_db


@pytest.fixture
def concluded(situations: Situations) -> Discussion:
    """Brought by the police, led by counselling, concluded; the person was reached."""
    cast, discussion = situations.cast, situations.at_filter_four()
    response = responses.start_response(discussion=discussion, by=cast.chair, at=situations.tick())
    responses.record_contact(
        response=response, outcome="met", by=cast.counsellor, at=situations.tick()
    )
    situations.take_up(discussion)
    discussion = discussions.report_back(discussion=discussion, by=cast.chair, at=situations.tick())
    return discussions.conclude(
        discussion=discussion,
        conclusion="risk-lowered.informed",
        by=cast.chair,
        at=situations.tick(),
    )


def say(situations: Situations, discussion: Discussion, code: str = "reached") -> Line:
    """Counselling says a line."""
    return services.say(
        discussion=discussion, code=code, by=situations.cast.counsellor, at=situations.tick()
    )


def test_only_what_the_record_bears_out_is_offered(
    situations: Situations, concluded: Discussion
) -> None:
    offered = {entry.code for entry in selectors.true_lines(concluded)}
    assert "reached" in offered
    assert "connected" not in offered
    with pytest.raises(Refused):
        say(situations, concluded, "connected")


def test_who_brought_it_reads_one_line_and_nobody_else_does(
    situations: Situations, concluded: Discussion
) -> None:
    cast = situations.cast
    assert selectors.to_say(cast.counsellor, situations.at) == [concluded]
    assert not selectors.to_say(cast.child_worker, situations.at)
    line = say(situations, concluded)
    assert selectors.unread(cast.representative) == [line]
    for other in (cast.counsellor, cast.child_worker, cast.bystander, cast.chair, cast.other_table):
        assert not selectors.unread(other)
    with pytest.raises(AlreadyDone):
        say(situations, concluded, "someone-goes-on")
    services.read(line=line, by=cast.representative, at=situations.tick())
    assert not selectors.unread(cast.representative)


def test_only_the_lead_speaks(situations: Situations, concluded: Discussion) -> None:
    for other in (situations.cast.child_worker, situations.cast.bystander, situations.cast.chair):
        with pytest.raises(NotFoundHere):
            services.say(discussion=concluded, code="reached", by=other, at=situations.tick())


def test_to_say_nothing_is_an_answer(situations: Situations, concluded: Discussion) -> None:
    say(situations, concluded, "")
    assert not selectors.unread(situations.cast.representative)
    assert not selectors.to_say(situations.cast.counsellor, situations.at)


def test_the_line_is_said_and_read_on_the_pages(
    situations: Situations, concluded: Discussion, visit: Visit, still_clock: Clock
) -> None:
    cast = situations.cast
    still_clock.at = situations.tick()
    lead, page = visit(cast.counsellor), f"/en/became-of-it/{concluded.reference}"
    waiting = lead.get("/en/today").context["today"].waiting
    assert any(task.url == page for task in waiting)
    assert b"They are connected" not in lead.get(page).content
    assert lead.post(page, {"code": "reached"}).status_code == 302
    worker = visit(cast.representative)
    [news] = [
        task
        for task in worker.get("/en/today").context["today"].waiting
        if "They were reached" in task.text
    ]
    assert "risk factor" not in worker.get(news.url).content.decode()
    assert worker.post(news.url).status_code == 302
    assert worker.get(news.url).status_code == 404
