"""The forms of the plan and the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.guard import NEVER_NEEDED
from headwater.guard.forms import GuardedForm, GuardedText, Stance
from headwater.network.models import Agency
from headwater.vocabulary import registry

from .. import codes, labels
from ..rules import (
    LONGEST_TEXT,
    ActiveOffer,
    Culture,
    Interpreter,
    Language,
    PlanField,
    Safe,
    State,
    WithoutPolice,
)
from .base import ActForm, blank


class PlanForm(GuardedForm, ActForm):
    """The sealed parts of the plan. All may stay empty but one."""

    def prepare(self) -> None:
        """One text a part; nothing the browser may keep, complete or send for spell-checking."""
        for part in PlanField:
            self.fields[part.value] = GuardedText(
                stance=Stance.ALLOWED,
                kinds=NEVER_NEEDED,
                label=labels.plan_field(part),
                help_text=labels.plan_hint(part),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(
                    attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}
                ),
            )

    def answers(self) -> dict[str, Any]:
        """The texts by part, and the form's key."""
        texts = {part: self.cleaned_data[part.value] for part in PlanField}
        return {"texts": texts, "form_key": self.cleaned_data["form_key"]}


class OpenPlanForm(ActForm):
    """What allows this agency to open the plan."""

    basis = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The agency's own authority pack. For its own file nothing is disclosed: none asked."""
        if self.response.in_state(State.CLOSED) or self.seat.agency is None:
            del self.fields["basis"]
            return
        language = get_language() or "en"
        fitting = codes.bases_to_open(self.response.discussion, self.seat.agency)
        bases = [entry for entry in registry.current(codes.LEGAL_BASES) if entry.code in fitting]
        self.choose(
            "basis",
            _("What allows you to open it?"),
            [(entry.code, entry.label(language)) for entry in bases],
        )
        self.fields["basis"].choice_hints = {  # type: ignore[attr-defined]
            entry.code: entry.definition(language) for entry in bases
        }

    def answers(self) -> dict[str, Any]:
        """Opening is recorded each time, so it has no key of a form."""
        return {"basis": self.cleaned_data.get("basis", "")}


class DoorForm(ActForm):
    """Who kind of goes to the door."""

    going = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    police = forms.TypedChoiceField(
        widget=forms.RadioSelect, coerce=lambda value: value == "yes", empty_value=None
    )
    reason = forms.ChoiceField(required=False)
    without_police = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Agencies of the response; police only with a reason."""
        self.choose("going", _("Which agencies go?"), self.agency_choices())
        self.choose("police", _("Do police go to the door?"), [("no", _("No")), ("yes", _("Yes"))])
        self.choose(
            "reason",
            _("Why police go"),
            [*blank(_("Police do not go")), *codes.choices(codes.POLICE_REASONS)],
        )
        told = [(each.value, labels.without_police(each)) for each in WithoutPolice]
        self.choose(
            "without_police",
            _("What the person knows"),
            told,
            hint=_("Help does not depend on police. The person may ask for it without them."),
        )

    def clean_going(self) -> list[Agency]:
        """The agencies themselves."""
        chosen = [self.agency_of(reference) for reference in self.cleaned_data["going"]]
        return [agency for agency in chosen if agency is not None]


class VisitForm(ActForm):
    """What makes the visit safe, and in which language: codes only."""

    language = forms.ChoiceField()
    offer = forms.ChoiceField(widget=forms.RadioSelect)
    interpreter = forms.ChoiceField(widget=forms.RadioSelect)
    culture = forms.ChoiceField(widget=forms.RadioSelect)
    card = forms.ChoiceField(widget=forms.RadioSelect)
    message = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Each question with its few answers. Names and words belong in the sealed plan."""
        safe = [(each.value, labels.safe(each)) for each in Safe]
        self.choose(
            "language",
            _("Language of service"),
            [(each.value, labels.visit_language(each)) for each in Language],
        )
        self.choose(
            "offer",
            _("Service in English and in French, offered before they have to ask"),
            [(each.value, labels.active_offer(each)) for each in ActiveOffer],
        )
        self.choose(
            "interpreter",
            _("Interpreter"),
            [(each.value, labels.interpreter(each)) for each in Interpreter],
            hint=_("Never a child, never a relative."),
        )
        self.choose(
            "culture",
            _("What matters to them in their culture"),
            [(each.value, labels.culture(each)) for each in Culture],
            hint=_("Ask, do not guess."),
        )
        self.choose("card", _("Is a card or a leaflet safe to leave?"), safe)
        self.choose("message", _("Is a message safe, by phone or with someone?"), safe)
