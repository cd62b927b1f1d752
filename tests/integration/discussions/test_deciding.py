"""The decision: criterion by criterion, read back, confirmed."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.network.rules import DecisionMode
from headwater.table.discussions import presenters, services
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import State
from tests.situations import MET, ONE_AGENCY_CAN, Situations

pytestmark = pytest.mark.django_db


def _propose(situations: Situations, discussion: Discussion, **changes: Any) -> Discussion:
    usual: dict[str, Any] = {
        "discussion": discussion,
        "revision": discussion.revision,
        "findings": MET,
        "accepted": True,
        "by": situations.cast.chair,
        "at": situations.tick(),
    }
    return services.propose_decision(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"findings": {}}, "findings"),
        ({"findings": MET | {"hunch": True}}, "findings"),
        ({"findings": ONE_AGENCY_CAN}, "accepted"),
        ({"accepted": False}, "rejection_reason"),
        ({"accepted": False, "rejection_reason": "we know them"}, "rejection_reason"),
        ({"rejection_reason": "single-agency"}, "rejection_reason"),
    ],
)
def test_a_proposal_that_is_not_whole_is_refused_at_its_field(
    situations: Situations, changes: dict[str, Any], field: str
) -> None:
    discussion = situations.at_filter_two()
    with pytest.raises(Refused) as refusal:
        _propose(situations, discussion, **changes)
    assert refusal.value.field == field
    discussion.refresh_from_db()
    assert (discussion.state, discussion.proposal) == (State.AT_FILTER_TWO, "")


def test_nothing_is_decided_until_it_is_confirmed(situations: Situations) -> None:
    discussion = situations.proposed()
    assert (discussion.decision, discussion.decided_at) == ("", None)
    confirmed = services.confirm_decision(
        discussion=discussion,
        revision=discussion.revision,
        by=situations.cast.chair,
        at=situations.tick(),
    )
    assert (confirmed.decision, confirmed.decided_at) == ("accepted", situations.at)
    assert confirmed.state == State.AT_FILTER_THREE


def test_dissent_is_coded_by_agency_and_ground(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two()
    schools = cast.agency("schools")
    proposed = _propose(
        situations,
        discussion,
        dissent=[
            (schools, "consent-first"),
            (schools, "consent-first"),
            (schools, "not-enough-known"),
        ],
    )
    assert proposed.dissents.count() == 2
    assert "1 agency dissents" in presenters.read_back(proposed)
    for agency, ground in (
        (schools, "because"),
        (cast.agency("social-services"), "consent-first"),
    ):
        with pytest.raises(Refused) as refusal:
            _propose(situations, proposed, dissent=[(agency, ground)])
        assert refusal.value.field == "dissent"


def test_a_new_proposal_replaces_the_one_before(situations: Situations) -> None:
    discussion = situations.proposed()
    again = _propose(
        situations,
        discussion,
        findings=ONE_AGENCY_CAN,
        accepted=False,
        rejection_reason="single-agency",
    )
    assert again.proposal == "rejected"
    assert again.findings.filter(met=False).count() == 1
    assert again.changes.filter(after=State.DECISION_PROPOSED).count() == 1


def test_a_proposal_taken_back_leaves_filter_two_as_it_was(situations: Situations) -> None:
    discussion = situations.proposed(accepted=False)
    form = {
        "discussion": discussion,
        "revision": discussion.revision,
        "by": situations.cast.chair,
        "at": situations.tick(),
    }
    taken_back = services.withdraw_proposal(**form)
    assert (taken_back.state, taken_back.rejection_reason) == (State.AT_FILTER_TWO, "")
    assert not taken_back.findings.exists()
    assert taken_back.factors.exists()
    with pytest.raises(AlreadyDone):
        services.withdraw_proposal(**form)


def test_the_same_proposal_sent_twice_is_saved_once(situations: Situations) -> None:
    discussion = situations.at_filter_two()
    form = {"revision": discussion.revision}
    _propose(situations, discussion, **form)
    with pytest.raises(AlreadyDone):
        _propose(situations, discussion, **form)


def test_only_the_one_who_chairs_proposes_and_confirms(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.proposed()
    with pytest.raises(Denied, match="Only the chair"):
        _propose(situations, discussion, by=cast.representative)
    with pytest.raises(Denied, match="Someone else chairs"):
        services.confirm_decision(
            discussion=discussion,
            revision=discussion.revision,
            by=cast.second_chair,
            at=situations.tick(),
        )


@pytest.mark.parametrize(
    ("mode", "english", "french"),
    [
        (DecisionMode.CONSENSUS, "by consensus", "par consensus"),
        (DecisionMode.VOTE, "by vote", "par un vote"),
        (DecisionMode.POSITIONS, "by the position of each agency", "la position de chaque"),
    ],
)
def test_the_read_back_says_how_the_table_decided_in_both_languages(
    situations: Situations, mode: DecisionMode, english: str, french: str
) -> None:
    situations.cast.table.decision_mode = mode
    situations.cast.table.save()
    discussion = situations.proposed()
    said = presenters.read_back(discussion)
    assert said.startswith("The table finds acutely elevated risk: all four criteria are met,")
    assert english in said
    heard = mode == DecisionMode.POSITIONS
    assert said.endswith("0 against, 0 abstaining." if heard else "no agency dissents.")
    with translation.override("fr"):
        dit = presenters.read_back(discussion)
    assert "un risque spécialement élevé\u202f: les quatre critères sont remplis" in dit
    assert french in dit


def test_the_read_back_of_a_rejection_names_what_is_not_met_and_why(
    situations: Situations,
) -> None:
    discussion = situations.proposed(accepted=False)
    said = presenters.read_back(discussion)
    assert "one agency can address the risk alone" in said
    assert "“More than one sector is needed”" in said
    with translation.override("fr"):
        assert "«\u202fPlus d’un secteur est nécessaire\u202f»" in presenters.read_back(discussion)
    all_met = _propose(situations, discussion, accepted=False, rejection_reason="already-connected")
    assert "all four criteria met and still does not accept" in presenters.read_back(all_met)


def test_there_is_nothing_to_read_back_before_a_proposal(situations: Situations) -> None:
    with pytest.raises(ValueError, match="no proposed decision"):
        presenters.read_back(situations.at_filter_two())
