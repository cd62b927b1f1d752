"""What rests on a youth record: on which ground, which codes, to whom, until when. No free text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from headwater.core.fields import DatePartsField
from headwater.network.models import Agency

from ..services import Shown
from ..wording import language


class YouthRecordForm(forms.Form):
    """Nothing is chosen beforehand but the last day the ground allows."""

    ground = forms.ChoiceField(
        label=gettext_lazy("What allows your agency to show it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a ground your agency can rely on.")},
    )
    facts = forms.MultipleChoiceField(
        label=gettext_lazy("What rests on the record?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what rests on the youth record.")},
    )
    recipients = forms.MultipleChoiceField(
        label=gettext_lazy("Which agencies need it?"),
        help_text=gettext_lazy("Only those that need it for this purpose, and that it names."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose only agencies that the ground names.")},
    )
    ends = DatePartsField(label=gettext_lazy("Last day they need it"))

    def __init__(
        self,
        data: Any = None,
        *,
        grounds: Mapping[str, str],
        facts: Sequence[tuple[str, str]],
        agencies: Sequence[Agency],
        ends: date,
    ) -> None:
        """`grounds`: code -> words; `facts`: codes with words; `agencies`: who may be named."""
        super().__init__(data, initial={"ends": ends})
        self.agencies = agencies
        offered = {
            "ground": list(grounds.items()),
            "facts": list(facts),
            "recipients": [(each.reference, each.name(language())) for each in agencies],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def shown(self) -> Shown:
        """What was chosen, for the service."""
        chosen = set(self.cleaned_data["recipients"])
        return Shown(
            ground=str(self.cleaned_data["ground"]),
            facts=list(self.cleaned_data["facts"]),
            recipients=[each for each in self.agencies if each.reference in chosen],
            ends=self.cleaned_data["ends"],
        )
