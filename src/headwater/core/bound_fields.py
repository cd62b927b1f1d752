"""Turns a Django bound field into what the field template needs to draw.

The markup follows govuk-frontend's own output, so that its styles, its error handling and its
tests with assistive technology hold for us. Django's own `as_widget` would add ids, `required`
and `aria-*` of another pattern; the widget is therefore rendered directly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .fields import DatePartsWidget

# Widgets drawn as one control with a label before it, and the class govuk-frontend gives them.
_SINGLE = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Widget, "govuk-input"),
)

# Browsers want these values in ISO form, whatever the language of the page.
_NATIVE = (
    (forms.DateTimeInput, "datetime-local"),
    (forms.DateInput, "date"),
    (forms.TimeInput, "time"),
)


@dataclass(frozen=True)
class Choice:
    """One radio button or checkbox. `control` is the rendered input."""

    id: str
    label: str
    control: SafeString
    hint: str = ""
    group: str = ""
    starts_group: bool = False


@dataclass(frozen=True)
class FieldParts:
    """Everything `headwater/components/field.html` reads; text is not yet escaped."""

    kind: str
    id: str
    target: str
    label: str
    hint: str
    errors: list[str]
    described_by: str
    control: SafeString | str = ""
    choices: list[Choice] = field(default_factory=list)
    parts: list[Choice] = field(default_factory=list)


def kind_of(bound: BoundField) -> str:
    """Which of the field template's shapes draws this widget."""
    widget = bound.field.widget
    for widget_class, kind in (
        (DatePartsWidget, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),  # a RadioSelect too, for Django
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.PasswordInput, "password"),
    ):
        if isinstance(widget, widget_class):
            return kind
    return "hidden" if widget.is_hidden else "single"


def target_of(bound: BoundField) -> str:
    """The id of the first control, where a link in the error summary leads."""
    kind = kind_of(bound)
    own = _own_id(bound)
    if kind in {"radios", "checkboxes"}:
        return f"{own}_0"
    return f"{own}_day" if kind == "date" else own


def problems_of(bound: BoundField) -> list[str]:
    """The field's errors. Django's bare "required" does not say of what; ours does."""
    bare = str(forms.Field.default_error_messages["required"])
    tick = isinstance(bound.field.widget, forms.CheckboxInput)
    asked = _("Please tick: %(label)s") if tick else _("Please answer: %(label)s")
    named = asked % {"label": bound.label}
    return [named if str(error) == bare else str(error) for error in bound.errors]


def describe(
    bound: BoundField,
    *,
    hint: str = "",
    classes: str = "",
    choice_hints: Mapping[str, str] | None = None,
) -> FieldParts:
    """Read a bound field once and return its parts, rendered controls included."""
    own, kind = _own_id(bound), kind_of(bound)
    hint = hint or str(bound.help_text or "")
    errors = problems_of(bound)
    described_by = " ".join(
        name for name, present in ((f"{own}-hint", hint), (f"{own}-error", errors)) if present
    )
    parts: dict[str, Any] = {}
    if kind in {"radios", "checkboxes"}:
        parts["choices"] = list(_choices(bound, kind, choice_hints or {}))
    elif kind == "date":
        parts["parts"] = list(_date_parts(bound))
    else:
        parts["control"] = _control(bound, kind, described_by, classes)
    return FieldParts(
        kind=kind,
        id=own,
        target=target_of(bound),
        label=str(bound.label),
        hint=hint,
        errors=errors,
        described_by=described_by,
        **parts,
    )


def _own_id(bound: BoundField) -> str:
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name)


def _control(bound: BoundField, kind: str, described_by: str, classes: str) -> SafeString:
    widget = bound.field.widget
    base = {
        "checkbox": "govuk-checkboxes__input",
        "password": "govuk-input govuk-password-input__input",
    }.get(kind) or next(css for widget_class, css in _SINGLE if isinstance(widget, widget_class))
    names = [base, classes, str(widget.attrs.get("class", ""))]
    if bound.errors and kind not in {"checkbox", "hidden"}:
        names.append(f"{base.split()[0]}--error")
    attributes: dict[str, Any] = {"id": _own_id(bound)}
    if kind != "hidden":
        attributes["class"] = " ".join(name for name in names if name)
    if described_by:
        attributes["aria-describedby"] = described_by
    if bound.field.disabled:
        attributes["disabled"] = True
    if kind == "password":
        attributes.update(spellcheck="false", autocapitalize="none")
        attributes["autocomplete"] = widget.attrs.get("autocomplete", "current-password")
    return _render(bound, widget, attributes)


def _render(bound: BoundField, widget: forms.Widget, attributes: dict[str, Any]) -> SafeString:
    value = bound.value()
    for widget_class, native in _NATIVE:
        if isinstance(widget, widget_class):
            attributes.setdefault("type", native)
            value = _iso(value)
            break
    return widget.render(
        name=bound.html_name, value=value, attrs=attributes, renderer=bound.form.renderer
    )


def _iso(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _choices(bound: BoundField, kind: str, hints: Mapping[str, str]) -> Iterator[Choice]:
    own = _own_id(bound)
    widget = bound.field.widget
    chosen = widget.format_value(bound.value())
    hints = hints or getattr(bound.field, "choice_hints", {})
    position = 0
    for group, options, _index in widget.optgroups(bound.html_name, chosen, {"id": own}):
        for place, option in enumerate(options):
            item_id = f"{own}_{position}"
            hint = str(hints.get(str(option["value"]), ""))
            yield Choice(
                id=item_id,
                label=str(option["label"]),
                control=_choice_input(bound, kind, option, item_id, hint),
                hint=hint,
                group=str(group or ""),
                starts_group=bool(group) and place == 0,
            )
            position += 1


def _choice_input(
    bound: BoundField, kind: str, option: dict[str, Any], item_id: str, hint: str
) -> SafeString:
    attributes = {**option["attrs"], "id": item_id, "class": f"govuk-{kind}__input"}
    if hint:
        attributes["aria-describedby"] = f"{item_id}-item-hint"
    if bound.field.disabled:
        attributes["disabled"] = True
    reveals = getattr(bound.field, "choice_reveals", {}).get(str(option["value"]))
    if reveals:
        attributes["data-reveals"] = str(reveals)
    context = {"widget": {**option, "attrs": attributes, "wrap_label": False}}
    drawn = bound.form.renderer.render("django/forms/widgets/input.html", context)
    return mark_safe(drawn)  # noqa: S308  (Django's own template has escaped it)


def _date_parts(bound: BoundField) -> Iterator[Choice]:
    own = _own_id(bound)
    widget = bound.field.widget
    values = widget.values_of(bound.value())
    wrong = getattr(bound.field, "wrong_parts", widget.PARTS) if bound.errors else ()
    for part, value in zip(widget.PARTS, values, strict=True):
        width = 4 if part == "year" else 2
        css = f"govuk-input govuk-date-input__input govuk-input--width-{width}"
        attributes = {
            "id": f"{own}_{part}",
            "class": css + (" govuk-input--error" if part in wrong else ""),
            "inputmode": "numeric",
        }
        control = forms.TextInput().render(
            f"{bound.html_name}_{part}", value, attributes, renderer=bound.form.renderer
        )
        yield Choice(id=f"{own}_{part}", label=widget.part_label(part), control=control)
