"""The forms of authors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BuildForm(forms.Form):
    """Which quarter a bulletin is about."""

    quarter = forms.ChoiceField(label=_("Quarter"))

    def __init__(self, *args: Any, quarters: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["quarter"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(quarters)


class ContextForm(forms.Form):
    """The author's note, in both languages."""

    context_en = forms.CharField(
        label=_("What the counts can mean, in English"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=1500,
    )
    context_fr = forms.CharField(
        label=_("What the counts can mean, in French"),
        widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"}),
        max_length=1500,
    )
