"""The identifier guard: finds what could name a person in a text someone is about to save.

One door: `guard.look(text)`. It is the second line, not the wall: the shared record has no box
to type into, what must be written is sealed, and this room looks at the few texts that remain.
"""

from .finding import NEVER_NEEDED, Finding, Kind, Why
from .looking import look

__all__ = ["NEVER_NEEDED", "Finding", "Kind", "Why", "look"]
