"""Forms of the coordinator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headwater.vocabulary import registry

from .models import Gap
from .presenters import standing_label, title
from .rules import KINDS, SERVICES, TOUCHES, Standing


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Set the choices of a field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _named(gaps: list[Gap]) -> list[tuple[str, str]]:
    return [(each.reference, title(each.service, each.kind)) for each in gaps]


class PlaceForm(forms.Form):
    """Where entries of a service and a kind belong."""

    service = forms.CharField(max_length=60, widget=forms.HiddenInput)
    kind = forms.CharField(max_length=60, widget=forms.HiddenInput)
    into = forms.ChoiceField(label=gettext_lazy("Place it under"), required=False)

    def __init__(self, *args: Any, gaps: list[Gap], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        offer(self, "into", [("", _("A gap of its own")), *_named(gaps)])


class DescribeForm(forms.Form):
    """What is missing, whom it touches, and where it stands."""

    service = forms.ChoiceField(label=gettext_lazy("Which service"))
    kind = forms.ChoiceField(label=gettext_lazy("What was missing"))
    touches = forms.MultipleChoiceField(
        label=gettext_lazy("Whom it touches"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    standing = forms.ChoiceField(label=gettext_lazy("Where it stands"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        offer(self, "service", registry.current(SERVICES).choices(language))
        offer(self, "kind", registry.current(KINDS).choices(language))
        offer(self, "touches", registry.current(TOUCHES).choices(language))
        offer(self, "standing", [(each.value, standing_label(each)) for each in Standing])


class MergeForm(forms.Form):
    """The gap it counts with."""

    into = forms.ChoiceField(
        label=gettext_lazy("The same as"),
        error_messages={"required": gettext_lazy("Choose the gap it is the same as.")},
    )

    def __init__(self, *args: Any, gaps: list[Gap], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        offer(self, "into", [("", _("Choose")), *_named(gaps)])
