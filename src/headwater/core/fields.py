"""Form fields the design needs and Django does not have: a date in three boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class DatePartsWidget(forms.Widget):
    """Day, month and year as three text boxes: quicker to type than a calendar, and readable.

    Posted as `<name>_day`, `<name>_month`, `<name>_year`.
    """

    PARTS = ("day", "month", "year")
    template_name = "django/forms/widgets/input.html"
    use_fieldset = True

    def values_of(self, value: Any) -> list[str]:
        """The three texts to show for a date, for what was typed, or for nothing."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        if isinstance(value, list | tuple):
            return [str(part or "") for part in value]
        return ["", "", ""]

    def part_label(self, part: str) -> str:
        """The label above one box."""
        return {
            "day": pgettext("part of a date", "Day"),
            "month": pgettext("part of a date", "Month"),
            "year": pgettext("part of a date", "Year"),
        }[part]

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> list[str]:
        """What was typed, part by part, without judging it."""
        return [str(data.get(f"{name}_{part}", "")).strip() for part in self.PARTS]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        """Whether none of the boxes was in the form."""
        return all(f"{name}_{part}" not in data for part in self.PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box."""
        return f"{id_}_day" if id_ else ""


class DatePartsField(forms.Field):
    """A date typed as day, month, year. Cleans to a `date` or None; says which part is wrong."""

    widget = DatePartsWidget

    def clean(self, value: Any) -> date | None:
        """The date; `wrong_parts` then names the boxes to mark. Raises ValidationError."""
        self.wrong_parts: tuple[str, ...] = DatePartsWidget.PARTS
        if isinstance(value, date):
            return value
        typed = dict(zip(DatePartsWidget.PARTS, value or ("", "", ""), strict=True))
        if not any(typed.values()):
            if self.required:
                raise ValidationError(_("Enter a date."), code="required")
            return None
        missing = tuple(part for part, text in typed.items() if not text)
        if missing:
            self.wrong_parts = missing
            raise ValidationError(
                _("The date must have a day, a month and a year."), code="incomplete"
            )
        try:
            return date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
        except ValueError:
            raise ValidationError(
                _("This day does not exist. Check the day, the month and the year."),
                code="invalid",
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was typed differs from the date it started with."""
        widget = DatePartsWidget()
        return widget.values_of(initial) != widget.values_of(data)
