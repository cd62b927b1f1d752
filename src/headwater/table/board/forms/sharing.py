"""Filter three: on what basis an agency said a name, what each answers, who leads and assists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.network.models import Agency
from headwater.network.rules import FilterThree
from headwater.table.discussions import codes, presenters
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Answer
from headwater.vocabulary import registry

from .shared import ActForm, agency_choices, language, offer

REVEALS_WHY = 1


class BasisForm(ActForm):
    """Consent first, then what allows this agency to say a name. Never the name itself."""

    consent_state = forms.ChoiceField(
        label=gettext_lazy("What did the person answer when asked for consent?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Consent comes first: say what was answered.")},
    )
    not_sought_reason = forms.ChoiceField(
        label=gettext_lazy("Why was consent not asked?"), widget=forms.RadioSelect, required=False
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("What allows your agency to say the name?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Without a basis the name stays closed. Choose one.")
        },
    )

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What kind of thing? Never the thing itself"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, agency: Agency, youth: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"kinds": [codes.NAME]}, **kwargs)
        self.agency = agency
        self.fields["basis"].label = _("What allows %(agency)s to say the name?") % {
            "agency": agency.name(language())
        }
        self.fields["consent_state"].widget.attrs["autofocus"] = True
        offer(
            self,
            "consent_state",
            registry.current(codes.CONSENT_STATES).choices(language()),
            reveals={codes.NOT_ASKED: REVEALS_WHY},
        )
        offer(
            self,
            "not_sought_reason",
            registry.current(codes.NOT_SOUGHT_REASONS).choices(language()),
        )
        bases = codes.bases_for(agency, youth=youth)
        offer(self, "kinds", registry.current(codes.DISCLOSED_KINDS).choices(language()))
        offer(
            self,
            "basis",
            presenters.choices(codes.LEGAL_BASES, bases),
            hints={code: presenters.hint(code, agency) for code in bases},
        )

    def clean(self) -> dict[str, Any]:
        """A reason for not asking belongs to “not asked” alone; what is hidden is dropped."""
        cleaned = super().clean() or {}
        if cleaned.get("consent_state") != codes.NOT_ASKED:
            cleaned["not_sought_reason"] = ""
            self.errors.pop("not_sought_reason", None)
        elif not cleaned.get("not_sought_reason") and "not_sought_reason" not in self.errors:
            self.add_error("not_sought_reason", _("Say why consent was not asked."))
        # At filter three it is a name unless someone says otherwise.
        cleaned["kinds"] = cleaned.get("kinds") or [codes.NAME]
        return cleaned


class AnswersForm(ActForm):
    """What each agency in the room answered aloud; the chair enters it."""

    def __init__(
        self, *args: Any, agencies: list[Agency], said: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each.value, presenters.answer_label(each)) for each in Answer]
        for agency in agencies:
            self.fields[agency.reference] = forms.ChoiceField(
                label=agency.name(language()),
                widget=forms.RadioSelect,
                required=False,
                initial=said.get(agency.pk, ""),
            )
            offer(self, agency.reference, list(offered))
        if self.fields:
            next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def answers(self) -> dict[str, Answer]:
        """Agency reference -> its answer, for those that gave one."""
        return {name: Answer(said) for name, said in self.cleaned_data.items() if said}


class AgenciesForm(ActForm):
    """Who leads, who assists, and whether a name was said at all."""

    lead = forms.ChoiceField(
        label=gettext_lazy("Lead agency"),
        help_text=gettext_lazy("It plans, reports back and keeps the clock."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the agency that leads.")},
    )
    assisting = forms.MultipleChoiceField(
        label=gettext_lazy("Assisting agencies"),
        help_text=gettext_lazy("As few as it takes."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    no_name = forms.BooleanField(
        label=gettext_lazy("No name was said at this table"),
        help_text=gettext_lazy("Tick it if the agencies could tell without a name."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        agencies: list[Agency],
        answers: dict[str, str],
        discussion: Discussion,
        **kwargs: Any,
    ) -> None:
        """`answers`: agency reference -> what it answered, in words, shown beside it."""
        super().__init__(*args, **kwargs)
        self.agencies = {agency.reference: agency for agency in agencies}
        self.fields["lead"].widget.attrs["autofocus"] = True
        offer(self, "lead", agency_choices(agencies), hints=answers)
        offer(self, "assisting", agency_choices(agencies), hints=answers)
        if discussion.table.filter_three != FilterThree.SPOKEN:
            del self.fields["no_name"]

    def chosen(self) -> dict[str, Any]:
        """The words of the service `choose`."""
        cleaned = self.cleaned_data
        return {
            "lead": self.agencies[cleaned["lead"]],
            "assisting": [self.agencies[each] for each in cleaned["assisting"]],
            "names_were_said": not cleaned.get("no_name", False),
        }
