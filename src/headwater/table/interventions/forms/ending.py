"""The forms that correct, report, pass on and end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from headwater.network.models import Agency, Seat

from .. import codes, labels, selectors
from ..rules import DebriefReason, Standing
from .base import ActForm, InstantField, blank


class CorrectionForm(ActForm):
    """Why an entry is struck out."""

    reason = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The reasons of the list in force."""
        self.choose("reason", _("Why is it wrong?"), codes.choices(codes.CORRECTION_REASONS))


class ReportForm(ActForm):
    """All the table needs."""

    standing = forms.ChoiceField(widget=forms.RadioSelect)
    debrief = forms.ChoiceField(required=False)

    def prepare(self) -> None:
        """Three answers and no details; and, if it was hard, a debrief for those who responded."""
        answers = [(each.value, labels.standing(each)) for each in Standing]
        self.choose("standing", _("What does the table need to know?"), answers)
        reasons = [(each.value, labels.debrief(each)) for each in DebriefReason]
        self.choose(
            "debrief",
            _("Offer a debrief to those who responded?"),
            [*blank(_("Not now")), *reasons],
            hint=_("They come or not. Nobody records who."),
        )


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


class DebriefForm(ActForm):
    """Why a debrief is offered; nothing of who comes."""

    reason = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """After a death, or after a hard door."""
        answers = [(each.value, labels.debrief(each)) for each in DebriefReason]
        self.choose("reason", _("Why?"), answers)


class ActingForm(ActForm):
    """Who acts for the lead agency, and until when."""

    who = forms.ChoiceField(widget=forms.RadioSelect)
    until = InstantField()

    def prepare(self) -> None:
        """The seats of the lead agency at this table."""
        self.seats = selectors.seats_of_lead(self.response, self.at)
        found = [
            (seat.reference, f"{seat.person.display_name} ({seat.role_label})")
            for seat in self.seats
        ]
        self.choose("who", _("Who acts for the lead agency?"), found)
        until = self.fields["until"]
        until.label = _("Until when")
        until.zone = self.response.table.time_zone  # type: ignore[attr-defined]

    def clean_who(self) -> Seat | None:
        """The seat itself."""
        chosen = self.cleaned_data["who"]
        return next((seat for seat in self.seats if seat.reference == chosen), None)
