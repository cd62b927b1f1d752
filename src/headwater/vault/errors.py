"""What the vault says when it cannot or will not open."""

from __future__ import annotations

from headwater.core.errors import Denied, HeadwaterError


class Shut(Denied):
    """The vault refuses. `code` is what the trail records; the message is for the person.

    The sentence for a reference that was never sealed is the one for another agency's, so that
    a refusal does not tell which references exist.
    """

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class VaultUnreadable(HeadwaterError):
    """A key is missing or does not fit, or sealed bytes were changed. Nothing is shown."""
