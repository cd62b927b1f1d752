"""What an agency says of one of its services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headwater.vocabulary import registry

from ..rules import CAPACITY, LONGEST_WAIT, SERVICES


class OfferingForm(forms.Form):
    """A service, its room, the usual wait."""

    service = forms.ChoiceField(
        label=gettext_lazy("Service"),
        error_messages={"required": gettext_lazy("Choose a service from the list.")},
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("Is there room?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether there is room.")},
    )
    wait_days = forms.IntegerField(
        label=gettext_lazy("The usual wait, in days"),
        help_text=gettext_lazy("Leave it empty if you cannot say."),
        min_value=0,
        max_value=LONGEST_WAIT,
        required=False,
    )
    in_french = forms.BooleanField(label=gettext_lazy("Offered in French too"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self._offer("service", [("", _("Choose")), *registry.current(SERVICES).choices(language)])
        self._offer("capacity", registry.current(CAPACITY).choices(language))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
