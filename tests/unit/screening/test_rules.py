"""What stands in the way of bringing a situation, and when the duty to report comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.table.screening import lists, rules
from headwater.table.screening.rules import (
    Answer,
    Block,
    Conditions,
    Danger,
    DutyAnswer,
    DutyRule,
    Facts,
    NotNeeded,
    State,
    Step,
    Strength,
    Weighed,
    Young,
)
from headwater.vocabulary import registry

DUTIES = lists.duty_rules()
BY_CODE = {rule.code: rule for rule in DUTIES}
CHILD = BY_CODE["child-protection"]
CONDITIONS = Conditions(("own-means", "consent"), {"own-means": "yes"})
WHOLE = Facts(
    sector="policing",
    danger=Danger.NO,
    young=(Young.NOBODY,),
    type="family",
    factors=frozenset({"poverty.inadequate-finances"}),
    answers={"own-means": "yes", "consent": "no"},
)
REPORTED = {CHILD.code: Weighed(DutyAnswer.REPORTED, reported=True)}


def stands(facts: Facts) -> tuple[Block, ...]:
    return rules.blocks(facts, CONDITIONS, DUTIES)


def test_nothing_stands_in_the_way_of_a_whole_screening() -> None:
    assert stands(WHOLE) == ()


@pytest.mark.parametrize(
    ("changed", "block"),
    [
        ({"danger": ""}, Block.DANGER_UNANSWERED),
        ({"danger": Danger.YES}, Block.DANGER_NOW),
        ({"young": ()}, Block.AGES_UNANSWERED),
        ({"young": (Young.UNDER_12,)}, Block.DUTY_UNANSWERED),
        ({"answers": {"own-means": "yes"}}, Block.QUESTIONS_UNANSWERED),
        ({"answers": {"own-means": "no", "consent": "no"}}, Block.PROTOCOL_NOT_MET),
        ({"answers": {"own-means": "not-known", "consent": "no"}}, Block.PROTOCOL_NOT_MET),
        ({"type": ""}, Block.FACTS_MISSING),
        ({"factors": frozenset()}, Block.FACTS_MISSING),
        ({"type": "person"}, Block.FACTS_MISSING),
        ({"type": "person", "age_group": "18-24"}, Block.FACTS_MISSING),
    ],
)
def test_each_gap_is_named(changed: dict[str, object], block: Block) -> None:
    assert stands(replace(WHOLE, **changed)) == (block,)  # type: ignore[arg-type]


def test_help_that_was_called_lets_the_screening_go_on() -> None:
    assert stands(replace(WHOLE, danger=Danger.HELP_CALLED)) == ()


@pytest.mark.parametrize(
    ("answered", "block"),
    [
        (Weighed(DutyAnswer.NOT_SURE), Block.DUTY_NOT_SURE),
        (Weighed(DutyAnswer.REPORTED), Block.DUTY_UNANSWERED),
        (Weighed(DutyAnswer.NOT_NEEDED), Block.DUTY_UNANSWERED),
        (Weighed("something else"), Block.DUTY_UNANSWERED),
        (Weighed(DutyAnswer.REPORTED, reported=True), None),
        (
            Weighed(DutyAnswer.NOT_NEEDED, NotNeeded.ADVISED, facts=frozenset({"young:under-12"})),
            None,
        ),
    ],
)
def test_only_reported_with_its_time_or_a_reasoned_no_settles_the_duty(
    answered: Weighed, block: Block | None
) -> None:
    facts = replace(WHOLE, young=(Young.UNDER_12,), duties={CHILD.code: answered})
    assert stands(facts) == ((block,) if block else ())


def test_the_question_returns_when_a_later_fact_raises_it() -> None:
    answered = Weighed(
        DutyAnswer.NOT_NEEDED, NotNeeded.NO_GROUNDS, facts=frozenset({"young:12-15"})
    )
    before = replace(WHOLE, young=(Young.FROM_12_TO_15,), duties={CHILD.code: answered})
    assert stands(before) == ()
    after = replace(before, factors=before.factors | {"suicide.current-risk"})
    assert stands(after) == (Block.DUTY_RETURNED,)
    assert rules.came_later(CHILD, after) == {"suicide.current-risk"}


def test_once_reported_a_later_fact_reminds_and_holds_nothing_up() -> None:
    facts = replace(
        WHOLE,
        young=(Young.UNDER_12,),
        duties=REPORTED,
        factors=frozenset({"supervision.not-supervised"}),
    )
    assert stands(facts) == ()
    assert "supervision.not-supervised" in rules.came_later(CHILD, facts)


@pytest.mark.parametrize(
    "raised",
    [
        {"type": "person", "age_group": "6-11", "age_span": (6, 11), "sex": "male"},
        {"type": "person", "age_group": "12-17", "age_span": (12, 17), "sex": "male"},
        {"factors": frozenset({"supervision.not-supervised"})},
        {"factors": frozenset({"parenting.conflict"})},
        {"flags": frozenset({"child-involved"})},
    ],
)
def test_facts_that_speak_of_a_child_ask_even_when_nobody_young_was_named(
    raised: dict[str, object],
) -> None:
    assert stands(replace(WHOLE, **raised)) == (Block.DUTY_UNANSWERED,)  # type: ignore[arg-type]


def test_violence_between_adults_asks_nothing_about_children() -> None:
    assert stands(replace(WHOLE, factors=frozenset({"physical-violence.victim"}))) == ()


def test_at_sixteen_and_seventeen_a_report_is_told_but_not_asked() -> None:
    facts = replace(WHOLE, young=(Young.FROM_16_TO_17,))
    assert stands(facts) == ()
    told = [rule.code for rule in DUTIES if rules.duty_shown(rule, facts)]
    assert told == ["child-protection-16-17"]


def test_the_answered_age_tells_more_than_the_age_group() -> None:
    facts = replace(WHOLE, young=(Young.FROM_16_TO_17,), age_group="12-17", age_span=(12, 17))
    assert rules.child_spans(facts) == ((16, 17),)


def test_a_duty_of_other_sectors_is_not_asked() -> None:
    facts = replace(WHOLE, factors=frozenset({"elder-abuse.victim"}))
    assert stands(facts) == ()
    asked = replace(facts, sector="health")
    assert stands(asked) == (Block.DUTY_UNANSWERED,)
    assert not rules.shown_first(BY_CODE["long-term-care"], facts)
    assert rules.shown_first(BY_CODE["long-term-care"], asked)


def test_a_crisis_line_is_told_when_a_fact_raises_it_and_holds_nothing_up() -> None:
    facts = replace(WHOLE, factors=frozenset({"suicide.current-risk"}))
    assert stands(facts) == ()
    assert rules.duty_shown(BY_CODE["suicide-crisis"], facts)
    assert not rules.duty_shown(BY_CODE["suicide-crisis"], WHOLE)


def test_the_first_page_always_asks_about_children_unless_the_duty_is_another_sectors() -> None:
    assert [rule.code for rule in DUTIES if rules.shown_first(rule, WHOLE)] == [CHILD.code]
    schools = DutyRule("truancy", Strength.MUST, "child", (6, 15), sectors=frozenset({"education"}))
    assert not rules.shown_first(schools, WHOLE)
    assert rules.shown_first(schools, replace(WHOLE, sector="education"))


def test_a_duty_for_every_child_without_ages_means_under_eighteen() -> None:
    rule = DutyRule("any-child", Strength.MUST, "child")
    assert rules.duty_asked(rule, replace(WHOLE, young=(Young.FROM_16_TO_17,)))


def test_the_next_page_is_where_the_first_gap_is_closed() -> None:
    assert rules.next_step([]) is Step.REVIEW
    assert rules.next_step([Block.QUESTIONS_UNANSWERED, Block.FACTS_MISSING]) is Step.QUESTIONS


def test_what_the_table_returned_stays_returned_while_it_is_changed() -> None:
    assert rules.state_after_change(State.RETURNED, [Block.FACTS_MISSING]) is State.RETURNED
    assert rules.state_after_change(State.READY, [Block.FACTS_MISSING]) is State.DRAFT
    assert rules.state_after_change(State.DRAFT, []) is State.READY


def test_every_state_leads_somewhere_and_none_but_ready_or_returned_to_the_table() -> None:
    assert set(rules.TRANSITIONS) == set(State)
    leads = {state for state, targets in rules.TRANSITIONS.items() if State.BROUGHT in targets}
    assert leads == {State.READY, State.RETURNED}
    assert set(rules.LIFTED_AT) == set(Block)


FACTORS = registry.current("risk_factors").codes
FLAGS = registry.current("study_flags").codes
AGES = {entry.code: lists.age_span(entry.code) for entry in registry.current("age_groups")}


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """Any screening at all, well-formed codes only."""
    age = draw(st.sampled_from(["", *AGES]))
    raised = frozenset(draw(st.sets(st.sampled_from([*FACTORS, *FLAGS]), max_size=3)))
    return Facts(
        sector=draw(st.sampled_from(registry.current("sectors").codes)),
        danger=draw(st.sampled_from(["", *Danger])),
        young=tuple(draw(st.sets(st.sampled_from(list(Young)), max_size=3))),
        duties={
            code: Weighed(
                draw(st.sampled_from(["", *DutyAnswer])),
                draw(st.sampled_from(["", *NotNeeded])),
                draw(st.booleans()),
                raised,
            )
            for code in draw(st.sets(st.sampled_from(list(BY_CODE))))
        },
        type=draw(st.sampled_from(["", "person", "family"])),
        age_group=age,
        age_span=AGES.get(age),
        sex=draw(st.sampled_from(["", "female"])),
        factors=frozenset(draw(st.sets(st.sampled_from(FACTORS), max_size=5))),
        flags=frozenset(draw(st.sets(st.sampled_from(FLAGS), max_size=3))),
        answers=draw(
            st.dictionaries(st.sampled_from(CONDITIONS.questions), st.sampled_from(list(Answer)))
        ),
    )


@given(any_facts())
def test_no_child_under_16_is_ever_brought_with_the_duty_open(facts: Facts) -> None:
    if stands(facts):
        return
    assert facts.danger in (Danger.NO, Danger.HELP_CALLED)
    young = {Young.UNDER_12, Young.FROM_12_TO_15} & set(facts.young)
    under_16 = facts.age_span is not None and facts.age_span[1] < 16
    named = (facts.factors | facts.flags) & {"supervision.not-supervised", "child-involved"}
    silent_on_age = not set(facts.young) - {Young.NOBODY}
    if young or under_16 or (named and silent_on_age and facts.age_span is None):
        answered = facts.duties[CHILD.code]
        assert answered.answer in (DutyAnswer.REPORTED, DutyAnswer.NOT_NEEDED)
        assert answered.reported or answered.reason


@given(any_facts(), st.sampled_from(FACTORS))
def test_one_more_factor_never_settles_a_duty(facts: Facts, factor: str) -> None:
    more = replace(facts, factors=facts.factors | {factor})
    for rule in DUTIES:
        if rules.duty_asked(rule, facts) and rules.duty_block(rule, facts):
            assert rules.duty_block(rule, more) or not rules.duty_asked(rule, more)


@given(any_facts())
def test_answering_in_the_light_of_all_facts_settles_what_was_asked(facts: Facts) -> None:
    answered = {
        rule.code: Weighed(
            DutyAnswer.NOT_NEEDED, NotNeeded.ADVISED, facts=rules.raising(rule, facts)
        )
        for rule in DUTIES
    }
    settled = replace(facts, duties=answered)
    assert not set(stands(settled)) & rules.DUTY_BLOCKS
