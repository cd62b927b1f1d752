"""Which line is said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headwater.vocabulary.lists import Entry


class LineForm(forms.Form):
    """One of the lines the record bears out, or nothing."""

    code = forms.ChoiceField(
        label=gettext_lazy("What may they know?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the lines.")},
    )
    NOTHING = "nothing"

    def __init__(self, *args: Any, lines: list[Entry], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        field, language = self.fields["code"], get_language() or "en"
        if isinstance(field, forms.ChoiceField):
            said = [(entry.code, entry.label(language)) for entry in lines]
            field.choices = [*said, (self.NOTHING, _("We say nothing"))]

    def chosen(self) -> str:
        """The code; empty for nothing."""
        code = str(self.cleaned_data["code"])
        return "" if code == self.NOTHING else code
