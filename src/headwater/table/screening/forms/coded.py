"""The agency's own questions, and the coded facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.vocabulary import registry

from .. import lists
from ..models import Protocol, Screening
from ..rules import ONE_PERSON
from ..wording import ANSWERS, language
from .shared import RevealingRadios, RevisedForm


class QuestionsForm(RevisedForm):
    """The agency's own questions, as the version of this screening words them."""

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = language()[:2]
        for question in protocol.questions:
            code = question["code"]
            self.fields[f"question-{code}"] = forms.ChoiceField(
                label=question.get(f"text_{lang}") or question["text_en"],
                help_text=question.get(f"hint_{lang}", ""),
                widget=forms.RadioSelect,
                choices=list(ANSWERS.items()),
                error_messages={"required": _("Answer this question.")},
            )

    def answers(self) -> dict[str, str]:
        """Question code -> answer."""
        return {
            name.removeprefix("question-"): str(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("question-")
        }

    @classmethod
    def initial_of(cls, screening: Screening) -> dict[str, Any]:
        """What the page starts from."""
        given = {f"question-{code}": answer for code, answer in screening.answers.items()}
        return {**given, "revision": screening.revision}


class FactsForm(RevisedForm):
    """The coded facts: what could cross to the table, and nothing else."""

    type = forms.ChoiceField(
        label=gettext_lazy("Who or what is it about?"),
        widget=RevealingRadios(reveals={ONE_PERSON: "1"}),
        error_messages={"required": gettext_lazy("Say who or what it is about.")},
    )
    age_group = forms.ChoiceField(
        label=gettext_lazy("Age group"),
        required=False,
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex or gender"),
        help_text=gettext_lazy("As the person says it."),
        required=False,
    )
    factors = forms.MultipleChoiceField(
        label=gettext_lazy("Risk factors"),
        help_text=gettext_lazy("What you saw or know, not what you fear."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one risk factor.")},
    )
    protective = forms.MultipleChoiceField(
        label=gettext_lazy("Protective factors"),
        help_text=gettext_lazy("What already helps. You may leave this open."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    flags = forms.MultipleChoiceField(
        label=gettext_lazy("Flags"),
        help_text=gettext_lazy("Themes the table follows. You may leave this open."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, small_place: bool, **kwargs: Any) -> None:
        """In a small place the age groups on offer are wide."""
        super().__init__(*args, **kwargs)
        lang = language()
        ages = [(age.code, age.label(lang)) for age in lists.age_groups(small_place)]
        offered = {
            "type": registry.current("discussion_types").choices(lang),
            "age_group": [("", _("Not given")), *ages],
            "sex": [("", _("Not given")), *registry.current("sexes").choices(lang)],
            **{
                name: registry.current(list_name).choices(lang)
                for name, list_name in lists.LISTS_OF_FACTS.items()
            },
        }
        for name, choices in offered.items():
            choice_field = self.fields[name]
            if isinstance(choice_field, forms.ChoiceField):
                choice_field.choices = choices
                choice_field.error_messages["invalid_choice"] = _(
                    "Choose from the list: this code is not part of it."
                )

    @property
    def type_hints(self) -> dict[str, str]:
        """What each kind of subject means, by its code."""
        types = registry.current("discussion_types")
        return {entry.code: entry.definition(language()) for entry in types}

    def clean(self) -> dict[str, Any]:
        """One person has an age group and a sex, even if "not known"; others have none."""
        cleaned = super().clean() or {}
        if cleaned.get("type") == ONE_PERSON:
            for name, text in (
                ("age_group", _("Choose the age group, or “not known”.")),
                ("sex", _("Choose the sex or gender, or “not known or not said”.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, text)
        else:
            cleaned |= {"age_group": "", "sex": ""}
        return cleaned

    def facts(self) -> dict[str, Any]:
        """The codes for the service."""
        names = (*lists.SINGLE_FACTS, *lists.LISTS_OF_FACTS)
        return {name: self.cleaned_data[name] for name in names}

    @classmethod
    def initial_of(cls, screening: Screening) -> dict[str, Any]:
        """What the page starts from."""
        names = (*lists.SINGLE_FACTS, *lists.LISTS_OF_FACTS, "revision")
        return {name: getattr(screening, name) for name in names}
