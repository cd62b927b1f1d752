"""The rules of filter four hold together, and fit the vocabulary they lean on."""

from __future__ import annotations

import itertools

from headwater.table.interventions import codes, rules
from headwater.table.interventions.rules import AFTER_REPORT, OWNERS, TRANSITIONS, Standing, State
from headwater.vocabulary import registry


def test_every_state_has_an_owner_and_a_way_on() -> None:
    assert set(TRANSITIONS) == set(OWNERS) == set(State)
    assert all(TRANSITIONS[state] for state in State)


def test_only_a_response_at_work_can_be_closed() -> None:
    assert {state for state in State if State.CLOSED in TRANSITIONS[state]} == rules.AT_WORK


def test_what_is_reported_leads_only_where_the_states_allow() -> None:
    assert set(AFTER_REPORT) == set(Standing)
    for before, after in itertools.product(rules.AT_WORK, AFTER_REPORT.values()):
        assert before == after or after in TRANSITIONS[before]


def test_the_codes_that_behaviour_hangs_on_are_in_the_vocabulary() -> None:
    states = registry.current(codes.CONSENT_STATES)
    assert {rules.NOT_ASKED, rules.WITHDRAWN} <= set(states.codes)
    assert rules.DECLINED in registry.current(codes.MOBILIZATION_STATES)
    assert rules.POLICE_SECTOR in registry.current(codes.SECTORS)
    assert not {rules.NOT_ASKED, rules.WITHDRAWN, "refused"} & codes.allows()


def test_reaching_someone_includes_their_right_to_decline() -> None:
    assert codes.reached() == {"met", "spoke-by-phone", "declined-at-door"}


def test_being_connected_is_more_than_an_offer() -> None:
    assert codes.connects() == {"connected", "engaged"}


def test_a_missing_service_speaks_of_a_kind_of_gap() -> None:
    kinds = set(registry.current(codes.GAP_KINDS).codes)
    for entry in registry.current(codes.MOBILIZATION_STATES):
        assert codes.gap_for(entry.code) in kinds | {""}
    assert codes.gap_for("no-capacity") == "no-capacity"
    assert codes.gap_for("of another list") == ""


def test_every_service_has_a_known_sector() -> None:
    sectors = set(registry.current(codes.SECTORS).codes)
    for entry in registry.current(codes.SERVICES):
        assert codes.sector_of(entry.code) in sectors
    assert codes.sector_of("of another list") == ""


def test_a_code_of_no_version_is_shown_as_it_is() -> None:
    assert codes.label(codes.SERVICES, "of-another-list") == "of-another-list"
