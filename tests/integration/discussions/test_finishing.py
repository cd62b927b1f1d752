"""Report back, conclude, take up again, put right."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.core.errors import AlreadyDone, ChangedMeanwhile, Denied, Refused
from headwater.table.discussions import permissions, selectors, services
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Answer, ReopenReason, State
from tests.situations import S2, Situations

pytestmark = pytest.mark.django_db


def _correct(situations: Situations, discussion: Discussion, **changes: Any) -> Discussion:
    usual: dict[str, Any] = {
        "discussion": discussion,
        "revision": discussion.revision,
        "reason": "entered-wrongly",
        "by": situations.cast.chair,
        "at": situations.tick(),
    }
    return services.correct(**(usual | changes))


def test_the_lead_agency_reports_back_at_a_meeting(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_four()
    situations.closed_meeting()
    with pytest.raises(Denied, match="on its agenda first"):
        services.report_back(discussion=discussion, by=cast.counsellor, at=situations.tick())
    situations.take_up(discussion)
    with pytest.raises(Denied, match="The lead agency reports back"):
        services.report_back(discussion=discussion, by=cast.child_worker, at=situations.tick())
    told = services.report_back(discussion=discussion, by=cast.counsellor, at=situations.tick())
    assert told.state == State.REPORTED_BACK
    with pytest.raises(AlreadyDone):
        services.report_back(discussion=discussion, by=cast.chair, at=situations.tick())


def test_a_conclusion_comes_from_the_list_and_once(situations: Situations) -> None:
    discussion = situations.reported_back()
    who = {"discussion": discussion, "by": situations.cast.chair}
    with pytest.raises(Refused) as refusal:
        services.conclude(**who, conclusion="solved", at=situations.tick())
    assert refusal.value.field == "conclusion"
    concluded = services.conclude(**who, conclusion="other.relocated", at=situations.tick())
    assert (concluded.state, concluded.concluded_at) == (State.CONCLUDED, situations.at)
    with pytest.raises(AlreadyDone):
        services.conclude(**who, conclusion="other.relocated", at=situations.tick())


def test_reopening_restores_no_role_no_answer_and_no_basis(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.concluded()
    conclusion = discussion.conclusion
    reopened = services.reopen(
        discussion=discussion,
        reason=ReopenReason.RISK_RETURNED,
        by=cast.second_chair,
        at=situations.tick(),
    )
    assert (reopened.state, reopened.lead_agency, reopened.conclusion) == (
        State.REOPENED,
        None,
        "",
    )
    assert not reopened.assisting.exists()
    assert not reopened.answers.exists()
    assert reopened.disclosures.exists()  # history: what was answered for then
    assert not selectors.disclosures_now(reopened).exists()
    entry = reopened.corrections.get()
    assert (entry.field, entry.was, entry.reason) == ("conclusion", conclusion, "risk_returned")
    situations.take_up(reopened)
    with pytest.raises(Refused, match="on what basis"):
        services.choose_agencies(
            discussion=reopened,
            lead=cast.agency("counselling"),
            assisting=[],
            by=cast.chair,
            at=situations.tick(),
        )


def test_a_reopened_situation_goes_the_same_way_again(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.reopened()
    situations.closed_meeting()
    with pytest.raises(Denied, match="takes it up at its meeting"):
        permissions.may_read(cast.counsellor, discussion)
    situations.take_up(discussion)
    permissions.may_read(cast.counsellor, discussion)
    services.record_disclosure(
        discussion=discussion,
        agency=cast.agency("police"),
        basis="consent.person",
        consent_state="given",
        by=cast.representative,
        at=situations.tick(),
    )
    services.answer(
        discussion=discussion,
        agency=cast.agency("schools"),
        answer=Answer.CAN_HELP,
        by=cast.alternate,
        at=situations.tick(),
    )
    again = services.choose_agencies(
        discussion=discussion,
        lead=cast.agency("schools"),
        assisting=[],
        by=cast.chair,
        at=situations.tick(),
    )
    assert (again.state, again.lead_agency) == (State.AT_FILTER_FOUR, cast.agency("schools"))


def test_a_single_code_is_put_right_by_a_dated_entry(situations: Situations) -> None:
    discussion = situations.at_filter_three(**S2)
    corrected = _correct(situations, discussion, field="age_group", now="60-plus")
    assert corrected.age_group == "60-plus"
    entry = corrected.corrections.get()
    assert (entry.was, entry.now, entry.reason, entry.at, entry.seat) == (
        "40-59",
        "60-plus",
        "entered-wrongly",
        situations.at,
        situations.cast.chair,
    )


def test_a_list_gains_and_loses_codes_by_entries(situations: Situations) -> None:
    discussion = situations.at_filter_three(**S2)
    swapped = _correct(
        situations,
        discussion,
        field="factors",
        was="housing.no-access",
        now="housing.transient",
    )
    assert set(swapped.factors.values_list("code", flat=True)) == {
        "physical-health.disability",
        "housing.transient",
    }
    flagged = _correct(situations, swapped, field="flags", now="homelessness")
    assert flagged.flags.get().code == "homelessness"


def test_a_corrected_type_keeps_age_and_sex_fitting(situations: Situations) -> None:
    discussion = situations.at_filter_three(**S2)
    family = _correct(situations, discussion, field="type", now="family")
    assert (family.age_group, family.sex) == ("", "")
    assert family.corrections.count() == 3
    person = _correct(situations, family, field="type", now="person")
    assert (person.age_group, person.sex) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"field": "state", "now": "rejected"}, "field"),
        ({"field": "conclusion", "now": "other.relocated"}, "field"),
        ({"field": "age_group", "now": "60-plus"}, "field"),
        ({"field": "type", "now": "person", "reason": "because"}, "reason"),
        ({"field": "type", "now": "case"}, "now"),
        ({"field": "factors"}, "now"),
        ({"field": "factors", "now": "unknown"}, "now"),
        ({"field": "factors", "now": "suicide.current-risk"}, "now"),
        ({"field": "factors", "was": "housing.no-access"}, "was"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_at_its_field(
    situations: Situations, changes: dict[str, Any], field: str
) -> None:
    discussion = situations.at_filter_three()
    with pytest.raises(Refused) as refusal:
        _correct(situations, discussion, **changes)
    assert refusal.value.field == field
    assert not discussion.corrections.exists()


def test_the_last_risk_factor_is_replaced_not_taken_away(situations: Situations) -> None:
    discussion = situations.at_filter_three(factors=["housing.no-access"])
    with pytest.raises(Refused, match="at least one"):
        _correct(situations, discussion, field="factors", was="housing.no-access")
    assert discussion.factors.count() == 1


def test_a_conclusion_is_put_right_once_there_is_one(situations: Situations) -> None:
    discussion = situations.concluded()
    corrected = _correct(situations, discussion, field="conclusion", now="other.relocated")
    assert corrected.conclusion == "other.relocated"
    with pytest.raises(AlreadyDone):
        _correct(situations, corrected, field="conclusion", now="other.relocated")


def test_two_corrections_at_once_the_second_is_told(situations: Situations) -> None:
    discussion = situations.at_filter_three(**S2)
    stale = discussion.revision
    form = {"field": "age_group", "now": "60-plus", "revision": stale}
    _correct(situations, discussion, **form)
    with pytest.raises(AlreadyDone):
        _correct(situations, discussion, **form)
    with pytest.raises(ChangedMeanwhile):
        _correct(situations, discussion, field="sex", now="female", revision=stale)
    with pytest.raises(ChangedMeanwhile):
        _correct(situations, discussion, **form, by=situations.cast.second_chair)


def test_only_a_chair_enters_corrections(situations: Situations) -> None:
    discussion = situations.at_filter_three()
    with pytest.raises(Denied, match="enters corrections"):
        _correct(
            situations,
            discussion,
            field="flags",
            now="homelessness",
            by=situations.cast.representative,
        )
