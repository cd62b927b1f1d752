"""The life of an edition, as data: states, what leads where, and who may do it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from headwater.network.rules import Role


class Kind(StrEnum):
    """What kind of knowledge product it is."""

    BULLETIN = "bulletin"  # one page about a closed quarter


class State(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"  # public and frozen
    SUPERSEDED = "superseded"  # a later edition corrects it; it stays readable, and says so


class Verb(StrEnum):
    """What can be done to an edition."""

    EDIT = "edit"
    SEND = "send_for_review"
    RETURN = "return_to_author"
    APPROVE = "approve"
    PUBLISH = "publish"
    SUPERSEDE = "supersede"


class Part(StrEnum):
    """Who does it."""

    AUTHOR = "author"
    REVIEWER = "reviewer"  # never the author
    PROGRAM = "program"


@dataclass(frozen=True)
class Move:
    """From which states a verb may be done, where it leads, and whose it is."""

    sources: frozenset[State]
    target: State
    part: Part


MOVES: dict[Verb, Move] = {
    Verb.EDIT: Move(frozenset({State.DRAFT}), State.DRAFT, Part.AUTHOR),
    Verb.SEND: Move(frozenset({State.DRAFT}), State.IN_REVIEW, Part.AUTHOR),
    Verb.RETURN: Move(frozenset({State.IN_REVIEW, State.APPROVED}), State.DRAFT, Part.REVIEWER),
    Verb.APPROVE: Move(frozenset({State.IN_REVIEW}), State.APPROVED, Part.REVIEWER),
    Verb.PUBLISH: Move(frozenset({State.APPROVED}), State.PUBLISHED, Part.REVIEWER),
    Verb.SUPERSEDE: Move(frozenset({State.PUBLISHED}), State.SUPERSEDED, Part.PROGRAM),
}

# Who writes products, who approves them, and who sees editions that are not public yet.
AUTHORS = frozenset({Role.ANALYST, Role.EVALUATOR, Role.CHAIR})
REVIEWERS = frozenset({Role.STEERING})
INSIDE = AUTHORS | REVIEWERS

# An edition the public may read.
PUBLIC = frozenset({State.PUBLISHED, State.SUPERSEDED})


def is_done(verb: Verb, state: State) -> bool:
    """Whether a verb had its effect before: the edition stands where it leads, or further on."""
    target = MOVES[verb].target
    return state == target or (target in PUBLIC and state in PUBLIC)


def diagram() -> str:
    """The states as a Mermaid block; docs/reference/states.md is made from it."""
    lines = ["stateDiagram-v2", "    [*] --> draft: build"]
    for verb, move in MOVES.items():
        lines += [
            f"    {source} --> {move.target}: {verb} ({move.part})"
            for source in sorted(move.sources)
        ]
    return "\n".join(lines) + "\n"
