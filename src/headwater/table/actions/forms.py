"""Forms of actions: giving one, saying what became of it, handing it on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headwater.core.fields import DatePartsField
from headwater.network.models import Agency, Seat
from headwater.table.discussions import presenters as discussions
from headwater.table.discussions.models import Discussion
from headwater.vocabulary import registry

from . import selectors
from .presenters import ending_label
from .rules import ENDINGS, KINDS, REASONS, State

TABLE = "table"


class OwnedForm(forms.Form):
    """A form in which someone becomes the owner: an agency, or one of its people."""

    owner = forms.ChoiceField(
        label=gettext_lazy("Who does it"),
        error_messages={"required": gettext_lazy("Choose who does it.")},
    )

    def __init__(self, *args: Any, seat: Seat, at: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        agencies, seats = selectors.possible_owners(seat, at)
        self.agencies = {each.reference: each for each in agencies}
        self.seats = {each.reference: each for each in seats}
        offer(self, "owner", [("", _("Choose")), *_owners(agencies, seats)])

    def owned(self) -> dict[str, Agency | Seat | None]:
        """The owner as the services take it."""
        chosen = self.cleaned_data["owner"]
        return {"agency": self.agencies.get(chosen), "seat": self.seats.get(chosen)}


def offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Set the choices of a field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _owners(agencies: list[Agency], seats: list[Seat]) -> list[tuple[str, Any]]:
    """Each agency, with its people beneath it; chairs without agency at the end."""
    language, found = get_language() or "en", []
    for agency in agencies:
        name = agency.name(language)
        people = [
            (seat.reference, f"{seat.person.display_name} ({seat.role_label})")
            for seat in seats
            if seat.agency_id == agency.pk
        ]
        found.append(
            (name, [(agency.reference, _("Anyone of %(name)s") % {"name": name}), *people])
        )
    chairs = [
        (seat.reference, f"{seat.person.display_name} ({seat.role_label})")
        for seat in seats
        if seat.agency_id is None
    ]
    return [*found, (_("The table"), chairs)] if chairs else found


class GiveForm(OwnedForm):
    """What is to be done, about what, by whom, until when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is to be done"),
        error_messages={"required": gettext_lazy("Choose what is to be done.")},
    )
    about = forms.ChoiceField(label=gettext_lazy("What it is about"))
    due = DatePartsField(label=gettext_lazy("Due on"))
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    field_order = ("about", "kind", "owner", "due", "form_key")

    def __init__(self, *args: Any, seat: Seat, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, seat=seat, at=at, **kwargs)
        language = get_language() or "en"
        self.discussions = {each.reference: each for each in selectors.can_be_about(seat)}
        kinds = registry.current(KINDS)
        offer(
            self,
            "kind",
            [
                ("", _("Choose")),
                (_("About a discussion"), _of(language, "discussion")),
                (_("About the table’s own work"), _of(language, TABLE)),
                (
                    _("Either"),
                    [(e.code, e.label(language)) for e in kinds if e.get("about") == "either"],
                ),
            ],
        )
        described = [(ref, discussions.sentence(each)) for ref, each in self.discussions.items()]
        offer(self, "about", [(TABLE, _("The table’s own work")), *described])

    def discussion(self) -> Discussion | None:
        """The discussion it is about; None for the table's own work."""
        return self.discussions.get(self.cleaned_data["about"])


def _of(language: str, about: str) -> list[tuple[str, str]]:
    return [
        (entry.code, entry.label(language))
        for entry in registry.current(KINDS)
        if entry.get("about") == about
    ]


class CloseForm(forms.Form):
    """What became of it."""

    ending = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what became of it.")},
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why, if it was not done"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        offer(self, "ending", [(state.value, ending_label(state)) for state in ENDINGS])
        language = get_language() or "en"
        grouped = [
            (
                ending_label(state),
                [
                    (entry.code, entry.label(language))
                    for entry in registry.current(REASONS)
                    if entry.get("ending") == state.value.replace("_", "-")
                ],
            )
            for state in (State.NOT_POSSIBLE, State.NOT_DONE)
        ]
        offer(self, "reason", [("", _("No reason needed")), *grouped])


class HandOnForm(OwnedForm):
    """Who does it from now on, and perhaps until when."""

    due = DatePartsField(
        label=gettext_lazy("Another day"),
        help_text=gettext_lazy("Leave it empty to keep the day."),
        required=False,
    )
