"""What can be wrong with an extract or a question: one clear sentence each, nothing written.

The analytic side speaks at the command line and in notebooks too, without Django, so these
sentences are English; pages catch them and say the same in the reader's language.
"""

from __future__ import annotations

from headwater.core.errors import Refused


class EvidenceError(Refused):
    """The floor's base error."""


class ExtractError(EvidenceError):
    """The extract is missing, damaged, or does not match its manifest."""


class QuestionError(EvidenceError):
    """The question cannot be asked: unknown name, column, value, or a pair that does not fit."""


class NotInternal(EvidenceError):
    """Exact values were asked of an extract that is neither synthetic nor of this installation."""
