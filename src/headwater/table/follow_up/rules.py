"""When a line may be said, and what must be so before it is. Pure."""

from __future__ import annotations

from enum import StrEnum

LINES = "became_of_it"
CODE_LENGTH = 60
# So long after a conclusion the lead is still asked; then nobody is reminded any more.
ASKED_FOR_DAYS = 30


class Needs(StrEnum):
    """What the response must have recorded before a line may be chosen: nothing is only hoped."""

    REACHED = "reached"
    CONNECTED = "connected"
    LOWERED = "lowered"
    NOTHING = "nothing"


# Conclusions under which the risk is lowered share this beginning.
LOWERED = "risk-lowered"
