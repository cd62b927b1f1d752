"""Filter one as data: states, the questions before anything, and what stands in the way.

Pure: no Django, no database, no words shown to a person (those live in `wording`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """Where a screening stands, inside its agency."""

    DRAFT = "draft"
    READY = "ready"  # nothing stands in the way of bringing it
    KEPT = "kept"  # the agency acts alone
    REFERRED = "referred"  # sent to a service directly, without the table
    BROUGHT = "brought"
    RETURNED = "returned"  # the table did not accept it; it may be brought again


# State -> states that may follow. docs/reference/states.md is drawn from this.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.READY, State.KEPT, State.REFERRED}),
    State.READY: frozenset({State.DRAFT, State.BROUGHT, State.KEPT, State.REFERRED}),
    State.KEPT: frozenset({State.DRAFT, State.READY}),
    State.REFERRED: frozenset({State.DRAFT, State.READY}),
    State.BROUGHT: frozenset({State.RETURNED}),
    State.RETURNED: frozenset({State.BROUGHT, State.KEPT, State.REFERRED}),
}
# States in which its agency may still change the answers.
OPEN = frozenset({State.DRAFT, State.READY, State.RETURNED})
# States set aside: the work went on without the table, and may be taken up again.
SET_ASIDE = frozenset({State.KEPT, State.REFERRED})


class Danger(StrEnum):
    """Is someone in danger now?"""

    NO = "no"
    YES = "yes"
    HELP_CALLED = "help-called"


class Young(StrEnum):
    """Ages the law on child protection tells apart; `NOBODY` is an answer, not a gap."""

    UNDER_12 = "under-12"
    FROM_12_TO_15 = "12-15"
    FROM_16_TO_17 = "16-17"
    NOBODY = "nobody"


# Years of age, both ends included.
Span = tuple[int, int]
YOUNG_SPANS: dict[Young, Span] = {
    Young.UNDER_12: (0, 11),
    Young.FROM_12_TO_15: (12, 15),
    Young.FROM_16_TO_17: (16, 17),
}
UNDER_18: Span = (0, 17)


class DutyAnswer(StrEnum):
    """What the worker answered about a duty; the same codes as the list `duty_answers`."""

    REPORTED = "reported"
    NOT_NEEDED = "not-needed"
    NOT_SURE = "not-sure"


class NotNeeded(StrEnum):
    """The reason that goes with `DutyAnswer.NOT_NEEDED`: never a bare no."""

    NO_GROUNDS = "no-grounds"
    ADVISED = "advised"
    SAME_FACTS_REPORTED = "same-facts-reported"


class Answer(StrEnum):
    """An answer to a question of the agency's own protocol."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


class Done(StrEnum):
    """What the agency did with a situation it kept."""

    OWN_SERVICE = "own-service"
    SAFETY_PLAN = "safety-plan"
    ONE_PARTNER = "one-partner"
    FAMILY_SUPPORT = "family-support"
    CONTACT_KEPT = "contact-kept"
    DECLINED = "declined"
    NOT_ELEVATED = "not-elevated"


class SealedField(StrEnum):
    """The two texts of a screening. Both are sealed in the vault; neither is a column."""

    FILE_NUMBER = "file_number"
    NOTE = "note"


class Step(StrEnum):
    """The pages of a screening, in their order."""

    BEFORE = "before"
    QUESTIONS = "questions"
    FACTS = "facts"
    REVIEW = "review"


class Block(StrEnum):
    """Something that stands in the way of bringing a situation."""

    DANGER_UNANSWERED = "danger-unanswered"
    DANGER_NOW = "danger-now"
    AGES_UNANSWERED = "ages-unanswered"
    DUTY_UNANSWERED = "duty-unanswered"
    DUTY_NOT_SURE = "duty-not-sure"
    DUTY_RETURNED = "duty-returned"
    QUESTIONS_UNANSWERED = "questions-unanswered"
    PROTOCOL_NOT_MET = "protocol-not-met"
    FACTS_MISSING = "facts-missing"
    YOUTH_RECORD = "youth-record"


# Block -> the page on which it is lifted.
LIFTED_AT: dict[Block, Step] = {
    Block.DANGER_UNANSWERED: Step.BEFORE,
    Block.DANGER_NOW: Step.BEFORE,
    Block.AGES_UNANSWERED: Step.BEFORE,
    Block.DUTY_UNANSWERED: Step.BEFORE,
    Block.DUTY_NOT_SURE: Step.BEFORE,
    Block.DUTY_RETURNED: Step.BEFORE,
    Block.QUESTIONS_UNANSWERED: Step.QUESTIONS,
    Block.PROTOCOL_NOT_MET: Step.QUESTIONS,
    Block.FACTS_MISSING: Step.FACTS,
    Block.YOUTH_RECORD: Step.FACTS,
}
# Answered, and the answer itself holds it up: nothing more to fill in until something changes.
WAITS = frozenset({Block.DUTY_NOT_SURE, Block.PROTOCOL_NOT_MET})
DUTY_BLOCKS = frozenset({Block.DUTY_UNANSWERED, Block.DUTY_NOT_SURE, Block.DUTY_RETURNED})

ONE_PERSON = "person"  # the type that has an age group and a sex of its own


@dataclass(frozen=True)
class Weighed:
    """One answered duty: the answer, its reason, and the raising facts known at the time."""

    answer: str
    reason: str = ""
    reported: bool = False
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Facts:
    """What a screening says, as plain values.

    `age_span` is the age group in years when it is known. `codes` are risk factors and flags
    together, `factors` the risk factors alone. `duties` maps a duty's code to its answer.
    `resting` are those recorded facts that rest on a youth record at the ages it is about.
    """

    sector: str = ""
    danger: str = ""
    young: tuple[str, ...] = ()
    duties: Mapping[str, Weighed] = field(default_factory=dict)
    type: str = ""
    age_group: str = ""
    age_span: Span | None = None
    sex: str = ""
    factors: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    resting: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Conditions:
    """The agency's protocol: the codes of its questions, and the answers that must hold."""

    questions: tuple[str, ...] = ()
    must_hold: Mapping[str, str] = field(default_factory=dict)


# --- Duties --------------------------------------------------------------------------------------


class Strength(StrEnum):
    """How far a duty binds; only `MUST` can hold a situation up."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True)
class DutyRule:
    """One duty of the list `duties`, as the rules need it. Empty `sectors` means every sector."""

    code: str
    strength: Strength
    asked_for: str  # everyone, child or adult
    span: Span | None = None
    sectors: frozenset[str] = frozenset()
    raised_by: frozenset[str] = frozenset()


# Codes that speak of a child by themselves, whatever was answered about ages.
NAMES_A_CHILD = frozenset(
    {
        "parenting.conflict",
        "parenting.not-providing",
        "parenting.not-receiving",
        "supervision.not-providing",
        "supervision.not-supervised",
        "child-involved",
        "custody-child-welfare",
    }
)


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def child_spans(facts: Facts) -> tuple[Span, ...]:
    """The ages of the people under 18 who may be part of it, as spans of years.

    What the worker said about ages counts first. An age group under 18 that it does not cover
    is added, and a code that names a child where no age is known stands for all ages under 18.
    """
    spans = [YOUNG_SPANS[Young(age)] for age in facts.young if age != Young.NOBODY]
    group = facts.age_span
    if group is not None and group[0] < 18 and not any(_meet(span, group) for span in spans):
        spans.append(group)
    if not spans and (facts.factors | facts.flags) & NAMES_A_CHILD:
        spans.append(UNDER_18)
    return tuple(spans)


def subject_spans(facts: Facts) -> tuple[Span, ...]:
    """The ages of those it is about, for what rests on a youth record.

    One person of known age is that person alone, whoever lives with them; otherwise every young
    person the worker named may be the one a fact speaks of.
    """
    if facts.type == ONE_PERSON and facts.age_span is not None:
        return (facts.age_span,)
    return tuple(YOUNG_SPANS[Young(age)] for age in facts.young if age != Young.NOBODY)


def _concerns(rule: DutyRule, facts: Facts) -> bool:
    """Whether a duty speaks to this agency about these people."""
    if _elsewhere(rule, facts):
        return False
    if rule.asked_for == "child":
        ages = rule.span or UNDER_18
        return any(_meet(span, ages) for span in child_spans(facts))
    if rule.asked_for == "adult":
        return bool(facts.factors & rule.raised_by)
    return not rule.raised_by or bool(facts.factors & rule.raised_by)


def duty_asked(rule: DutyRule, facts: Facts) -> bool:
    """Whether this duty must be answered. Danger now is asked of everyone, apart."""
    binds = rule.strength == Strength.MUST and rule.asked_for != "everyone"
    return binds and _concerns(rule, facts)


def duty_shown(rule: DutyRule, facts: Facts) -> bool:
    """Whether a duty that holds nothing up should be told: a crisis line, a permitted report."""
    return (
        rule.strength != Strength.MUST
        and bool(rule.raised_by or rule.span)
        and _concerns(rule, facts)
    )


def shown_first(rule: DutyRule, facts: Facts) -> bool:
    """Whether the first page asks it: what is asked now, and what binds toward any child."""
    return duty_asked(rule, facts) or (
        rule.strength == Strength.MUST and rule.asked_for == "child" and not _elsewhere(rule, facts)
    )


def _elsewhere(rule: DutyRule, facts: Facts) -> bool:
    return bool(rule.sectors) and facts.sector not in rule.sectors


def raising(rule: DutyRule, facts: Facts) -> frozenset[str]:
    """The recorded facts that raise this duty now: codes, `young:…` and `age:…`."""
    found = set(facts.factors & rule.raised_by)
    if rule.asked_for == "child":
        found |= (facts.factors | facts.flags) & NAMES_A_CHILD
        found |= {f"young:{age}" for age in facts.young if age != Young.NOBODY}
        if facts.age_span is not None and facts.age_span[0] < 18:
            found.add(f"age:{facts.age_group}")
    return frozenset(found)


def came_later(rule: DutyRule, facts: Facts) -> frozenset[str]:
    """Raising facts that were not known when the duty was answered; the duty goes on."""
    answered = facts.duties.get(rule.code)
    return raising(rule, facts) - answered.facts if answered else frozenset()


def duty_block(rule: DutyRule, facts: Facts) -> Block | None:
    """What an asked duty leaves open, if anything.

    Once reported, a later fact reminds (a further report may be due) and holds nothing up;
    a "not needed" must be given again in the light of it.
    """
    answered = facts.duties.get(rule.code)
    if answered is None:
        return Block.DUTY_UNANSWERED
    if answered.answer == DutyAnswer.NOT_SURE:
        return Block.DUTY_NOT_SURE
    if answered.answer == DutyAnswer.REPORTED:
        return None if answered.reported else Block.DUTY_UNANSWERED
    if answered.answer == DutyAnswer.NOT_NEEDED and answered.reason:
        return Block.DUTY_RETURNED if came_later(rule, facts) else None
    return Block.DUTY_UNANSWERED


# --- What stands in the way ----------------------------------------------------------------------


def blocks(facts: Facts, conditions: Conditions, duties: Iterable[DutyRule]) -> tuple[Block, ...]:
    """Everything that stands in the way of bringing it, in the order it should be lifted."""
    found = [_danger_block(facts), None if facts.young else Block.AGES_UNANSWERED]
    found += [duty_block(rule, facts) for rule in duties if duty_asked(rule, facts)]
    found += [_protocol_block(facts, conditions), _facts_block(facts)]
    found.append(Block.YOUTH_RECORD if facts.resting else None)
    return tuple(dict.fromkeys(block for block in found if block is not None))


def _danger_block(facts: Facts) -> Block | None:
    if not facts.danger:
        return Block.DANGER_UNANSWERED
    return Block.DANGER_NOW if facts.danger == Danger.YES else None


def _protocol_block(facts: Facts, conditions: Conditions) -> Block | None:
    if any(not facts.answers.get(code) for code in conditions.questions):
        return Block.QUESTIONS_UNANSWERED
    held = all(facts.answers.get(code) == wanted for code, wanted in conditions.must_hold.items())
    return None if held else Block.PROTOCOL_NOT_MET


def _facts_block(facts: Facts) -> Block | None:
    whole = bool(facts.type and facts.factors)
    if facts.type == ONE_PERSON:
        whole = whole and bool(facts.age_group and facts.sex)
    return None if whole else Block.FACTS_MISSING


def next_step(found: Iterable[Block]) -> Step:
    """The page to go to next: where the first block is lifted, else the review."""
    return next((LIFTED_AT[block] for block in found), Step.REVIEW)


def state_after_change(state: State, found: Iterable[Block]) -> State:
    """The state once answers changed; what is with the table, or came back from it, stays so."""
    if state in {State.BROUGHT, State.RETURNED}:
        return state
    return State.DRAFT if any(True for _ in found) else State.READY
