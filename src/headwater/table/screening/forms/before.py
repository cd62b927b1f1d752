"""The forms of the first page: danger now, young people, and each duty's answer."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.core.fields import DatePartsField
from headwater.core.zones import local_instant

from ..models import Screening
from ..rules import Danger, DutyAnswer, Young
from ..services import DutyGiven
from ..wording import DANGERS, DUTY_ANSWERS, NOT_NEEDED, YOUNG
from .shared import RevealingRadios, RevisedForm


class BeforeForm(RevisedForm):
    """Is someone in danger now, and is a child or young person part of it?"""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    danger = forms.ChoiceField(
        label=gettext_lazy("Is someone in danger right now?"),
        help_text=gettext_lazy("A life at risk, an injury, a threat, a weapon, a plan to die."),
        widget=forms.RadioSelect,
        choices=list(DANGERS.items()),
        error_messages={"required": gettext_lazy("Say whether someone is in danger now.")},
    )
    young = forms.MultipleChoiceField(
        label=gettext_lazy("Is a child or young person part of this, or living with it?"),
        help_text=gettext_lazy("Choose all that apply."),
        widget=forms.CheckboxSelectMultiple,
        choices=list(YOUNG.items()),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Danger now stops everything else; without it, the ages must be answered."""
        cleaned = super().clean() or {}
        young = set(cleaned.get("young") or [])
        if cleaned.get("danger") == Danger.NO and not young:
            self.add_error(
                "young", _("Say whether a child or young person is part of this situation.")
            )
        if Young.NOBODY in young and len(young) > 1:
            self.add_error(
                "young", _("Choose either the ages of the young people, or nobody under 18.")
            )
        return cleaned

    @classmethod
    def initial_of(cls, screening: Screening) -> dict[str, Any]:
        """What the page starts from."""
        danger = screening.danger_now
        return {
            "danger": Danger.YES if danger == Danger.HELP_CALLED else danger,
            "young": screening.subject_ages,
            "revision": screening.revision,
        }


class DutyForm(forms.Form):
    """One duty's answer; drawn once for each duty, with the duty's code as prefix."""

    answer = forms.ChoiceField(
        widget=RevealingRadios(
            reveals={DutyAnswer.REPORTED: "1", DutyAnswer.NOT_NEEDED: "2", DutyAnswer.NOT_SURE: "3"}
        ),
        choices=list(DUTY_ANSWERS.items()),
        required=False,
    )
    reported_on = DatePartsField(label=gettext_lazy("Day you reported it"), required=False)
    reported_time = forms.TimeField(
        label=gettext_lazy("Time you reported it"),
        help_text=gettext_lazy("24 hours, such as 14:30"),
        widget=forms.TimeInput(format="%H:%M"),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter the time as 14:30.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why is no report needed?"),
        widget=forms.RadioSelect,
        choices=list(NOT_NEEDED.items()),
        required=False,
    )

    def __init__(self, *args: Any, zone: str, required: bool, question: str, **kwargs: Any) -> None:
        """`required`: whether an answer must be given on this page; `zone` reads the hour."""
        super().__init__(*args, **kwargs)
        self.zone, self.answer_needed = zone, required
        self.fields["answer"].label = question

    def clean(self) -> dict[str, Any]:
        """Reported needs day and time, not needed a reason; what a choice hides is dropped."""
        cleaned = super().clean() or {}
        answer = cleaned.get("answer", "")
        if self.answer_needed and not answer and "answer" not in self.errors:
            self.add_error("answer", _("Answer this before you go on. It comes first."))
        if answer == DutyAnswer.REPORTED:
            for name, text in (
                ("reported_on", _("Enter the day you reported it.")),
                ("reported_time", _("Enter the time you reported it.")),
            ):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, text)
        else:
            for name in ("reported_on", "reported_time"):
                self.errors.pop(name, None)
        if answer == DutyAnswer.NOT_NEEDED and not cleaned.get("reason"):
            self.add_error("reason", _("Choose the reason why no report is needed."))
        return cleaned

    def given(self) -> DutyGiven | None:
        """The answer for the service; None when the question was left open."""
        answer = self.cleaned_data.get("answer", "")
        if not answer:
            return None
        day: date | None = self.cleaned_data.get("reported_on")
        hour: time | None = self.cleaned_data.get("reported_time")
        reported: datetime | None = None
        if answer == DutyAnswer.REPORTED and day is not None and hour is not None:
            reported = local_instant(day, hour, self.zone)
        return DutyGiven(answer, str(self.cleaned_data.get("reason", "")), reported)
