"""Who goes on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.network.models import Seat


class HandOnForm(forms.Form):
    """One of the agency's people."""

    to = forms.ChoiceField(
        label=gettext_lazy("Who goes on with it"),
        error_messages={"required": gettext_lazy("Choose who goes on with it.")},
    )

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.seats = {each.reference: each for each in seats}
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            people = [
                (each.reference, f"{each.person.display_name} ({each.role_label})")
                for each in seats
            ]
            field.choices = [("", _("Choose")), *people]

    def chosen(self) -> Seat:
        """The seat that was chosen."""
        return self.seats[self.cleaned_data["to"]]
