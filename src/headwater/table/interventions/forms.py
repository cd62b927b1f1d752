"""The forms of filter four. The names of their fields are those of the services' arguments.

A form only reads what was entered; whether it can be true is the service's to say, so that
every way in is judged by the same rules.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.fields import DatePartsField
from headwater.core.zones import local_day
from headwater.network.models import Agency, Seat
from headwater.vocabulary import registry

from . import codes, labels, periods, selectors
from .models import Response
from .rules import (
    LONGEST_TEXT,
    MOST_PERSONS,
    ConsentHow,
    Part,
    PlanField,
    Standing,
    State,
    WithoutPolice,
)

Choices = list[tuple[str, str]]


class InstantField(forms.Field):
    """A day and an hour of the table's zone, as an instant. `zone` is set by the form.

    In the hour that a change of clocks repeats, the first of the two is meant.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})
    zone = "UTC"

    def to_python(self, value: Any) -> datetime | None:
        """The aware instant; None where nothing was entered. ValidationError otherwise."""
        if value in self.empty_values:
            return None
        try:
            found = value if isinstance(value, datetime) else parse_datetime(str(value).strip())
        except ValueError:
            found = None
        if found is None:
            raise ValidationError(_("Enter a day and an hour that exist."), code="invalid")
        aware = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(self.zone))
        # In UTC: an instant of the repeated hour equals nothing while it is in its own zone.
        return aware.astimezone(UTC)


class ActForm(forms.Form):
    """One act in a response, asked in the open page. `slug` keeps the ids of forms apart."""

    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        response: Response,
        seat: Seat,
        at: datetime,
        slug: str,
        given: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, auto_id=f"{slug}-%s", initial=dict(given or {}))
        self.response, self.seat, self.at, self.slug = response, seat, at, slug
        self.parts = selectors.participants(response)
        self.label_suffix = ""
        self.fields["form_key"].initial = secrets.token_urlsafe(18)
        self.prepare()
        if "happened_at" in self.fields:
            self._prepare_time()

    def prepare(self) -> None:
        """Fill in choices and labels, in the language of the page."""

    def answers(self) -> dict[str, Any]:
        """What the service is called with."""
        return dict(self.cleaned_data)

    def agency_choices(self, *, without_lead: bool = False) -> Choices:
        """The agencies of the response, the lead first."""
        return [
            (part.agency.reference, part.agency.name(get_language() or "en"))
            for part in self.parts
            if not (without_lead and part.role == Part.LEAD)
        ]

    def agency_of(self, reference: str) -> Agency | None:
        """The agency of the response with this reference; None for the empty choice."""
        for part in self.parts:
            if part.agency.reference == reference:
                return part.agency
        return None

    def choose(self, name: str, label: str, choices: Choices, **options: Any) -> None:
        """Set label and choices of a field; `hint` is shown under the label."""
        field = self.fields[name]
        field.label, field.help_text = label, options.get("hint", "")
        field.choices = choices  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = _("Choose one of the answers in the list.")

    def _prepare_time(self) -> None:
        field = self.fields["happened_at"]
        zone = self.response.table.time_zone
        field.zone = zone  # type: ignore[attr-defined]
        field.label = field.label or _("When")
        local = self.at.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0, tzinfo=None)
        field.initial = local


def _blank(text: str) -> Choices:
    return [("", text)]


def _persons() -> Choices:
    return [
        (str(number), _("Person %(number)s") % {"number": number})
        for number in range(1, MOST_PERSONS + 1)
    ]


def _services() -> list[tuple[str, Any]]:
    """Services under their sectors, for a select with groups."""
    language = get_language() or "en"
    grouped: dict[str, Choices] = {}
    for entry in registry.current(codes.SERVICES):
        sector = str(entry.get("sector") or "")
        grouped.setdefault(sector, []).append((entry.code, entry.label(language)))
    groups = [(codes.label(codes.SECTORS, sector), found) for sector, found in grouped.items()]
    return [*_blank(_("Choose a service")), *groups]


class PlanForm(ActForm):
    """The sealed parts of the plan. All may stay empty but one."""

    def prepare(self) -> None:
        """One text a part; nothing the browser may keep, complete or send for spell-checking."""
        for part in PlanField:
            self.fields[part.value] = forms.CharField(
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
            [*_blank(_("Police do not go")), *codes.choices(codes.POLICE_REASONS)],
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
        self.choose("person_number", _("Who"), _persons(), hint=_("A number, never a name."))
        everyone = _blank(_("Every agency in this response"))
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
        self.choose("service", _("Service"), _services())
        another = _blank(_("An agency that is not in this response"))
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
        self.choose("service", _("Which service was missing?"), _services())
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
        self.choose("person_number", _("Who"), _persons(), hint=_("A number, never a name."))
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


class CorrectionForm(ActForm):
    """Why an entry is struck out."""

    reason = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The reasons of the list in force."""
        self.choose("reason", _("Why is it wrong?"), codes.choices(codes.CORRECTION_REASONS))


class ReportForm(ActForm):
    """All the table needs."""

    standing = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Three answers and no details."""
        answers = [(each.value, labels.standing(each)) for each in Standing]
        self.choose("standing", _("What does the table need to know?"), answers)


class LeadForm(ActForm):
    """Who leads from now on."""

    agency = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The other agencies of the response."""
        self.choose("agency", _("Who leads from now on?"), self.agency_choices(without_lead=True))

    def clean_agency(self) -> Agency | None:
        """The agency itself."""
        return self.agency_of(self.cleaned_data["agency"])


class LeaveForm(ActForm):
    """Leaving asks nothing more."""

    def answers(self) -> dict[str, Any]:
        """The seat's own agency leaves."""
        return {**super().answers(), "agency": self.seat.agency}


class CloseForm(ActForm):
    """Closing asks nothing more."""
