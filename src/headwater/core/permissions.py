"""Rules of who may: small functions that raise `Denied` with a reason, and one way to ask them.

The server calls the rule; a template asks the same rule through `ask`, so that a disabled
button and the server's answer never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .errors import Denied

Rule = Callable[..., None]


@dataclass(frozen=True)
class Permission:
    """The answer of a rule: `allowed`, and if not, the `reason` told to the person."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def ask(rule: Rule, *args: Any, **kwargs: Any) -> Permission:
    """Ask a rule without being stopped by it."""
    try:
        rule(*args, **kwargs)
    except Denied as refusal:
        return Permission(False, refusal.message)
    return Permission(True)
