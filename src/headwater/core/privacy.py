"""What kind of fact a database field holds. Every model field says so in `class Privacy`.

The extract may take quasi-identifiers and operational fields, never the other three;
tests in `tests/architecture` walk all models.
"""

from __future__ import annotations

from enum import StrEnum


class PrivacyClass(StrEnum):
    """The five classes, from most to least delicate."""

    IDENTIFIER = "identifier"  # names a person, or leads straight to one
    SECRET = "secret"  # noqa: S105 - a class name: keys, tokens, sealed bytes
    FREE_TEXT = "free text"  # someone may type an identifier into it
    QUASI_IDENTIFIER = "quasi-identifier"  # identifies in combination, as age group and sex do
    OPERATIONAL = "operational"  # about the work, not about a person served
