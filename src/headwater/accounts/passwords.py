"""What Django's own checks of passwords let through: long ones that are one short thing again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import Person

# Fewer different letters than this, and the length is a show.
FEWEST_LETTERS = 5


class NoRepetition:
    """Refuses `passwordpassword` and `aaaaaaaabbbb`."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """ValidationError for a part said over and over, or for very few letters."""
        # Behind its first letter, a text is found in its double only at its own period.
        period = (password + password).find(password, 1)
        if period < len(password) or len(set(password)) < FEWEST_LETTERS:
            raise ValidationError(
                _("This password says the same over and over. Choose four different words.")
            )

    def get_help_text(self) -> str:
        """What the password must be."""
        return _("Do not say the same over and over.")
