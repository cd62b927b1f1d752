"""What the forms of a meeting share: errors at their field, choices in the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.errors import HeadwaterError
from headwater.network.models import Agency

# A list of pairs, or of (heading, pairs): as Django draws groups of radios.
Choices = list[tuple[str, Any]]


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def place_error(form: forms.Form, error: HeadwaterError) -> None:
    """Put a service's refusal at the field it names, else at the head of the form."""
    field = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, error.message)


def agency_choices(agencies: Iterable[Agency]) -> Choices:
    """Agencies by reference, named in the language of the page."""
    return [(agency.reference, agency.name(language())) for agency in agencies]


def offer(
    form: forms.Form,
    name: str,
    choices: Choices,
    *,
    hints: Mapping[str, str] | None = None,
    reveals: Mapping[str, int] | None = None,
) -> None:
    """Set the choices of a field, what each reveals, and what is said of a code not in them."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
        field.error_messages["invalid_choice"] = _("Choose from the list: this entry is not in it.")
    if hints:
        field.choice_hints = dict(hints)  # type: ignore[attr-defined]
    if reveals:
        field.choice_reveals = dict(reveals)  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """A form of the board: its words without a colon, its ids its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def chosen_words(self) -> list[dict[str, str]]:
        """What is chosen in it now, as rows of question and answer, whatever became of it."""
        rows = []
        for bound in self:
            if bound.is_hidden:
                continue
            words = _words(bound)
            if words:
                rows.append({"key": str(bound.label), "value": words})
        return rows


def _words(bound: forms.BoundField) -> str:
    """What a field holds in words: the labels of what is chosen, or that it is ticked."""
    value = bound.value()
    if not isinstance(bound.field, forms.ChoiceField):
        return _("Yes") if value else ""
    wanted = {str(each) for each in (value if isinstance(value, list | tuple) else [value])}
    return ", ".join(label for code, label in _flat(bound.field.choices) if code in wanted and code)


def _flat(choices: Any) -> Iterable[tuple[str, str]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(code), str(label)
