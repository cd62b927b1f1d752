"""The forms of authors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headwater.guard.forms import GuardedForm, GuardedText, Stance
from headwater.guard.override import REASONS
from headwater.vocabulary import registry


class BuildForm(forms.Form):
    """Which quarter a bulletin is about."""

    quarter = forms.ChoiceField(label=_("Quarter"))

    def __init__(self, *args: Any, quarters: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["quarter"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(quarters)


class ContextForm(GuardedForm):
    """The author's note, in both languages. It will be public: an identifier needs a reason."""

    context_en = GuardedText(
        stance=Stance.WITH_REASON,
        language="en",
        label=_("What the counts can mean, in English"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=1500,
    )
    context_fr = GuardedText(
        stance=Stance.WITH_REASON,
        language="fr",
        label=_("What the counts can mean, in French"),
        widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"}),
        max_length=1500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        reasons = registry.current(REASONS).choices(get_language() or "en")
        super().__init__(*args, identifier_reasons=reasons, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The note in both languages, and why an identifier stays, for the service."""
        names = ("context_en", "context_fr")
        return {name: self.cleaned_data[name] for name in names} | {"override": self.override}
