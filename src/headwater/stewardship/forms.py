"""The administrator's forms: inviting a person into a seat, and ending one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headwater.network.labels import role_label
from headwater.network.models import Community
from headwater.network.rules import NEEDS, Role


def missing(tie: str) -> str:
    """What to do where a role lacks what it is tied to."""
    return {
        "agency": _("Choose the agency this role acts for."),
        "table": _("Choose the table this role sits at."),
    }[tie]


class SeatForm(forms.Form):
    """A person, a role, and what the role is tied to."""

    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    table = forms.ChoiceField(label=gettext_lazy("Table"), required=False)

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        nothing = [("", _("None"))]
        self._choices("role", [(role.value, role_label(role)) for role in Role])
        self._choices(
            "agency", nothing + [(a.reference, a.name(language)) for a in community.agencies.all()]
        )
        self._choices(
            "table", nothing + [(t.reference, t.name(language)) for t in community.tables.all()]
        )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A role is tied to what it needs; the error stands at the field that is missing."""
        cleaned = super().clean() or {}
        role = cleaned.get("role")
        for tie in sorted(NEEDS[Role(role)]) if role else ():
            if not cleaned.get(tie):
                self.add_error(tie, missing(tie))
        return cleaned
