"""Questions a lower room must ask a higher one, as protocols. `config.policies` wires them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Protocol


class SessionPolicy(Protocol):
    """What `accounts` needs to know of a person's seats without importing `network`."""

    def needs_second_factor(self, person: Any, at: datetime) -> bool:
        """Whether a live seat of this person can see a discussion."""
        ...

    def idle_limit(self, person: Any, at: datetime) -> timedelta:
        """How long a session may rest before it ends."""
        ...


_wired: dict[str, SessionPolicy] = {}


def wire_session_policy(policy: SessionPolicy) -> None:
    """Called once at start-up by `config`."""
    _wired["session"] = policy


def session_policy() -> SessionPolicy:
    """The wired policy; LookupError if the program was started without one."""
    try:
        return _wired["session"]
    except KeyError:
        raise LookupError("No session policy was wired: see headwater.config.policies") from None
