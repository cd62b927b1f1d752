"""The agency lead's forms: one question in both languages, and publishing a version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.core.fields import DatePartsField
from headwater.guard.forms import GuardedForm, GuardedText, Stance
from headwater.network.models import Agency

from .. import lists
from ..models import Protocol
from ..periods import periods
from ..rules import Answer
from ..wording import language
from .shared import RevisedForm


class ProtocolQuestionForm(GuardedForm, RevisedForm):
    """One question of the agency's own protocol, in both languages."""

    text_en = GuardedText(
        stance=Stance.NEVER,
        language="en",
        label=gettext_lazy("Question in English"),
        max_length=240,
        error_messages={"required": gettext_lazy("Write the question in both languages.")},
    )
    text_fr = GuardedText(
        stance=Stance.NEVER,
        language="fr",
        label=gettext_lazy("Question in French"),
        max_length=240,
        error_messages={"required": gettext_lazy("Write the question in both languages.")},
    )
    hint_en = GuardedText(
        stance=Stance.NEVER,
        language="en",
        label=gettext_lazy("Help for the worker, in English (may stay empty)"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hint_fr = GuardedText(
        stance=Stance.NEVER,
        language="fr",
        label=gettext_lazy("Help for the worker, in French (may stay empty)"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    must_be = forms.ChoiceField(
        label=gettext_lazy("Before a situation may be brought, the answer must be"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            (Answer.YES.value, gettext_lazy("Yes")),
            (Answer.NO.value, gettext_lazy("No")),
            ("", gettext_lazy("Either: the question is for the worker to think about")),
        ],
    )

    def texts(self) -> dict[str, str]:
        """The wording for the service."""
        names = ("text_en", "text_fr", "hint_en", "hint_fr")
        return {name: str(self.cleaned_data[name]) for name in names}

    @classmethod
    def initial_of(cls, protocol: Protocol, code: str) -> dict[str, Any]:
        """What the page starts from: the question as it stands, or an empty one."""
        found: dict[str, Any] = next((q for q in protocol.questions if q["code"] == code), {})
        return {**found, "must_be": protocol.must_hold.get(code, "")}


class PublishForm(RevisedForm):
    """From which day the version is asked, and how long its screenings stay."""

    starts = DatePartsField(label=gettext_lazy("From which day?"))
    retention_days = forms.IntegerField(
        label=gettext_lazy("Destroy a screening how many days after the last work on it?"),
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Enter a number of days.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retention_days"].help_text = _("At most %(most)d days.") % {
            "most": periods().longest_days
        }


OWN, POINT, COPY = "own", "point:", "copy:"


class StartForm(forms.Form):
    """Where a new version begins: what is asked today, a starting point, or another agency's."""

    start = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose where to begin."),
            "invalid_choice": gettext_lazy("Choose one of the beginnings shown."),
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        agency: Agency,
        shared: Sequence[Protocol],
        has_own: bool,
    ) -> None:
        """`shared`: what other agencies share, one version each; `has_own`: something is asked."""
        super().__init__(data)
        lang = language()
        points = [(POINT + each.code, each.label(lang)) for each in _points(agency)]
        own = _("What we ask today") if has_own else _("The general starting questions")
        copies = [
            (
                COPY + each.reference,
                _("A copy of %(agency)s, version %(version)d")
                % {"agency": each.agency.name(lang), "version": each.version},
            )
            for each in shared
        ]
        field = self.fields["start"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(OWN, own), *points, *copies]
            field.initial = OWN if has_own or not points else points[0][0]

    def point(self) -> str:
        """The code of the starting point that was chosen, if one was."""
        chosen = str(self.cleaned_data["start"])
        return chosen.removeprefix(POINT) if chosen.startswith(POINT) else ""

    def copied(self, shared: Sequence[Protocol]) -> Protocol | None:
        """The shared version that was chosen, if one was."""
        chosen = str(self.cleaned_data["start"])
        return next((each for each in shared if COPY + each.reference == chosen), None)


def _points(agency: Agency) -> Sequence[Any]:
    return lists.starting_points(agency.sector)
