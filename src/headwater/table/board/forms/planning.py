"""Planning meetings and series, entering one held on paper, closing, handing over the chair.

Field names are those of the services, so that what a service refuses is shown where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.core.fields import DatePartsField
from headwater.network.models import MeetingPlace, Seat
from headwater.table.interventions.forms import InstantField
from headwater.table.meetings.models import Meeting, Series
from headwater.table.meetings.presenters import seat_words, venue_label, weekday_label
from headwater.table.meetings.rules import AFTERWARDS_REASONS, URGENT_REASONS, WEEKDAYS, Venue
from headwater.vocabulary import registry

from .shared import ActForm, language, offer


class ZonedForm(ActForm):
    """A form whose days and hours are those of the table's zone."""

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, InstantField):
                field.zone = zone


class PlaceForm(ActForm):
    """Where: a place of the table's list, if it has one."""

    place = forms.ChoiceField(
        label=gettext_lazy("Where"), widget=forms.RadioSelect, required=False, initial=""
    )

    def __init__(self, *args: Any, places: list[MeetingPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.reference: place for place in places}
        if places:
            listed = [(place.reference, place.name) for place in places]
            offer(self, "place", [("", _("Not said")), *listed])
        else:
            del self.fields["place"]

    def where(self) -> MeetingPlace | None:
        """The place that was chosen; None where none was."""
        return self.places.get(self.cleaned_data.get("place", ""))


class PlanForm(PlaceForm, ZonedForm):
    """One meeting: its day and hour, and where."""

    field_order = ("starts_at", "place")
    starts_at = InstantField(
        label=gettext_lazy("Day and hour it begins"),
        error_messages={"required": gettext_lazy("Enter the day and the hour it begins.")},
    )


class UrgentForm(PlaceForm):
    """A meeting for now: why it cannot wait, and where."""

    field_order = ("reason", "place")
    reason = forms.ChoiceField(
        label=gettext_lazy("Why it cannot wait"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why it cannot wait.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", registry.current(URGENT_REASONS).choices(language()))


class SeriesForm(PlaceForm):
    """The weekdays and the hour a table meets."""

    field_order = ("weekdays", "hour", "starts_on", "ends_on", "venue", "place")

    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Days of the week"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose one or more days of the week.")},
    )
    hour = forms.TimeField(
        label=gettext_lazy("Hour it begins"),
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Enter the hour as 09:00.")},
    )
    starts_on = DatePartsField(label=gettext_lazy("First day"))
    ends_on = DatePartsField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it open if no end is known."),
        required=False,
    )
    venue = forms.ChoiceField(
        label=gettext_lazy("How you meet"), widget=forms.RadioSelect, initial=Venue.IN_PERSON.value
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "weekdays", [(day, weekday_label(day)) for day in WEEKDAYS])
        offer(self, "venue", [(venue.value, venue_label(venue)) for venue in Venue])

    def series(self) -> dict[str, Any]:
        """The words of `plan_series`."""
        return {**self.cleaned_data, "place": self.where()}


class AnyOfTheseDays(forms.MultipleChoiceField):
    """Ticked days; which are offered is known only once the last day was read."""

    def valid_value(self, value: str) -> bool:
        """Any: `FromSeriesForm.to_skip` looks among the days that were offered alone."""
        return True


class FromSeriesForm(ActForm):
    """Until when to plan the meetings of a series, and on which holidays to meet all the same.

    With `holidays` (day -> name) the form asks of each; until then it asks for the day alone.
    """

    until = DatePartsField(
        label=gettext_lazy("Plan its meetings until"),
        help_text=gettext_lazy("Those that stand already stay as they are."),
    )
    meet_on = AnyOfTheseDays(
        label=gettext_lazy("Public holidays: meet all the same?"),
        help_text=gettext_lazy("Those you do not tick are left out."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    asked_until = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_of({})

    def ask_of(self, holidays: Mapping[date, str]) -> None:
        """Offer these days, each with its holiday; none, and the question is not there."""
        self.holidays = dict(holidays)
        named = {
            day.isoformat(): f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}: {name}"
            for day, name in self.holidays.items()
        }
        offer(self, "meet_on", list(named.items()))

    def to_skip(self) -> list[date]:
        """The holidays that were not ticked."""
        meets = set(self.data.getlist("meet_on")) if hasattr(self.data, "getlist") else set()
        return [day for day in self.holidays if day.isoformat() not in meets]


class SkipDayForm(ActForm):
    """A day on which a series does not meet."""

    day = DatePartsField(
        label=gettext_lazy("Day to leave out"), help_text=gettext_lazy("A holiday, for example.")
    )


class AfterwardsForm(ZonedForm):
    """A meeting that was held on paper: when, who chaired it, and why it is entered now."""

    held_at = InstantField(
        label=gettext_lazy("Day and hour it was held"),
        error_messages={"required": gettext_lazy("Enter the day and the hour it was held.")},
    )
    chair = forms.ChoiceField(label=gettext_lazy("Who chaired it"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why it is entered afterwards"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, chairs: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chair", [(seat.reference, seat_words(seat)) for seat in chairs])
        offer(self, "reason", registry.current(AFTERWARDS_REASONS).choices(language()))


class CloseForm(ZonedForm):
    """When a meeting ended: now, unless an hour is given."""

    closed_at = InstantField(
        label=gettext_lazy("When did it end?"),
        help_text=gettext_lazy("Leave it empty to close it now."),
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, zone=meeting.table.time_zone, **kwargs)
        field = self.fields["closed_at"]
        if meeting.recorded_afterwards:
            field.required, field.help_text = True, ""
            field.error_messages["required"] = _("Enter when it ended.")
            begun = meeting.starts_at.astimezone(ZoneInfo(meeting.table.time_zone))
            field.initial = begun.replace(tzinfo=None)

    def ended(self) -> datetime | None:
        """The instant that was entered; None for now."""
        found: datetime | None = self.cleaned_data.get("closed_at")
        return found


class HandOverForm(ActForm):
    """Who takes the chair."""

    to = forms.ChoiceField(
        label=gettext_lazy("Who takes the chair"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who takes the chair.")},
    )

    def __init__(self, *args: Any, chairs: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", [(seat.reference, seat_words(seat)) for seat in chairs])


def series_words(series: Series) -> str:
    """The weekdays and hour of a series in one line."""
    days = [weekday_label(day) for day in series.weekdays.split(",")]
    if language().startswith("fr"):
        days = days[:1] + [day.lower() for day in days[1:]]
    return _("%(days)s at %(hour)s") % {
        "days": ", ".join(days),
        "hour": time_format(series.hour, "TIME_FORMAT"),
    }
