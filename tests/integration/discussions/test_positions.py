"""How a table decides is its setting: consensus, a vote, or the position of each agency."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headwater.core.errors import Refused
from headwater.network.models import Agency
from headwater.network.rules import DecisionMode
from headwater.table.board import selectors as board
from headwater.table.discussions import presenters, selectors, services
from headwater.table.discussions.models import Discussion, Position
from headwater.table.discussions.rules import Stance
from headwater.table.meetings import selectors as meetings
from tests.situations import MET, S2, Situations

pytestmark = pytest.mark.django_db


def _propose(situations: Situations, discussion: Discussion, **changes: Any) -> Discussion:
    discussion.refresh_from_db()
    usual: dict[str, Any] = {
        "discussion": discussion,
        "revision": discussion.revision,
        "findings": MET,
        "accepted": True,
        "by": situations.cast.chair,
        "at": situations.tick(),
    }
    return services.propose_decision(**(usual | changes))


def _decides(situations: Situations, mode: DecisionMode) -> Discussion:
    situations.cast.table.decision_mode = mode
    situations.cast.table.save()
    return situations.at_filter_two()


def _room(situations: Situations, discussion: Discussion) -> list[Agency]:
    return selectors.agencies_who_hear(discussion, situations.fresh_meeting())


def test_by_consensus_no_position_is_asked(situations: Situations) -> None:
    discussion = _decides(situations, DecisionMode.CONSENSUS)
    with pytest.raises(Refused, match="by consensus"):
        _propose(situations, discussion, stances=[(situations.cast.agency("police"), Stance.FOR)])
    assert "no agency dissents" in presenters.read_back(_propose(situations, discussion))


def test_where_each_agency_is_heard_none_is_left_out(situations: Situations) -> None:
    discussion = _decides(situations, DecisionMode.POSITIONS)
    with pytest.raises(Refused) as refusal:
        _propose(situations, discussion)
    assert refusal.value.field == "dissent"
    room = _room(situations, discussion)
    proposed = _propose(situations, discussion, stances=[(each, Stance.FOR) for each in room])
    assert f"{len(room)} for, 0 against, 0 abstaining" in presenters.read_back(proposed)
    assert Position.objects.count() == len(room)
    services.withdraw_proposal(
        discussion=proposed, revision=proposed.revision, by=situations.cast.chair, at=situations.at
    )
    assert not Position.objects.exists()


def test_a_vote_carries_what_more_agencies_are_for_and_who_is_against_says_why(
    situations: Situations,
) -> None:
    cast, discussion = situations.cast, _decides(situations, DecisionMode.VOTE)
    schools, police = cast.agency("schools"), cast.agency("police")
    against = [(schools, Stance.AGAINST), (police, Stance.FOR)]
    with pytest.raises(Refused, match="on what ground"):
        _propose(situations, discussion, stances=against)
    ground = [(schools, "not-enough-known")]
    with pytest.raises(Refused, match="More agencies must vote for it"):
        _propose(situations, discussion, stances=against, dissent=ground)
    more = [*against, (cast.agency("housing"), Stance.FOR)]
    proposed = _propose(situations, discussion, stances=more, dissent=ground)
    assert "decided by vote, 2 for, 1 against, 0 abstaining" in presenters.read_back(proposed)
    with pytest.raises(Refused, match="is against"):
        _propose(situations, proposed, stances=[(schools, Stance.FOR)], dissent=ground)


def test_a_rejection_strips_positions_too(situations: Situations) -> None:
    discussion = _decides(situations, DecisionMode.POSITIONS)
    stances = [(each, Stance.FOR) for each in _room(situations, discussion)]
    proposed = _propose(
        situations, discussion, accepted=False, rejection_reason="single-agency", stances=stances
    )
    services.confirm_decision(
        discussion=proposed, revision=proposed.revision, by=situations.cast.chair, at=situations.at
    )
    assert not Position.objects.exists()


def test_no_list_is_asked_for_in_the_order_of_factors(situations: Situations) -> None:
    """What the database is asked: no order, and no sum, made of what was said of anyone."""
    cast = situations.cast
    heavy, light = situations.brought(), situations.brought(**S2)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        listed = [each.reference for each in selectors.for_seat(cast.chair)]
        list(selectors.mine(cast.representative))
        list(selectors.live_at(cast.table))
        selectors.candidates(situations.planned_meeting())
        board.to_report(cast.counsellor)
        board.to_conclude(cast.chair)
        meetings.agenda(situations.fresh_meeting(), cast.chair)
    assert listed == sorted([heavy.reference, light.reference])  # the same day: by reference
    for query in asked.captured_queries:
        ordered = query["sql"].upper().partition("ORDER BY")[2]
        assert "FACTOR" not in ordered and "COUNT(" not in ordered, query["sql"]
        assert "DISCUSSIONFACTOR" not in query["sql"].upper() or "INSERT" in query["sql"].upper()
