"""How a table meets: its opening, its holidays, its training, its places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy

from headwater.core.fields import DatePartsField
from headwater.network.models import Seat
from headwater.table.meetings.presenters import region_label, seat_words
from headwater.table.meetings.rules import LONGEST_TRAINING, OPENING_PARTS, Region
from headwater.vocabulary import registry

from .shared import ActForm, language, offer


class CustomsForm(ActForm):
    """The opening as reminders, the province of the holidays, how long a training stands."""

    opening = forms.MultipleChoiceField(
        label=gettext_lazy("How your meetings open"),
        help_text=gettext_lazy(
            "Reminders on the page, as your partners ask. What is said is never recorded."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    region = forms.ChoiceField(label=gettext_lazy("Whose public holidays you keep"))
    training_months = forms.IntegerField(
        label=gettext_lazy("How many months a training stands"),
        help_text=gettext_lazy("Leave it empty if the table asks for no training."),
        min_value=1,
        max_value=LONGEST_TRAINING,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "opening", registry.current(OPENING_PARTS).choices(language()))
        regions = [(region.value, region_label(region)) for region in Region]
        offer(self, "region", sorted(regions, key=lambda pair: pair[1]))


class NewPlaceForm(ActForm):
    """A place to meet: the room's name, and the address of a call if there is one."""

    name = forms.CharField(
        label=gettext_lazy("Name of the place"),
        help_text=gettext_lazy("A room, such as “Town hall, room 2”. No person’s name."),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the name of the place.")},
    )
    link = forms.URLField(
        label=gettext_lazy("Address of the call"),
        help_text=gettext_lazy("It begins with https. Leave it empty if there is no call."),
        max_length=300,
        assume_scheme="https",
        required=False,
        validators=[URLValidator(schemes=["https", "http"])],
        error_messages={"invalid": gettext_lazy("Enter an address that begins with https.")},
    )


class TrainingForm(ActForm):
    """On which day a seat took the training."""

    seat = forms.ChoiceField(label=gettext_lazy("Who took it"))
    day = DatePartsField(label=gettext_lazy("On which day"))

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.reference: seat for seat in seats}
        offer(self, "seat", [(seat.reference, seat_words(seat)) for seat in seats])

    def whose(self) -> Seat:
        """The seat that was chosen."""
        return self.seats[self.cleaned_data["seat"]]
