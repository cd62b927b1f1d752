"""Filter two: the coded facts, and the decision criterion by criterion on one screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.network.models import Agency
from headwater.network.rules import DecisionMode
from headwater.table.discussions import codes, presenters
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Decision, Stance
from headwater.table.screening.forms import FactsForm as ScreenedFactsForm
from headwater.vocabulary import registry

from .shared import ActForm, Choices, language, offer

YES, NO = "yes", "no"
CRITERION = "criterion-"
DISSENT = "dissent-"
REVEALS_REASON = 1


class FactsForm(ScreenedFactsForm):
    """The coded facts as the table hears them; the same lists as in the agency's screening."""

    @classmethod
    def initial_of_discussion(cls, discussion: Discussion) -> dict[str, Any]:
        """What the record shows now."""
        lists = {
            field: list(getattr(discussion, field).values_list("code", flat=True))
            for field in ("factors", "protective", "flags")
        }
        return {
            "type": discussion.type,
            "age_group": discussion.age_group,
            "sex": discussion.sex,
            "revision": discussion.revision,
            **lists,
        }


class DecisionForm(ActForm):
    """Four questions in plain words, the decision, and who sees it otherwise.

    Nothing is chosen beforehand: the judgement is the table's.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)
    accepted = forms.ChoiceField(
        label=gettext_lazy("What does the table decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the table decides.")},
    )
    rejection_reason = forms.ChoiceField(
        label=gettext_lazy("Why is it not accepted?"), widget=forms.RadioSelect, required=False
    )

    def __init__(
        self, *args: Any, discussion: Discussion, agencies: list[Agency], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        criteria = {CRITERION + entry.code: _asked(entry) for entry in registry.current("criteria")}
        self.mode = DecisionMode(discussion.table.decision_mode)
        dissents = {DISSENT + agency.reference: _grounds(agency, self.mode) for agency in agencies}
        self.fields = {**criteria, **self.fields, **dissents}
        next(iter(criteria.values())).widget.attrs["autofocus"] = True
        offer(
            self,
            "accepted",
            [
                (Decision.ACCEPTED.value, presenters.decision_label(Decision.ACCEPTED)),
                (Decision.REJECTED.value, presenters.decision_label(Decision.REJECTED)),
            ],
            hints={Decision.ACCEPTED.value: str(_ACUTE), Decision.REJECTED.value: str(_STRIPS)},
            reveals={Decision.REJECTED.value: REVEALS_REASON},
        )
        reasons = registry.current(codes.REJECTION_REASONS).choices(language())
        offer(self, "rejection_reason", reasons)

    @property
    def criteria(self) -> list[forms.BoundField]:
        """The four questions."""
        return [self[name] for name in self.fields if name.startswith(CRITERION)]

    @property
    def dissents(self) -> list[forms.BoundField]:
        """One choice of a ground for each agency at the table."""
        return [self[name] for name in self.fields if name.startswith(DISSENT)]

    @property
    def someone_dissents(self) -> bool:
        """Whether a ground is chosen or asked of all, so that the fold stays open."""
        return self.each_is_heard or any(bound.value() for bound in self.dissents)

    @property
    def each_is_heard(self) -> bool:
        """Whether the table asks each agency where it stands."""
        return self.mode == DecisionMode.POSITIONS

    def clean(self) -> dict[str, Any]:
        """A reason goes with a rejection; what an acceptance hides is dropped."""
        cleaned = super().clean() or {}
        if cleaned.get("accepted") == Decision.ACCEPTED:
            cleaned["rejection_reason"] = ""
            self.errors.pop("rejection_reason", None)
        return cleaned

    def proposal(self) -> dict[str, Any]:
        """The words of `propose_decision`."""
        cleaned = self.cleaned_data
        return {
            "revision": cleaned["revision"],
            "findings": {
                name.removeprefix(CRITERION): value == YES
                for name, value in cleaned.items()
                if name.startswith(CRITERION)
            },
            "accepted": cleaned["accepted"] == Decision.ACCEPTED,
            "rejection_reason": cleaned["rejection_reason"],
            "dissent": [
                (agency, ground)
                for agency in self.agencies
                if (ground := cleaned[DISSENT + agency.reference]) and ground not in set(Stance)
            ],
            "stances": [
                (agency, _stance(cleaned[DISSENT + agency.reference]))
                for agency in self.agencies
                if self.mode != DecisionMode.CONSENSUS
            ],
        }

    @classmethod
    def all_met(cls) -> list[tuple[str, str]]:
        """What the button “all four are met” sends: each finding by itself, and acceptance."""
        met = [(CRITERION + code, YES) for code in codes.criteria()]
        return [*met, ("accepted", Decision.ACCEPTED.value)]


_YES, _NO = gettext_lazy("Yes"), gettext_lazy("No")
_ACUTE = gettext_lazy("The risk is acutely elevated: all four are met.")
_STRIPS = gettext_lazy("Once confirmed, what was said of it is taken away for good.")
_NO_DISSENT = gettext_lazy("Agrees")
_NOT_HEARD = gettext_lazy("Not heard yet")


def _asked(entry: Any) -> forms.ChoiceField:
    """One criterion: the question in plain words, yes or no."""
    name = entry.label(language())
    return forms.ChoiceField(
        label=entry.definition(language()) or name,
        help_text=name,
        widget=forms.RadioSelect,
        choices=[(YES, _YES), (NO, _NO)],
        error_messages={
            "required": _("Say yes or no: %(criterion)s") % {"criterion": name},
            "invalid_choice": _("Choose yes or no."),
        },
    )


def _grounds(agency: Agency, mode: DecisionMode) -> forms.ChoiceField:
    """Where an agency stands: it agrees, abstains where agencies vote, or says on what ground not.

    Where each agency is heard, nothing is chosen beforehand.
    """
    grounds = registry.current(codes.DISSENT).choices(language())
    abstains = (Stance.ABSTAINS.value, presenters.stance_label(Stance.ABSTAINS))
    agrees = (Stance.FOR.value, _NO_DISSENT)
    first: Choices = [("", _NO_DISSENT)]
    if mode == DecisionMode.VOTE:
        first = [("", _NO_DISSENT), abstains]
    elif mode == DecisionMode.POSITIONS:
        first = [("", _NOT_HEARD), agrees, abstains]
    name = agency.name(language())
    return forms.ChoiceField(
        label=name,
        choices=[*first, *grounds],
        required=mode == DecisionMode.POSITIONS,
        error_messages={"required": _("Ask %(agency)s where it stands.") % {"agency": name}},
    )


def _stance(said: str) -> Stance:
    """What was chosen for an agency: a ground means that it is against."""
    if not said:
        return Stance.FOR
    return Stance(said) if said in set(Stance) else Stance.AGAINST
