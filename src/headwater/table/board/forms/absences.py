"""Who is kept out of a discussion: seats of the table, by agency. Nothing of it is a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from headwater.network.models import Seat
from headwater.table.meetings.presenters import seat_words

from .shared import ActForm, offer


class KeepOutForm(ActForm):
    """The seats for whose persons it does not exist; none ticked, and all see it again."""

    keep_out = forms.MultipleChoiceField(
        label=gettext_lazy("Who has no part in it?"),
        help_text=gettext_lazy("Nobody but your agency sees this, and only until it is taken up."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        offer(self, "keep_out", [(seat.reference, seat_words(seat)) for seat in seats])

    def chosen(self) -> list[Seat]:
        """The seats that were ticked."""
        ticked = set(self.cleaned_data["keep_out"])
        return [seat for seat in self.seats if seat.reference in ticked]
