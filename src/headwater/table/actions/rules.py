"""The life of an action as data. Pure: no Django, no labels."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an action stands. Three ways to end, told apart: they ask for different things."""

    OPEN = "open"
    DONE = "done"
    NOT_POSSIBLE = "not_possible"  # something outside stood in the way
    NOT_DONE = "not_done"  # nobody did it


# State -> the states it may become. A closed action stays closed; a new one is given.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.DONE, State.NOT_POSSIBLE, State.NOT_DONE}),
    State.DONE: frozenset(),
    State.NOT_POSSIBLE: frozenset(),
    State.NOT_DONE: frozenset(),
}

OWNERS: dict[State, str] = {
    State.OPEN: "the seat or agency that owns it, and the chair",
    State.DONE: "no one",
    State.NOT_POSSIBLE: "no one",
    State.NOT_DONE: "no one",
}

# How an action may end; what needs a reason is not just done.
ENDINGS = (State.DONE, State.NOT_POSSIBLE, State.NOT_DONE)
NEEDS_REASON = frozenset({State.NOT_POSSIBLE, State.NOT_DONE})


class About(StrEnum):
    """What an action is about."""

    DISCUSSION = "discussion"
    TABLE = "table"  # the table's own work; the subject is the meeting it was given at


# Lists of the vocabulary, the attributes read here, and how far ahead *Today* looks.
KINDS = "action_kinds"
REASONS = "action_reasons"
EITHER = "either"
CODE_LENGTH = 60
SOON_DAYS = 2
