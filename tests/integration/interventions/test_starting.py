"""Beginning a response, leaving it, passing the lead on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.audit.models import Entry as TrailEntry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Answer, ReopenReason, Sight
from headwater.table.discussions.selectors import sight as seen_by
from headwater.table.interventions import selectors, services
from headwater.table.interventions.models import Response
from headwater.table.meetings import services as meetings
from headwater.table.meetings.rules import ItemKind
from headwater.vault import api as vault

from .conftest import BASIS, Responses

pytestmark = pytest.mark.django_db


def test_the_clock_counts_from_the_confirmed_acceptance(responses: Responses) -> None:
    response = responses.open()
    assert response.started_at == response.discussion.decided_at
    assert response.due_at - response.started_at == timedelta(hours=48)
    assert response.started_at < responses.at


def test_lead_and_assisting_agencies_get_access_and_no_one_else(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    assert [part.agency.code for part in selectors.participants(response)] == [
        "counselling",
        "families",
    ]
    for seat in (cast.counsellor, cast.child_worker):
        assert vault.has_grant(response.reference, seat, responses.at)
    for seat in (cast.chair, cast.representative, cast.housing_worker, cast.bystander):
        assert not vault.has_grant(response.reference, seat, responses.at)


def test_a_response_begins_once(responses: Responses) -> None:
    response = responses.open()
    with pytest.raises(AlreadyDone):
        services.start_response(
            discussion=response.discussion, by=responses.cast.chair, at=responses.at
        )


def test_no_response_begins_before_the_table_chose_its_agencies(responses: Responses) -> None:
    discussion = responses.situations.at_filter_three()
    with pytest.raises(Denied, match="must first choose"):
        services.start_response(discussion=discussion, by=responses.cast.chair, at=responses.at)


@pytest.mark.parametrize("who", ["analyst", "agency_lead", "other_table"])
def test_no_one_from_outside_the_table_begins_a_response(who: str, responses: Responses) -> None:
    discussion = responses.situations.at_filter_four()
    with pytest.raises(Denied, match="sits at this table"):
        services.start_response(discussion=discussion, by=responses.cast.seat(who), at=responses.at)


def test_a_discussion_without_a_lead_is_refused(responses: Responses) -> None:
    discussion = responses.situations.at_filter_four()
    discussion.lead_agency = None
    with pytest.raises(Refused) as refusal:
        services.start_response(discussion=discussion, by=responses.cast.chair, at=responses.at)
    assert refusal.value.field == "lead"


def test_an_agency_that_leaves_loses_its_access_at_once(responses: Responses) -> None:
    response, cast = responses.planned(), responses.cast
    services.leave(
        response=response, agency=cast.agency("families"), by=cast.child_worker, at=responses.at
    )
    assert not vault.has_grant(response.reference, cast.child_worker, responses.at)
    with pytest.raises(NotFoundHere):
        selectors.response_for(cast.child_worker, response.reference)
    with pytest.raises(Denied):
        services.open_plan(response=response, basis=BASIS, by=cast.child_worker, at=responses.at)


def test_the_lead_agency_cannot_leave_a_response_without_a_lead(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    with pytest.raises(Denied, match="Pass the lead on"):
        services.leave(
            response=response,
            agency=cast.agency("counselling"),
            by=cast.counsellor,
            at=responses.at,
        )


def test_nobody_leaves_for_another_agency(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    with pytest.raises(Refused, match="your own agency"):
        services.leave(
            response=response,
            agency=cast.agency("counselling"),
            by=cast.child_worker,
            at=responses.at,
        )


def test_whom_a_leaving_agency_was_to_tell_passes_to_the_lead(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    services.add_to_be_told(
        response=response,
        person_number=1,
        owner=cast.agency("families"),
        due=responses.at.date(),
        by=cast.child_worker,
        at=responses.at,
    )
    services.leave(
        response=response, agency=cast.agency("families"), by=cast.child_worker, at=responses.at
    )
    assert [each.owner.code for each in selectors.untold(response)] == ["counselling"]


def test_the_lead_passes_and_the_former_lead_assists(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    services.pass_lead(
        response=response, agency=cast.agency("families"), by=cast.counsellor, at=responses.at
    )
    assert selectors.lead_of(response).agency.code == "families"
    assert selectors.part_of(cast.counsellor, response).role == "assisting"


def test_the_chair_passes_the_lead_on_when_the_lead_cannot(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    services.pass_lead(
        response=response, agency=cast.agency("families"), by=cast.chair, at=responses.at
    )
    assert selectors.lead_of(response).agency.code == "families"


def test_the_lead_passes_only_to_another_agency_of_the_response(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    for code, words in (("counselling", "leads already"), ("housing", "takes part")):
        with pytest.raises(Refused, match=words):
            services.pass_lead(
                response=response, agency=cast.agency(code), by=cast.counsellor, at=responses.at
            )
    with pytest.raises(Denied, match="lead agency or the chair"):
        services.pass_lead(
            response=response,
            agency=cast.agency("families"),
            by=cast.child_worker,
            at=responses.at,
        )


def test_a_lone_lead_has_nobody_to_pass_the_lead_to(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    services.leave(
        response=response, agency=cast.agency("families"), by=cast.child_worker, at=responses.at
    )
    with pytest.raises(Denied, match="No other agency"):
        services.pass_lead(
            response=response, agency=cast.agency("families"), by=cast.counsellor, at=responses.at
        )


def test_a_discussion_taken_up_again_opens_its_response_again(responses: Responses) -> None:
    response = _concluded(responses)
    services.start_response(
        discussion=_chosen_again(responses, response), by=responses.cast.chair, at=responses.at
    )
    response.refresh_from_db()
    assert (response.state, response.closed_at, response.destroy_at) == ("open", None, None)
    assert response.due_at - responses.at == timedelta(hours=48)
    assert [part.agency.code for part in selectors.participants(response)] == ["housing"]
    with pytest.raises(NotFoundHere):
        selectors.response_for(responses.cast.counsellor, response.reference)


def test_opening_again_brings_nothing_back_that_was_destroyed(responses: Responses) -> None:
    response = _concluded(responses)
    responses.later(days=9)
    services.destroy(response=response, at=responses.at)
    services.start_response(
        discussion=_chosen_again(responses, response), by=responses.cast.chair, at=responses.at
    )
    response.refresh_from_db()
    assert response.sealed_under != response.reference
    assert not selectors.has_plan(response)
    assert response.destroyed_at is None
    opened = services.open_plan(
        response=response, basis=BASIS, by=responses.cast.housing_worker, at=responses.at
    )
    assert opened == []


def test_a_refused_deed_is_in_the_trail_and_a_done_one_too(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    with pytest.raises(Denied):
        services.leave(
            response=response,
            agency=cast.agency("counselling"),
            by=cast.counsellor,
            at=responses.at,
        )
    outcomes = TrailEntry.objects.filter(action__startswith="response.").values_list(
        "action", "outcome"
    )
    assert set(outcomes) == {("response.started", "done"), ("response.left", "refused")}


def _concluded(responses: Responses) -> Response:
    """A response whose discussion is concluded and whose plan waits for its day."""
    response = responses.planned()
    responses.situations.take_up(response.discussion)
    discussions.report_back(
        discussion=response.discussion, by=responses.cast.chair, at=responses.at
    )
    discussions.conclude(
        discussion=response.discussion,
        conclusion="risk-lowered.connected-here",
        by=responses.cast.chair,
        at=responses.at,
    )
    services.close_response(response=response, by=responses.cast.chair, at=responses.at)
    return response


def _chosen_again(responses: Responses, response: Response) -> Discussion:
    """The discussion taken up again; this time housing alone is chosen."""
    chair = responses.cast.chair
    responses.situations.closed_meeting()
    responses.situations.meeting = None
    response.discussion.refresh_from_db()
    discussion = _reopen(responses, response.discussion)
    housing = responses.cast.agency("housing")
    discussions.answer(
        discussion=discussion, agency=housing, answer=Answer.CAN_HELP, by=chair, at=responses.at
    )
    discussion.refresh_from_db()
    return discussions.choose_agencies(
        discussion=discussion,
        lead=housing,
        assisting=[],
        by=chair,
        at=responses.at,
        names_were_said=False,
    )


def _reopen(responses: Responses, discussion: Discussion) -> Discussion:
    situations, chair = responses.situations, responses.cast.chair
    meeting = situations.running()
    meetings.add_item(
        meeting=meeting, subject=discussion.reference, kind=ItemKind.FOLLOW_UP, at=situations.at
    )
    situations.take_up(discussion)
    return discussions.reopen(
        discussion=discussion, reason=ReopenReason.RISK_RETURNED, by=chair, at=situations.at
    )


def test_an_agency_that_leaves_no_longer_sees_the_discussion(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    assert seen_by(cast.child_worker, response.discussion) is Sight.RECORD
    services.leave(
        response=response,
        agency=cast.agency("families"),
        by=cast.child_worker,
        at=responses.later(hours=1),
    )
    discussion = Discussion.objects.get(pk=response.discussion_id)
    assert seen_by(cast.child_worker, discussion) is not Sight.RECORD
    assert not discussion.assisting.exists()


def test_the_new_lead_agency_reports_back_at_the_table(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    services.pass_lead(
        response=response,
        agency=cast.agency("families"),
        by=cast.counsellor,
        at=responses.later(hours=1),
    )
    discussion = Discussion.objects.get(pk=response.discussion_id)
    assert discussion.lead_agency == cast.agency("families")
    assert [each.agency for each in discussion.assisting.all()] == [cast.agency("counselling")]
