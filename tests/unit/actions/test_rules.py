"""Three ways to end, told apart; every reason of the list belongs to one that needs it."""

from __future__ import annotations

from headwater.table.actions import rules
from headwater.table.actions.rules import State
from headwater.vocabulary import registry


def test_an_open_action_ends_in_three_ways_and_a_closed_one_in_none() -> None:
    assert rules.TRANSITIONS[State.OPEN] == set(rules.ENDINGS)
    assert not any(rules.TRANSITIONS[state] for state in rules.ENDINGS)
    assert set(rules.OWNERS) == set(State)


def test_every_reason_belongs_to_an_ending_that_needs_one() -> None:
    endings = {
        str(entry.get("ending")).replace("-", "_") for entry in registry.current("action_reasons")
    }
    assert endings == {state.value for state in rules.NEEDS_REASON}


def test_there_is_something_to_do_for_a_discussion_and_for_the_table() -> None:
    about = {str(entry.get("about")) for entry in registry.current(rules.KINDS)}
    assert about == {"discussion", "table", rules.EITHER}
