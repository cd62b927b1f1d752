"""Filter four as data: states, parts, and the few codes that behaviour hangs on. Pure.

Lists that a ministry may replace (outcomes, services, states of a service, gaps, reasons,
legal bases) live in the vocabulary; `codes` reads what their attributes mean for the clock.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a response stands."""

    OPEN = "open"  # the agencies are at work
    REPORTED = "reported"  # the table was told; what was begun may still be finished
    CLOSED = "closed"  # ended: access to the plan has a last day, destruction is dated or done


# State -> the states it may become. A closed response opens again only with its discussion.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.REPORTED, State.CLOSED}),
    State.REPORTED: frozenset({State.OPEN, State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
}

# State -> whose move it is; the diagram in the docs is made from this and from TRANSITIONS.
OWNERS: dict[State, str] = {
    State.OPEN: "lead and assisting agencies",
    State.REPORTED: "the chair, with the table",
    State.CLOSED: "each disclosing agency, for its own file",
}

# States in which something may still be recorded and the plan may be written.
AT_WORK = frozenset({State.OPEN, State.REPORTED})


class Part(StrEnum):
    """What an agency is in a response."""

    LEAD = "lead"
    ASSISTING = "assisting"


class PlanField(StrEnum):
    """The parts of the plan. Every one may identify a person; all are sealed."""

    WHERE = "where"
    WHO_GOES = "who_goes"
    APPROACH = "approach"
    SAFETY = "safety"
    WHO_ELSE_ANSWERS = "who_else_answers"
    MUST_NOT_LEARN = "must_not_learn"
    LANGUAGE_AND_CULTURE = "language_and_culture"
    LEAFLET = "leaflet"
    OWN_WORDS = "own_words"


# The longest text one part of the plan takes, in characters: a plan, not a file.
LONGEST_TEXT = 4000


class ConsentHow(StrEnum):
    """How an answer was given. Spoken is enough."""

    SPOKEN = "spoken"
    WRITTEN = "written"


# Codes of the list `consent_states` that this room acts on: a ministry's list must keep them.
NOT_ASKED = "not-asked"
WITHDRAWN = "withdrawn"


class WithoutPolice(StrEnum):
    """Whether the person knows that help comes without police too."""

    NOT_TOLD_YET = "not_told_yet"
    TOLD = "told"
    ASKED_WITHOUT = "asked_without"


# The sector (of the list `sectors`) whose agencies are police.
POLICE_SECTOR = "policing"


class Standing(StrEnum):
    """All that the table needs to hear (domain.md 3.3): whether this can be closed."""

    CAN_CLOSE = "can_close"
    RISK_REMAINS = "risk_remains"
    MORE_TIME = "more_time"


# What was reported -> where the response then stands: more time keeps it open.
AFTER_REPORT: dict[Standing, State] = {
    Standing.CAN_CLOSE: State.REPORTED,
    Standing.RISK_REMAINS: State.REPORTED,
    Standing.MORE_TIME: State.OPEN,
}

# Persons are counted, never named.
MOST_PERSONS = 12

# The state of a service (list `mobilization_states`) after which the page asks whether it was
# a gap or the person's own choice.
DECLINED = "declined"


class Safe(StrEnum):
    """Whether something may be left behind without harm."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class Language(StrEnum):
    """The language of the visit. Which other one it is, is written in the sealed plan."""

    NOT_ASKED = "not_asked"  # first: a form presumes no language
    ENGLISH = "en"
    FRENCH = "fr"
    ANOTHER = "another"


class ActiveOffer(StrEnum):
    """Service in English and in French: offered before anyone has to ask."""

    MADE = "made"
    TAKEN = "taken"
    NOT_POSSIBLE = "not_possible"


class Interpreter(StrEnum):
    """Who interprets. A child or a relative is no answer, and so is not among the answers."""

    NOT_NEEDED = "not_needed"
    TRAINED = "trained"
    NOT_FOUND = "not_found"


class Culture(StrEnum):
    """Whether the person was asked what matters to them; what they said is in the plan."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    WANTED_NOTHING = "wanted_nothing"


# The languages of the active offer: whoever chose one of them is served in it or it is not done.
OFFERED_LANGUAGES = frozenset({Language.ENGLISH, Language.FRENCH})


class Outcome(StrEnum):
    """How a step of a template ended; an open step has none."""

    DONE = "done"
    NOT_POSSIBLE = "not_possible"
    NOT_DONE = "not_done"


# Outcome -> what the list `step_reasons` calls it; a step that was done needs no reason.
NEEDS_REASON = {Outcome.NOT_POSSIBLE: "not-possible", Outcome.NOT_DONE: "not-done"}

# Hours from the acceptance that may be chosen for a step: from now to a year.
STEP_HOURS = (4, 12, 24, 48, 72, 168, 336, 720, 2160, 8760)
# A template of a table holds at most so many steps: one screen, not a manual.
MOST_STEPS = 30


class Weekend(StrEnum):
    """What a table's clocks do at night and at the weekend."""

    RUNS = "runs"  # real hours, always: the default
    ON_CALL = "on_call"  # real hours, and an agency answers outside office hours
    WAITS = "waits"  # what is not urgent and falls due then is due on the next working day


class DebriefReason(StrEnum):
    """Why a debrief is offered to those who responded."""

    AFTER_A_DEATH = "after_a_death"
    HARD_DOOR = "hard_door"


# The fewest doors, with and without police each, before their share is shown.
FEWEST_DOORS = 5
