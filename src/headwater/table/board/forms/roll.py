"""The roll: one line for each seat, quick with the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission
from headwater.network.models import Seat
from headwater.table.meetings.presenters import seat_words, status_label
from headwater.table.meetings.rules import Status

from ..rules import Roll
from .shared import ActForm, offer


@dataclass(frozen=True)
class Called:
    """A seat on the roll: what stands of it, and whether it has a place (`reason` if not)."""

    seat: Seat
    stands: Roll | None
    place: Permission


class RollForm(ActForm):
    """Present, apologies or absent, for each seat; a seat without a place cannot be present."""

    def __init__(self, *args: Any, called: list[Called], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.called = called
        for entry in called:
            name = entry.seat.reference
            self.fields[name] = forms.ChoiceField(
                label=seat_words(entry.seat),
                widget=forms.RadioSelect,
                required=False,
                initial=entry.stands.value if entry.stands else "",
                help_text="" if entry.place else entry.place.reason,
            )
            offer(self, name, [(said.value, roll_label(said)) for said in _offered(entry)])

    def roll(self, *, rest_present: bool = False) -> Mapping[str, Roll]:
        """Seat reference -> what was marked; with `rest_present` the unmarked are present."""
        found = {}
        for entry in self.called:
            said = self.cleaned_data.get(entry.seat.reference, "")
            if not said and rest_present and entry.place:
                said = Roll.PRESENT.value
            if said:
                found[entry.seat.reference] = Roll(said)
        return found


def _offered(entry: Called) -> list[Roll]:
    choices = [Roll.PRESENT] if entry.place else []
    choices += [Roll.APOLOGIES, Roll.ABSENT]
    return [*choices, Roll.LEFT] if entry.stands in (Roll.PRESENT, Roll.LEFT) else choices


def roll_label(said: Roll) -> str:
    """What the roll says of a seat."""
    return _("Left early") if said == Roll.LEFT else status_label(Status(said.value))
