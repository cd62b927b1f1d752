"""The forms of what happens with the person: consent, contact, services, gaps, to be told."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.fields import DatePartsField
from headwater.core.zones import local_day
from headwater.network.models import Agency
from headwater.vocabulary import registry

from .. import codes, labels, periods
from ..rules import ConsentHow
from .base import ActForm, InstantField, blank, persons, services


class ConsentForm(ActForm):
    """What one person said."""

    person_number = forms.TypedChoiceField(coerce=int)
    agency = forms.ChoiceField(required=False)
    state = forms.ChoiceField(widget=forms.RadioSelect)
    how = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    giver = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    happened_at = InstantField(required=False)

    def prepare(self) -> None:
        """A number, never a name."""
        self.choose("person_number", _("Who"), persons(), hint=_("A number, never a name."))
        everyone = blank(_("Every agency in this response"))
        self.choose("agency", _("To whom"), [*everyone, *self.agency_choices()])
        self.choose(
            "state",
            _("The answer"),
            codes.choices(codes.CONSENT_STATES),
            hint=_("Withdrawn: the agencies it names leave at once and lose access to the plan."),
        )
        ways = [(each.value, labels.how(each)) for each in ConsentHow]
        self.choose("how", _("How"), ways, hint=_("Spoken is enough."))
        self.choose("giver", _("Who answered"), codes.choices(codes.CONSENT_GIVERS))
        self.fields["giver"].choice_hints = {  # type: ignore[attr-defined]
            code: codes.definition(codes.CONSENT_GIVERS, code)
            for code, _label in codes.choices(codes.CONSENT_GIVERS)
        }

    def clean_agency(self) -> Agency | None:
        """The agency, or None for all of them."""
        return self.agency_of(self.cleaned_data["agency"])


class ContactForm(ActForm):
    """An attempt to reach the person."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    happened_at = InstantField(required=False)

    def prepare(self) -> None:
        """The outcomes of the list in force."""
        self.choose("outcome", _("What came of it"), codes.choices(codes.CONTACT_OUTCOMES))


class MobilizationForm(ActForm):
    """A step with a service."""

    service = forms.ChoiceField()
    agency = forms.ChoiceField(required=False)
    state = forms.ChoiceField(widget=forms.RadioSelect)
    happened_at = InstantField(required=False)

    def prepare(self) -> None:
        """Services under their sectors; agencies of the response, or another."""
        self.choose("service", _("Service"), services())
        another = blank(_("An agency that is not in this response"))
        self.choose("agency", _("Of which agency"), [*another, *self.agency_choices()])
        self.choose("state", _("What came of it"), codes.choices(codes.MOBILIZATION_STATES))

    def clean_agency(self) -> Agency | None:
        """The agency, or None for one that is not in the response."""
        return self.agency_of(self.cleaned_data["agency"])


class GapForm(ActForm):
    """What the system could not give."""

    service = forms.ChoiceField()
    kind = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The service, and the kind of lack, each with its meaning."""
        self.choose("service", _("Which service was missing?"), services())
        self.choose("kind", _("What was the lack?"), codes.choices(codes.GAP_KINDS))
        language = get_language() or "en"
        kinds = registry.current(codes.GAP_KINDS)
        self.fields["kind"].choice_hints = {  # type: ignore[attr-defined]
            entry.code: entry.definition(language) for entry in kinds
        }


class ToBeToldForm(ActForm):
    """A person who was named without consent, and who tells them by when."""

    person_number = forms.TypedChoiceField(coerce=int)
    owner = forms.ChoiceField()
    due = DatePartsField()

    def prepare(self) -> None:
        """A number, an agency of the response, a day."""
        self.choose("person_number", _("Who"), persons(), hint=_("A number, never a name."))
        self.choose("owner", _("Which agency tells them"), self.agency_choices())
        due = self.fields["due"]
        due.label = _("By when")
        day = local_day(self.at, self.response.table.time_zone)
        due.initial = day + timedelta(days=periods.to_be_told().days)

    def clean_owner(self) -> Agency | None:
        """The agency itself."""
        return self.agency_of(self.cleaned_data["owner"])


class ToldForm(ActForm):
    """That a person was told."""

    happened_at = InstantField(required=False, label="")
