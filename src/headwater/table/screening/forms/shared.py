"""A form that notices a change by someone else, radios that reveal a field, forms together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField


class RevisedForm(forms.Form):
    """A form that carries the revision it was drawn from, to notice a change by someone else."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def sent_revision(self) -> int | None:
        """The revision on the page that was sent."""
        found = self.cleaned_data.get("revision")
        return None if found is None else int(found)


class RevealingRadios(forms.RadioSelect):
    """Radios of which some reveal a field below them; `reveals`: value -> number of the field."""

    def __init__(self, *args: Any, reveals: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reveals = dict(reveals)

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark the option whose choice shows a field; style sheets do the showing."""
        option = super().create_option(*args, **kwargs)
        number = self.reveals.get(str(option["value"]))
        if number:
            option["attrs"]["data-reveals"] = number
        return option


class Together:
    """Several forms of one page as one: the first is drawn by name, the summary lists them all."""

    def __init__(self, *together: forms.BaseForm) -> None:
        self.together = together

    @property
    def errors(self) -> dict[str, Any]:
        """All errors, by form and field; empty when every form is whole."""
        return {
            form.add_prefix(name): found
            for form in self.together
            for name, found in form.errors.items()
        }

    def non_field_errors(self) -> list[str]:
        """What belongs to no field."""
        return [str(text) for form in self.together for text in form.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        return (bound for form in self.together for bound in form)

    def __getitem__(self, name: str) -> BoundField:
        return self.together[0][name]
