"""The one form with a name in it: typed into page memory, sent once, sealed, never drawn again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.core.errors import HeadwaterError

from .services.naming import LONGEST_NAME

# Neither the browser nor a password keeper is to remember what is typed here.
_NOT_KEPT = {"autocomplete": "off", "spellcheck": "false", "data-no-draft": ""}


class NameForm(forms.Form):
    """A name and, where it is known, a date of birth. Bound only while it is wrong."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=_NOT_KEPT | {"autocapitalize": "words"}),
        error_messages={"required": gettext_lazy("Type the name, or leave without saving.")},
    )
    born = forms.CharField(
        label=gettext_lazy("Date of birth, if you know it"),
        help_text=gettext_lazy("Year, month, day: 1984-02-29"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs=_NOT_KEPT | {"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean_born(self) -> date | None:
        """The day, or nothing; told how to write it otherwise."""
        typed = self.cleaned_data["born"].strip()
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            raise ValidationError(_("Write it as year, month, day: 1984-02-29.")) from None

    def place(self, error: HeadwaterError) -> None:
        """Put a service's refusal at the field it names, else at the head of the form."""
        field = getattr(error, "field", None)
        self.add_error(field if field in self.fields else None, error.message)
