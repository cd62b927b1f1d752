"""What the pages of the table agree on: keys, what asks for a form, how much fits. Pure data."""

from __future__ import annotations

from enum import StrEnum

from headwater.table.discussions.rules import State, Verb


class Key(StrEnum):
    """One key, one deed; shown on the page beside what it does. The same in both languages."""

    NEXT = "n"
    PARK = "p"
    FACTS = "f"
    DECIDE = "d"
    ALL_MET = "a"
    CONFIRM = "c"
    TAKE_BACK = "b"
    ANSWERS = "q"
    AGENCIES = "g"
    REPORT = "r"
    CONCLUDE = "k"
    STEP_OUT = "x"
    ROLL = "t"
    HERE = "h"
    HERE_BY_CALL = "v"
    OPEN_MEETING = "o"
    FILL = "u"
    CLOSE = "e"
    TAKE_CHAIR = "j"
    GUEST = "i"
    USUAL_ORDER = "l"
    INVOLVED = "1"
    CAN_HELP = "2"
    NOT_NEEDED = "3"


class Task(StrEnum):
    """A form that opens in place in the current item, by the address that ends in it."""

    DECISION = "decision"
    BASIS = "basis"
    ANSWERS = "answers"
    AGENCIES = "agencies"
    CONCLUSION = "conclusion"


# The deed a task asks for: its form is drawn while the state allows it, and no longer.
DOES: dict[Task, Verb] = {
    Task.DECISION: Verb.PROPOSE,
    Task.BASIS: Verb.DISCLOSE,
    Task.ANSWERS: Verb.ANSWER,
    Task.AGENCIES: Verb.CHOOSE_AGENCIES,
    Task.CONCLUSION: Verb.CONCLUDE,
}

# What each state asks of whoever owns it, for the page of one discussion.
ASKS: dict[State, Verb | None] = {
    State.BROUGHT: Verb.START_FILTER_TWO,
    State.AT_FILTER_TWO: Verb.PROPOSE,
    State.DECISION_PROPOSED: Verb.CONFIRM_ACCEPTED,
    State.REJECTED: None,
    State.AT_FILTER_THREE: Verb.ANSWER,
    State.REOPENED: Verb.ANSWER,
    State.AT_FILTER_FOUR: Verb.REPORT_BACK,
    State.REPORTED_BACK: Verb.CONCLUDE,
    State.CONCLUDED: None,
}

# States in which a guest may sit in: only codes are spoken of.
BEFORE_NAMES = frozenset({State.BROUGHT, State.AT_FILTER_TWO, State.DECISION_PROPOSED})

# Seconds between two questions of a screen that follows the board.
FOLLOW_EVERY = 4
# Things to do that stand before the fold of Today.
BEFORE_THE_FOLD = 3
# Minutes for which a meeting called at once counts as ahead, before it counts as missed.
CALLED_FOR = 60
# How many conclusions with the risk lowered a table celebrates, and for how many days it shows.
# None is small enough to point at anyone, and no number but these is ever told.
MILESTONES = (10, 25, 50, 100, 150, 200, 300, 400, 500, 750, 1000)
CELEBRATE_DAYS = 30
RISK_LOWERED = "risk-lowered."
# Discussions and meetings on one page of a list.
PER_PAGE = 20


class Roll(StrEnum):
    """What the roll can say of a seat: its attendance, or that it left before the end."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    LEFT = "left"
