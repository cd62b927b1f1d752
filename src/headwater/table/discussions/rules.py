"""The life of a discussion, as data: states, who owns each, what leads where, who may do it.

Pure: no Django, no labels. What the table judges is only checked for being whole, never
computed: nothing here weighs, counts or scores what was said of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# Room for any code of the vocabulary.
CODE_LENGTH = 60


class State(StrEnum):
    """Where a discussion stands on its path through the four filters."""

    BROUGHT = "brought"  # filter one is passed; it waits for the table
    AT_FILTER_TWO = "at_filter_two"
    DECISION_PROPOSED = "decision_proposed"
    REJECTED = "rejected"  # stripped for good
    AT_FILTER_THREE = "at_filter_three"
    AT_FILTER_FOUR = "at_filter_four"
    REPORTED_BACK = "reported_back"
    CONCLUDED = "concluded"
    REOPENED = "reopened"  # as filter three, but nothing destroyed comes back


class Owner(StrEnum):
    """Who must move a discussion on from a state."""

    ORIGINATING_AGENCY = "originating_agency"
    CHAIR = "chair"
    EACH_AGENCY = "each_agency"
    LEAD_AGENCY = "lead_agency"
    NO_ONE = "no_one"


class Verb(StrEnum):
    """What can be done to a discussion."""

    START_FILTER_TWO = "start_filter_two"
    RECORD_FACTS = "record_facts"
    PROPOSE = "propose_decision"
    WITHDRAW = "withdraw_proposal"
    CONFIRM_ACCEPTED = "confirm_accepted"
    CONFIRM_REJECTED = "confirm_rejected"
    DISCLOSE = "record_disclosure"
    ANSWER = "answer"
    CHOOSE_AGENCIES = "choose_agencies"
    REPORT_BACK = "report_back"
    CONCLUDE = "conclude"
    REOPEN = "reopen"
    CORRECT = "correct"


class Decision(StrEnum):
    """What the table decided; proposed, then confirmed."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Answer(StrEnum):
    """What an agency answers at filter three."""

    INVOLVED = "involved"
    CAN_HELP = "can_help"
    NOT_NEEDED = "not_needed"


class How(StrEnum):
    """How an agency disclosed limited identifiers."""

    SPOKEN = "spoken"  # said aloud, written nowhere
    SEALED = "sealed"  # typed, sealed, destroyed when the table left the item


class Stance(StrEnum):
    """Where an agency stands on the decision, where the table asks each of them."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINS = "abstains"


class ReopenReason(StrEnum):
    """Why a concluded discussion is taken up again."""

    RISK_RETURNED = "risk_returned"
    CONCLUDED_BY_MISTAKE = "concluded_by_mistake"
    SOMETHING_LEARNED = "something_learned"


class Sight(StrEnum):
    """How much of a discussion a seat sees."""

    NOTHING = "nothing"  # 404
    STATE = "state"  # that it exists, and where it stands
    RECORD = "record"  # the coded record


@dataclass(frozen=True)
class Move:
    """From which states a verb may be done; where it leads, or None when it stays."""

    sources: frozenset[State]
    target: State | None


_SECOND = frozenset({State.AT_FILTER_TWO, State.DECISION_PROPOSED})
AT_FILTER_THREE = frozenset({State.AT_FILTER_THREE, State.REOPENED})
# After filter three only lead, assisting and chair see more than the state.
AFTER_FILTER_THREE = frozenset({State.AT_FILTER_FOUR, State.REPORTED_BACK, State.CONCLUDED})
# States in which agencies are at work together.
WITH_A_RESPONSE = frozenset({State.AT_FILTER_FOUR, State.REPORTED_BACK})
ENDED = frozenset({State.REJECTED, State.CONCLUDED})
LIVE = frozenset(State) - ENDED
ACCEPTED = AFTER_FILTER_THREE | AT_FILTER_THREE

MOVES: dict[Verb, Move] = {
    Verb.START_FILTER_TWO: Move(frozenset({State.BROUGHT}), State.AT_FILTER_TWO),
    # Facts recorded while a decision is proposed take the proposal back: it was read back
    # on other facts.
    Verb.RECORD_FACTS: Move(_SECOND, State.AT_FILTER_TWO),
    Verb.PROPOSE: Move(_SECOND, State.DECISION_PROPOSED),
    Verb.WITHDRAW: Move(frozenset({State.DECISION_PROPOSED}), State.AT_FILTER_TWO),
    Verb.CONFIRM_ACCEPTED: Move(frozenset({State.DECISION_PROPOSED}), State.AT_FILTER_THREE),
    Verb.CONFIRM_REJECTED: Move(frozenset({State.DECISION_PROPOSED}), State.REJECTED),
    Verb.DISCLOSE: Move(AT_FILTER_THREE, None),
    Verb.ANSWER: Move(AT_FILTER_THREE, None),
    Verb.CHOOSE_AGENCIES: Move(AT_FILTER_THREE, State.AT_FILTER_FOUR),
    Verb.REPORT_BACK: Move(frozenset({State.AT_FILTER_FOUR}), State.REPORTED_BACK),
    # A response that goes on stays reported back, and comes to each agenda until concluded.
    Verb.CONCLUDE: Move(frozenset({State.REPORTED_BACK}), State.CONCLUDED),
    Verb.REOPEN: Move(frozenset({State.CONCLUDED}), State.REOPENED),
    Verb.CORRECT: Move(ACCEPTED, None),
}

OWNERS: dict[State, Owner] = {
    State.BROUGHT: Owner.ORIGINATING_AGENCY,
    State.AT_FILTER_TWO: Owner.CHAIR,
    State.DECISION_PROPOSED: Owner.CHAIR,
    State.REJECTED: Owner.NO_ONE,
    State.AT_FILTER_THREE: Owner.EACH_AGENCY,
    State.AT_FILTER_FOUR: Owner.LEAD_AGENCY,
    State.REPORTED_BACK: Owner.CHAIR,
    State.CONCLUDED: Owner.NO_ONE,
    State.REOPENED: Owner.EACH_AGENCY,
}

# Which of the four filters a state lies at, for the path at the head of a discussion.
FILTER: dict[State, int] = {
    State.BROUGHT: 1,
    State.AT_FILTER_TWO: 2,
    State.DECISION_PROPOSED: 2,
    State.REJECTED: 2,
    State.AT_FILTER_THREE: 3,
    State.REOPENED: 3,
    State.AT_FILTER_FOUR: 4,
    State.REPORTED_BACK: 4,
    State.CONCLUDED: 4,
}

# What a correction may name: single codes, and lists that gain or lose one code.
SINGLE_FIELDS = frozenset({"type", "age_group", "sex", "conclusion"})
LIST_FIELDS = frozenset({"factors", "protective", "flags"})
CORRECTABLE = SINGLE_FIELDS | LIST_FIELDS

# A legal basis that speaks of a youth record is taken for these ages only; what rests on such a
# record stays out of the shared record altogether (see `youth_records`).
YOUTH_AGE_GROUPS = frozenset({"12-17", "0-17"})


class Flaw(StrEnum):
    """What is wrong with a proposed decision; the words for each are the service's."""

    CRITERIA_INCOMPLETE = "criteria_incomplete"
    ACCEPTED_WITH_UNMET = "accepted_with_unmet"
    REASON_MISSING = "reason_missing"
    REASON_NOT_WANTED = "reason_not_wanted"


def flaw(
    findings: Mapping[str, bool], criteria: tuple[str, ...], *, accepted: bool, reason: str
) -> Flaw | None:
    """The first flaw of a proposal, or None.

    Acutely elevated risk needs every criterion met, so none is accepted with one unmet. The
    reverse is the table's to judge: all met and still rejected, with a reason.
    """
    if set(findings) != set(criteria):
        return Flaw.CRITERIA_INCOMPLETE
    if accepted and not all(findings.values()):
        return Flaw.ACCEPTED_WITH_UNMET
    if not accepted and not reason:
        return Flaw.REASON_MISSING
    if accepted and reason:
        return Flaw.REASON_NOT_WANTED
    return None
