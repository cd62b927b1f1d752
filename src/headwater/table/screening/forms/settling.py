"""The note that is sealed, and how filter one ends: kept, referred or brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.guard import NEVER_NEEDED
from headwater.guard.forms import GuardedForm, GuardedText, Stance
from headwater.network.models import Seat
from headwater.table.meetings.models import Meeting
from headwater.vocabulary import registry

from ..rules import SealedField
from ..wording import DONE, SEALED, language
from .shared import RevisedForm


class NoteForm(GuardedForm):
    """The agency's file number and note. Both are sealed; neither is kept by the browser."""

    file_number = forms.CharField(
        label=SEALED[SealedField.FILE_NUMBER],
        help_text=gettext_lazy("The number of the file your own agency keeps."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    note = GuardedText(
        stance=Stance.ALLOWED,
        kinds=NEVER_NEEDED,
        label=SEALED[SealedField.NOTE],
        help_text=gettext_lazy("For your own agency. Leave out names where you can."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )

    def texts(self) -> dict[SealedField, str]:
        """What was typed, by sealed field."""
        return {each: str(self.cleaned_data.get(each.value, "")) for each in SealedField}

    def clean(self) -> dict[str, Any]:
        """Saving nothing is not saving."""
        cleaned = super().clean() or {}
        if not any(str(text).strip() for text in cleaned.values()) and not self.errors:
            self.add_error("note", _("Write something, or leave without saving."))
        return cleaned


class KeepForm(RevisedForm):
    """What the agency did with a situation it keeps."""

    outcomes = forms.MultipleChoiceField(
        label=gettext_lazy("What did your agency do?"),
        help_text=gettext_lazy("Choose all that apply."),
        widget=forms.CheckboxSelectMultiple,
        choices=list(DONE.items()),
        error_messages={"required": gettext_lazy("Choose what your agency did.")},
    )


class ReferForm(RevisedForm):
    """Where the agency referred the person, without the table."""

    referred_to = forms.ChoiceField(
        label=gettext_lazy("Which kind of service?"),
        error_messages={"required": gettext_lazy("Choose where you referred the person.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["referred_to"]
        if isinstance(field, forms.ChoiceField):
            sectors = registry.current("sectors").choices(language())
            field.choices = [("", _("Choose a sector")), *sectors]


class ReviewForm(RevisedForm):
    """To which meeting of the table the coded facts go."""

    meeting = forms.ChoiceField(
        label=gettext_lazy("At which meeting?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a meeting."),
            "invalid_choice": gettext_lazy("This meeting is no longer planned. Choose another."),
        },
    )

    keep_out = forms.MultipleChoiceField(
        label=gettext_lazy("Who has no part in it?"),
        help_text=gettext_lazy(
            "For them it does not exist, on no page. The record does not say who, and nobody is "
            "told, not the chair either."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, meetings: Mapping[str, str], others: Mapping[str, str], **kwargs: Any
    ) -> None:
        """`meetings`: reference -> words, the next one first; with none the question is dropped.

        `others`: seat reference -> words, of everyone else at the table.
        """
        super().__init__(*args, **kwargs)
        out = self.fields["keep_out"]
        if isinstance(out, forms.MultipleChoiceField):
            out.choices = list(others.items())
        field = self.fields["meeting"]
        if not meetings:
            del self.fields["meeting"]
        elif isinstance(field, forms.ChoiceField):
            field.choices = list(meetings.items())
            field.initial = next(iter(meetings))

    def kept_out(self, others: Sequence[Seat]) -> list[Seat]:
        """The seats that were ticked, among those offered."""
        ticked = set(self.cleaned_data.get("keep_out", ()))
        return [seat for seat in others if seat.reference in ticked]

    def chosen(self, ahead: Sequence[Meeting]) -> Meeting | None:
        """The meeting that was chosen among those offered; None when there was none to choose."""
        reference = self.cleaned_data.get("meeting", "")
        return next((meeting for meeting in ahead if meeting.reference == reference), None)
