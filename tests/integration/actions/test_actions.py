"""Actions: who gives them, who sees them, how they end, and that none is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.actions import presenters, retention, selectors, services
from headwater.table.actions.models import Action
from headwater.table.actions.rules import State
from headwater.table.discussions.models import Discussion
from tests.cast import CAST, Cast
from tests.integration.visits import Clock, Visit
from tests.situations import Situations

pytestmark = pytest.mark.django_db
SOON = date(2026, 3, 10)


def give(situations: Situations, **words: Any) -> Action:
    """The chair gives counselling an action about the table's own work, or what `words` say."""
    given: dict[str, Any] = {
        "kind": "arrange-training",
        "due": SOON,
        "agency": situations.cast.agency("counselling"),
        "by": situations.cast.chair,
        "at": situations.tick(),
        "form_key": f"key-{Action.objects.count()}",
    }
    return services.give(**(given | words))


@pytest.fixture
def accepted(situations: Situations) -> Discussion:
    """At filter four: counselling leads, families assist; the recused has stepped out."""
    discussion = situations.at_filter_four()
    situations.step_aside(discussion)
    return discussion


def seen_by(cast: Cast) -> set[str]:
    """Who of the cast sees any action."""
    return {name for name in CAST if (seat := cast.seat(name)) and selectors.to_do(seat)}


def test_an_action_about_a_discussion_is_seen_by_who_sees_its_record(
    situations: Situations, accepted: Discussion
) -> None:
    give(situations, kind="look-in", discussion=accepted)
    assert seen_by(situations.cast) == {"counsellor", "child_worker", "chair", "second_chair"}


def test_the_tables_own_work_is_seen_by_all_who_sit_there(situations: Situations) -> None:
    give(situations)
    cast = situations.cast
    assert seen_by(cast) == {
        "representative", "alternate", "counsellor", "child_worker", "housing_worker",
        "bystander", "chair", "second_chair", "recused", "lapsed",
    }  # fmt: skip
    assert not selectors.to_do(cast.other_table)


def test_an_agency_sees_what_it_owns_though_the_record_is_closed_to_it(
    situations: Situations, accepted: Discussion
) -> None:
    cast = situations.cast
    action = give(
        situations, kind="ask-own-agency", discussion=accepted, agency=cast.agency("police")
    )
    _found, discussion, record = selectors.action_for(cast.representative, action.reference)
    assert discussion == accepted
    assert not record
    row = presenters.rows([(action, discussion, record)], cast.representative, situations.at)[0]
    assert "risk factor" not in row.about


def test_none_is_given_before_the_table_has_accepted(situations: Situations) -> None:
    discussion = situations.at_filter_two()
    with pytest.raises(Denied, match="accepted"):
        give(situations, kind="look-in", discussion=discussion)


def test_an_agency_without_part_in_it_owns_nothing_about_it(
    situations: Situations, accepted: Discussion
) -> None:
    with pytest.raises(Refused, match="no part") as refusal:
        give(
            situations,
            kind="look-in",
            discussion=accepted,
            agency=situations.cast.agency("francophone"),
        )
    assert refusal.value.field == "owner"


def test_a_worker_takes_on_for_their_own_agency_only(situations: Situations) -> None:
    cast = situations.cast
    mine = {"by": cast.counsellor, "agency": cast.agency("counselling")}
    assert give(situations, **mine).owner_agency == cast.agency("counselling")
    with pytest.raises(Denied):
        give(situations, by=cast.housing_worker, agency=None, seat=cast.counsellor)
    with pytest.raises(Denied):
        give(situations, by=cast.housing_worker, agency=cast.agency("counselling"))


def test_a_seat_that_stepped_out_is_named_for_nothing(
    situations: Situations, accepted: Discussion
) -> None:
    situations.step_aside(accepted, situations.cast.child_worker)
    action = give(
        situations, kind="look-in", discussion=accepted, seat=situations.cast.child_worker
    )
    assert action.owner_seat is None
    assert action.owner_agency == situations.cast.agency("families")


def test_a_form_sent_twice_gives_one_action(situations: Situations) -> None:
    give(situations, form_key="one")
    with pytest.raises(AlreadyDone):
        give(situations, form_key="one")
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"kind": "look-in"}, "kind"),
        ({"kind": "no-such-kind"}, "kind"),
        ({"due": date(2026, 3, 2)}, "due"),
        ({"agency": None}, "owner"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    situations: Situations, words: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        give(situations, **words)
    assert refusal.value.field == field
    assert not Action.objects.exists()


def test_an_ending_other_than_done_says_why(situations: Situations) -> None:
    cast, action = situations.cast, give(situations)
    deed: dict[str, Any] = {"action": action, "by": cast.counsellor, "at": situations.tick()}
    with pytest.raises(Refused, match="reason"):
        services.close(**deed, ending=State.NOT_DONE)
    with pytest.raises(Refused, match="reason"):
        services.close(**deed, ending=State.NOT_DONE, reason="declined")
    with pytest.raises(Denied):
        services.close(**(deed | {"by": cast.bystander}), ending=State.DONE)
    closed = services.close(**deed, ending=State.NOT_POSSIBLE, reason="no-room")
    assert (closed.state, closed.reason) == ("not_possible", "no-room")
    with pytest.raises(AlreadyDone):
        services.close(**deed, ending=State.DONE)
    last = Entry.objects.order_by("-sequence").first()
    assert last and last.action == "action.closed"


def test_what_is_open_comes_to_each_meeting_until_it_is_closed(situations: Situations) -> None:
    situations.open_meeting()
    action = give(situations)
    assert presenters.on_the_agenda(situations.cast.chair, situations.at)[0].carried == ""
    for number in (1, 2):
        situations.closed_meeting()
        situations.meeting = None
        situations.open_meeting()
        row = presenters.on_the_agenda(situations.cast.chair, situations.at)[0]
        assert str(number) in row.carried
    services.close(action=action, ending=State.DONE, by=situations.cast.chair, at=situations.tick())
    assert not presenters.on_the_agenda(situations.cast.chair, situations.at)


def test_the_board_and_today_show_what_is_overdue_first(
    situations: Situations, visit: Visit, still_clock: Clock
) -> None:
    cast = situations.cast
    meeting = situations.open_meeting()
    give(situations, due=situations.at.date())
    still_clock.at = situations.at
    board = visit(cast.counsellor).get(f"/en/meetings/{meeting.reference}").content.decode()
    assert "Arrange a training" in board
    still_clock.pass_(days=2)
    today = visit(cast.counsellor).get("/en/today").context["today"].first
    assert (today[0].title, today[0].tone) == ("Arrange a training", "overdue")
    asked = visit(cast.second_chair).get("/en/today").context["today"]
    assert any(task.title.startswith("Ask what became") for task in asked.first + asked.more)
    other = visit(cast.bystander).get("/en/today").context["today"]
    assert not any(task.tone == "overdue" for task in other.first)


def test_an_action_is_given_and_closed_on_the_pages(
    situations: Situations, visit: Visit, still_clock: Clock
) -> None:
    cast = situations.cast
    still_clock.at = situations.tick()
    chair = visit(cast.chair)
    sent = {"about": "table", "kind": "name-alternate", "form_key": "k1"} | {
        "owner": cast.counsellor.reference,
        "due_day": "9",
        "due_month": "3",
        "due_year": "2026",
    }
    assert chair.post("/en/actions/new", sent).status_code == 302
    action = Action.objects.get()
    assert action.owner_seat == cast.counsellor
    worker = visit(cast.counsellor)
    page = f"/fr/actions/{action.reference}"
    assert "Nommer une personne suppléante" in worker.get(page).content.decode()
    assert worker.post(f"{page}/close", {"ending": "not_done"}).status_code == 422
    done = worker.post(f"{page}/close", {"ending": "not_done", "reason": "no-time"})
    assert done.status_code == 302
    action.refresh_from_db()
    assert action.state == State.NOT_DONE


def test_a_discussion_shows_its_actions_to_who_sees_them(
    situations: Situations, accepted: Discussion, visit: Visit, still_clock: Clock
) -> None:
    cast, page = situations.cast, f"/en/discussions/{accepted.reference}"
    give(situations, kind="look-in", discussion=accepted)
    still_clock.at = situations.tick()
    assert "Look in on them" in visit(cast.child_worker).get(page).content.decode()
    assert "Look in on them" not in visit(cast.bystander).get(page).content.decode()
    assert (
        f"/en/actions/new?about={accepted.reference}"
        in visit(cast.chair).get(page).content.decode()
    )


def test_minutes_tell_the_tables_own_work_and_only_how_many_about_situations(
    situations: Situations, accepted: Discussion, visit: Visit, still_clock: Clock
) -> None:
    give(situations)
    give(situations, kind="look-in", discussion=accepted)
    meeting = situations.closed_meeting()
    still_clock.at = situations.tick()
    page = f"/en/meetings/{meeting.reference}/minutes"
    minutes = visit(situations.cast.chair).get(page).content.decode()
    assert "Arrange a training (Riverbend Counselling), due" in minutes
    assert "And 1 about a situation." in minutes
    assert "Look in on them" not in minutes


def test_another_table_finds_no_action(situations: Situations) -> None:
    action = give(situations)
    with pytest.raises(NotFoundHere):
        selectors.action_for(situations.cast.other_table, action.reference)


def test_closed_actions_go_after_their_period_and_open_ones_never(situations: Situations) -> None:
    kept, gone = give(situations), give(situations)
    services.close(action=gone, ending=State.DONE, by=situations.cast.chair, at=situations.at)
    late = situations.at + retention.kept_for() + timedelta(days=1)
    assert retention.destroy_due(situations.at) == 0
    assert retention.destroy_due(late) == 1
    assert Action.objects.get() == kept
