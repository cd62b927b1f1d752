"""For services: a text that may hold no identifier is refused, whatever way it came in."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from headwater.core.errors import Refused

from .looking import look
from .presenters import kind_words


def refuse_identifiers(
    text: str, *, field: str, language: str | None = None, known: Collection[str] = ()
) -> None:
    """Refused at `field` for the first identifier in `text`, in words that do not repeat it."""
    for finding in look(text, language, known=known):
        raise Refused(
            _("This text holds what looks like %(kind)s. Write it without.")
            % {"kind": kind_words(finding.kind)},
            field=field,
        )
