"""The exceptions every room speaks in. Each carries a sentence for the person it stops."""

from __future__ import annotations


class HeadwaterError(Exception):
    """Something a person can understand and act on.

    `message` is a whole translated sentence. It never holds what the person typed:
    messages reach logs, and what was typed may identify someone.
    """

    def __init__(self, message: str) -> None:
        super().__init__(str(message))
        self.message = str(message)


class Denied(HeadwaterError):
    """This seat may not do this; the message says why. Shown as 403, or on a disabled button."""


class NotFoundHere(HeadwaterError):
    """For this seat the thing does not exist: another agency's, another table's, or none. 404."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)


class Refused(HeadwaterError):
    """What was entered cannot be taken. `field` names the form field it belongs to, if one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class ChangedMeanwhile(HeadwaterError):
    """Someone else changed the record while this person was typing; nothing was overwritten."""


class AlreadyDone(HeadwaterError):
    """The very thing was done before, such as a form sent twice. The first one stands."""
