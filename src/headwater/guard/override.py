"""That identifiers stay in a text, and why: what the audit trail learns of it."""

from __future__ import annotations

from dataclasses import dataclass

from .finding import Kind

REASON = "identifier_reason"
REASONS = "identifier_reasons"
"""The code list a reason is chosen from."""


@dataclass(frozen=True)
class Override:
    """A coded reason and the kinds it covers, never the text."""

    reason: str
    kinds: tuple[Kind, ...]

    def detail(self) -> dict[str, str]:
        """The codes for the deed."""
        return {REASON: self.reason, "identifier_kinds": ",".join(self.kinds)}
