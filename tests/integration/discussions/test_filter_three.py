"""Filter three: a basis for each name, an answer of each agency, and who stays."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.network.rules import FilterThree
from headwater.table.discussions import codes, permissions, selectors, services
from headwater.table.discussions.models import Disclosure, Discussion
from headwater.table.discussions.rules import Answer, Sight, State
from tests.situations import S2, Situations

pytestmark = pytest.mark.django_db


def _disclose(situations: Situations, discussion: Discussion, **changes: Any) -> Disclosure:
    usual: dict[str, Any] = {
        "discussion": discussion,
        "agency": situations.cast.agency("police"),
        "basis": "consent.person",
        "consent_state": "given",
        "by": situations.cast.representative,
        "at": situations.tick(),
    }
    return services.record_disclosure(**(usual | changes))


def _choose(situations: Situations, discussion: Discussion, **changes: Any) -> Discussion:
    usual: dict[str, Any] = {
        "discussion": discussion,
        "lead": situations.cast.agency("counselling"),
        "assisting": [situations.cast.agency("families")],
        "by": situations.cast.chair,
        "at": situations.tick(),
    }
    return services.choose_agencies(**(usual | changes))


def test_an_agency_records_its_own_basis_and_nothing_of_what_it_said(
    situations: Situations,
) -> None:
    discussion = situations.at_filter_three()
    found = _disclose(situations, discussion)
    assert (found.basis, found.recorded_by) == ("consent.person", situations.cast.representative)
    with pytest.raises(AlreadyDone):
        _disclose(situations, discussion)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"basis": ""}, "basis"),
        ({"basis": "because"}, "basis"),
        ({"basis": "other.none"}, "basis"),
        ({"basis": "act.phipa-40-1"}, "basis"),  # health law is not the police's
        ({"consent_state": ""}, "consent_state"),
        ({"consent_state": "refused"}, "basis"),
        ({"consent_state": "not-asked"}, "not_sought_reason"),
        ({"consent_state": "not-asked", "not_sought_reason": "busy"}, "not_sought_reason"),
        ({"not_sought_reason": "no-time"}, "not_sought_reason"),
    ],
)
def test_without_a_basis_no_agency_has_disclosed(
    situations: Situations, changes: dict[str, Any], field: str
) -> None:
    discussion = situations.at_filter_three()
    with pytest.raises(Refused) as refusal:
        _disclose(situations, discussion, **changes)
    assert refusal.value.field == field
    assert not Disclosure.objects.exists()


def test_where_consent_was_not_asked_the_reason_and_the_act_are_recorded(
    situations: Situations,
) -> None:
    found = _disclose(
        situations,
        situations.at_filter_three(),
        basis="act.mfippa-32-h",
        consent_state="not-asked",
        not_sought_reason="could-not-be-reached",
    )
    assert (found.basis, found.not_sought_reason) == ("act.mfippa-32-h", "could-not-be-reached")


def test_a_youth_record_is_a_ground_only_where_someone_may_be_young(
    situations: Situations,
) -> None:
    police = situations.cast.agency("police")
    assert "act.ycja-125-6" in codes.bases_for(police, youth=True)
    with pytest.raises(Refused):
        _disclose(
            situations,
            situations.at_filter_three(**S2),
            basis="act.ycja-125-6",
            consent_state="refused",
        )
    _disclose(
        situations, situations.at_filter_three(), basis="act.ycja-125-6", consent_state="refused"
    )


def test_an_agency_of_unknown_type_has_only_what_is_open_to_all(situations: Situations) -> None:
    police = situations.cast.agency("police")
    police.agency_type = ""
    assert {basis.split(".")[0] for basis in codes.bases_for(police, youth=True)} == {"consent"}


def test_a_table_without_names_records_none(situations: Situations) -> None:
    discussion = situations.at_filter_three()
    situations.cast.table.filter_three = FilterThree.NO_NAMES
    situations.cast.table.save()
    with pytest.raises(Refused, match="says no names"):
        _disclose(situations, discussion)
    # Agencies can be chosen by the codes alone.
    assert _choose(situations, discussion).state == State.AT_FILTER_FOUR


def test_nothing_is_disclosed_before_the_table_decided(situations: Situations) -> None:
    for state in ("at_filter_two", "decision_proposed"):
        with pytest.raises(Refused, match="has moved on"):
            _disclose(situations, situations.in_state(state))


def test_each_agency_speaks_for_itself_or_the_chair_enters_it(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_three()
    who = {"discussion": discussion, "agency": cast.agency("schools")}
    with pytest.raises(Denied, match="answers for itself"):
        services.answer(**who, answer=Answer.CAN_HELP, by=cast.representative, at=situations.tick())
    row = services.answer(**who, answer=Answer.INVOLVED, by=cast.alternate, at=situations.tick())
    assert row.answer == Answer.INVOLVED
    with pytest.raises(AlreadyDone):
        services.answer(**who, answer=Answer.INVOLVED, by=cast.chair, at=situations.tick())
    changed = services.answer(**who, answer=Answer.CAN_HELP, by=cast.chair, at=situations.tick())
    assert changed.pk == row.pk
    with pytest.raises(Refused) as refusal:
        services.answer(
            discussion=discussion,
            agency=cast.agency("social-services"),
            answer=Answer.CAN_HELP,
            by=cast.chair,
            at=situations.tick(),
        )
    assert refusal.value.field == "agency"


def test_who_is_not_needed_leaves_and_is_refused_after(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_three()
    permissions.may_read(cast.housing_worker, discussion)
    services.answer(
        discussion=discussion,
        agency=cast.agency("housing"),
        answer=Answer.NOT_NEEDED,
        by=cast.housing_worker,
        at=situations.tick(),
    )
    with pytest.raises(Denied, match="you left this one"):
        permissions.may_read(cast.housing_worker, discussion)
    assert selectors.sight(cast.housing_worker, discussion) == Sight.STATE


def test_agencies_are_chosen_among_those_at_the_table_who_have_not_left(
    situations: Situations,
) -> None:
    cast = situations.cast
    discussion = situations.named()
    for changes, field in (
        ({"lead": cast.agency("social-services")}, "lead"),
        ({"assisting": [cast.agency("social-services")]}, "assisting"),
        ({"lead": cast.agency("housing")}, "lead"),
        ({"assisting": [cast.agency("housing")]}, "assisting"),
        ({"assisting": [cast.agency("counselling")]}, "assisting"),
    ):
        with pytest.raises(Refused) as refusal:
            _choose(situations, discussion, **changes)
        assert refusal.value.field == field
    chosen = _choose(situations, discussion)
    assert (chosen.state, chosen.lead_agency) == (
        State.AT_FILTER_FOUR,
        cast.agency("counselling"),
    )


def test_where_names_are_said_someone_has_recorded_a_basis_first(situations: Situations) -> None:
    discussion = situations.at_filter_three()
    with pytest.raises(Refused, match="on what basis it said the name"):
        _choose(situations, discussion)
    assert _choose(situations, discussion, names_were_said=False).state == State.AT_FILTER_FOUR


def test_after_filter_three_only_those_who_stay_and_the_chair_see_more_than_the_state(
    situations: Situations,
) -> None:
    cast = situations.cast
    discussion = situations.at_filter_four()
    for seat in (cast.counsellor, cast.child_worker, cast.chair, cast.second_chair):
        permissions.may_read(seat, discussion)
    for seat in (cast.representative, cast.alternate, cast.housing_worker, cast.bystander):
        with pytest.raises(Denied, match="Only the lead agency"):
            permissions.may_read(seat, discussion)
        assert selectors.discussion_for(seat, discussion.reference) == discussion
    with pytest.raises(NotFoundHere):
        permissions.may_read(cast.other_table, discussion)
    assert list(selectors.mine(cast.child_worker)) == [discussion]
    assert list(selectors.mine(cast.bystander)) == []
