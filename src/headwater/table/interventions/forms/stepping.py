"""The forms of response templates: taking steps on, adding one, saying how one ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Agency, Table

from .. import codes, labels, selectors
from ..guides import GuideStep, guides
from ..rules import STEP_HOURS, Outcome, Weekend
from .base import ActForm, Choices, InstantField, blank


@dataclass(frozen=True)
class AdoptRow:
    """One step of the template in the form: whether it is taken, and by whom."""

    take: BoundField
    owner: BoundField


class AdoptForm(ActForm):
    """The steps of one template, all chosen at first, each with the agency that does it.

    A step that stands in the response already is not offered again.
    """

    def for_template(self, code: str) -> AdoptForm:
        """Lay out the steps of a template as the table has it."""
        standing = set(selectors.steps_of(self.response).values_list("step", flat=True))
        steps = selectors.template_steps(self.response.table, code)
        self.steps: list[GuideStep] = [each for each in steps if each.step not in standing]
        agencies = self.agency_choices()
        for each in self.steps:
            self.fields[f"take_{each.step}"] = forms.BooleanField(
                required=False,
                initial=True,
                label=codes.label(codes.RESPONSE_STEPS, each.step),
                help_text=_explained(each),
            )
            self.fields[f"owner_{each.step}"] = forms.ChoiceField(
                choices=agencies,
                label=_("Who does it: %(step)s")
                % {"step": codes.label(codes.RESPONSE_STEPS, each.step)},
            )
        return self

    def rows(self) -> list[AdoptRow]:
        """The steps for the page, in the template’s order."""
        return [
            AdoptRow(self[f"take_{each.step}"], self[f"owner_{each.step}"]) for each in self.steps
        ]

    def answers(self) -> dict[str, Any]:
        """The agency of each chosen step, and the form’s key."""
        owners = {
            each.step: self.agency_of(self.cleaned_data[f"owner_{each.step}"])
            for each in self.steps
            if self.cleaned_data[f"take_{each.step}"]
        }
        return {"owners": owners, "form_key": self.cleaned_data["form_key"]}


def _explained(step: GuideStep) -> str:
    words = codes.definition(codes.RESPONSE_STEPS, step.step)
    return f"{labels.within(step.hours)}. {words}".strip()


def step_choices() -> list[tuple[str, Any]]:
    """Every step of the shipped templates under its first template, for a select with groups."""
    language, seen = get_language() or "en", set()
    groups: list[tuple[str, Any]] = []
    for guide in guides().values():
        found: Choices = []
        for each in guide.steps:
            if each.step not in seen:
                seen.add(each.step)
                found.append((each.step, codes.label(codes.RESPONSE_STEPS, each.step)))
        if found:
            groups.append((guide.title(language), found))
    rest = [pair for pair in codes.choices(codes.RESPONSE_STEPS) if pair[0] not in seen]
    return [*blank(_("Choose a step")), *groups, *([(_("Other steps"), rest)] if rest else [])]


def hour_choices() -> Choices:
    """The terms a step may have."""
    return [(str(hours), labels.within(hours)) for hours in STEP_HOURS]


class AddStepForm(ActForm):
    """One step from the list, for this response."""

    step = forms.ChoiceField()
    owner = forms.ChoiceField()
    hours = forms.TypedChoiceField(coerce=int)

    def prepare(self) -> None:
        """The step, who does it, and by when from now."""
        self.choose("step", _("Which step?"), step_choices())
        self.choose("owner", _("Who does it?"), self.agency_choices())
        self.choose("hours", _("By when, from now?"), hour_choices())

    def clean_owner(self) -> Agency | None:
        """The agency itself."""
        return self.agency_of(self.cleaned_data["owner"])


class SettleForm(ActForm):
    """How a step ended."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    reason = forms.ChoiceField(required=False)
    happened_at = InstantField(required=False)

    def prepare(self) -> None:
        """Done, not possible, not done; the reasons stand under what they explain."""
        self.choose(
            "outcome",
            _("How did it end?"),
            [(each.value, labels.outcome(each)) for each in Outcome],
        )
        groups: list[tuple[str, Any]] = [
            (labels.outcome(outcome), codes.reasons_for(outcome))
            for outcome in (Outcome.NOT_POSSIBLE, Outcome.NOT_DONE)
        ]
        none: list[tuple[str, Any]] = [*blank(_("It was done"))]
        self.choose("reason", _("Why, if it was not done"), [*none, *groups])


class TemplateStepForm(forms.Form):
    """A step to add to a template of the table."""

    step = forms.ChoiceField()
    hours = forms.TypedChoiceField(coerce=int)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="add-%s", label_suffix="")
        for name, label, choices in (
            ("step", _("Which step?"), step_choices()),
            ("hours", _("Within how long of the acceptance?"), hour_choices()),
        ):
            self.fields[name].label = label
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class ClockRuleForm(forms.Form):
    """What the table’s clocks do at night and at the weekend."""

    weekend = forms.ChoiceField(widget=forms.RadioSelect)
    on_call = forms.ChoiceField(required=False)

    def __init__(self, data: Any = None, *, table: Table, agencies: list[Agency]) -> None:
        rule = selectors.clock_rule(table)
        super().__init__(
            data,
            auto_id="clock-%s",
            label_suffix="",
            initial={
                "weekend": rule.weekend,
                "on_call": rule.on_call.reference if rule.on_call else "",
            },
        )
        self.agencies = {each.reference: each for each in agencies}
        language = get_language() or "en"
        self.fields["weekend"].label = _("Nights and weekends")
        self.fields["weekend"].choices = [  # type: ignore[attr-defined]
            (each.value, labels.weekend(each)) for each in Weekend
        ]
        self.fields["on_call"].label = _("The agency on call")
        self.fields["on_call"].choices = [  # type: ignore[attr-defined]
            *blank(_("No agency")),
            *((each.reference, each.name(language)) for each in agencies),
        ]

    def clean_on_call(self) -> Agency | None:
        """The agency itself, or None."""
        return self.agencies.get(self.cleaned_data["on_call"])
