"""What the forms of filter four share. Names of fields are those of the services' arguments.

A form only reads what was entered; whether it can be true is the service's to say, so that
every way in is judged by the same rules.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Agency, Seat
from headwater.vocabulary import registry

from .. import codes, selectors
from ..models import Participant, Response
from ..rules import MOST_PERSONS, Part

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
        self.label_suffix = ""
        self.fields["form_key"].initial = secrets.token_urlsafe(18)
        self.prepare()
        if "happened_at" in self.fields:
            self._prepare_time()

    @cached_property
    def parts(self) -> list[Participant]:
        """The agencies of the response, read once and only where a form asks for them."""
        return selectors.participants(self.response)

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


def blank(text: str) -> Choices:
    """The empty choice, in words."""
    return [("", text)]


def persons() -> Choices:
    """Persons by number within the response, never by name."""
    return [
        (str(number), _("Person %(number)s") % {"number": number})
        for number in range(1, MOST_PERSONS + 1)
    ]


def services() -> list[tuple[str, Any]]:
    """Services under their sectors, for a select with groups."""
    language = get_language() or "en"
    grouped: dict[str, Choices] = {}
    for entry in registry.current(codes.SERVICES):
        sector = str(entry.get("sector") or "")
        grouped.setdefault(sector, []).append((entry.code, entry.label(language)))
    groups = [(codes.label(codes.SECTORS, sector), found) for sector, found in grouped.items()]
    return [*blank(_("Choose a service")), *groups]
