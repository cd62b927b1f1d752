"""What can be left without a holder. Pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a seat held when it ended."""

    RESPONSE = "response"  # its lead agency has nobody at the table any more
    ACTION = "action"
    OWN_WORK = "own_work"  # inside its agency: screenings under way, a draft of the protocol


# What is most urgent first: a person waits at the other end of a response.
ORDER = (Kind.RESPONSE, Kind.ACTION, Kind.OWN_WORK)
# A chain of handovers is followed this far; nobody hands work round in a longer circle.
LONGEST_CHAIN = 50
