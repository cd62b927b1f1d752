"""The path of a discussion as data, and what makes a proposed decision whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.table.discussions import codes
from headwater.table.discussions.rules import (
    ACCEPTED,
    AFTER_FILTER_THREE,
    AT_FILTER_THREE,
    CORRECTABLE,
    ENDED,
    FILTER,
    LIVE,
    MOVES,
    OWNERS,
    Flaw,
    Owner,
    State,
    Verb,
    flaw,
)

CRITERIA = codes.criteria()


def test_every_state_has_an_owner_and_a_place_on_the_path() -> None:
    assert set(OWNERS) == set(FILTER) == set(State)
    assert set(MOVES) == set(Verb)
    assert {state for state in State if OWNERS[state] == Owner.NO_ONE} == ENDED
    assert set(State) == LIVE | ENDED


def test_every_state_can_be_reached_from_the_beginning() -> None:
    reached = {State.BROUGHT}
    for _step in State:
        reached |= {
            move.target for move in MOVES.values() if move.target and move.sources & reached
        }
    assert reached == set(State)


def test_nothing_leads_out_of_a_rejection() -> None:
    assert not any(State.REJECTED in move.sources for move in MOVES.values())


def test_filter_three_is_reached_only_by_a_confirmed_acceptance_or_a_reopening() -> None:
    leads = {verb for verb, move in MOVES.items() if move.target in AT_FILTER_THREE}
    assert leads == {Verb.CONFIRM_ACCEPTED, Verb.REOPEN}
    assert MOVES[Verb.CONFIRM_ACCEPTED].sources == {State.DECISION_PROPOSED}
    assert MOVES[Verb.REOPEN].sources == {State.CONCLUDED}


def test_filter_four_is_reached_only_from_filter_three() -> None:
    leads = {verb for verb, move in MOVES.items() if move.target == State.AT_FILTER_FOUR}
    assert leads == {Verb.CHOOSE_AGENCIES}
    assert MOVES[Verb.CHOOSE_AGENCIES].sources == AT_FILTER_THREE
    assert ACCEPTED == AT_FILTER_THREE | AFTER_FILTER_THREE


def test_only_a_confirmed_acceptance_is_corrected_or_disclosed() -> None:
    assert MOVES[Verb.CORRECT].sources == ACCEPTED
    assert MOVES[Verb.DISCLOSE].sources <= ACCEPTED


def test_what_can_be_corrected_comes_from_a_list() -> None:
    assert set(codes.LISTS) == CORRECTABLE


def _findings(met: set[str]) -> dict[str, bool]:
    return {criterion: criterion in met for criterion in CRITERIA}


@given(met=st.sets(st.sampled_from(CRITERIA)), reason=st.sampled_from(["", "single-agency"]))
def test_acceptance_needs_every_criterion_met_and_no_reason(met: set[str], reason: str) -> None:
    found = flaw(_findings(met), CRITERIA, accepted=True, reason=reason)
    if met != set(CRITERIA):
        assert found == Flaw.ACCEPTED_WITH_UNMET
    else:
        assert found == (Flaw.REASON_NOT_WANTED if reason else None)


@given(met=st.sets(st.sampled_from(CRITERIA)), reason=st.sampled_from(["", "single-agency"]))
def test_a_rejection_is_the_tables_to_judge_and_needs_its_reason(
    met: set[str], reason: str
) -> None:
    found = flaw(_findings(met), CRITERIA, accepted=False, reason=reason)
    assert found == (None if reason else Flaw.REASON_MISSING)


@given(
    said=st.dictionaries(st.sampled_from([*CRITERIA, "hunch"]), st.booleans()),
    accepted=st.booleans(),
)
def test_each_of_the_four_criteria_is_answered_and_no_other(
    said: dict[str, bool], accepted: bool
) -> None:
    found = flaw(said, CRITERIA, accepted=accepted, reason="")
    assert (found == Flaw.CRITERIA_INCOMPLETE) == (set(said) != set(CRITERIA))
