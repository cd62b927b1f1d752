"""Plain values for the pages of filter one. No query fires in a template."""

from .duties import duty_initial, duty_parts, duty_words, fact_words, reminders
from .lists import card, index, row, sentence, step_url, stepper
from .protocols import protocol_words, template_words
from .screenings import (
    crossing,
    crossing_lists,
    danger_now,
    may_bring,
    may_set_aside,
    meeting_words,
    opened_words,
    overview,
    sealed_words,
)
from .starting import points_words, readiness_words
from .youth import (
    fact_choices,
    fact_labels,
    ground_choices,
    ground_words,
    recipient_names,
    record_words,
    say_instead,
)

__all__ = [
    "card",
    "crossing",
    "crossing_lists",
    "danger_now",
    "duty_initial",
    "duty_parts",
    "duty_words",
    "fact_choices",
    "fact_labels",
    "fact_words",
    "ground_choices",
    "ground_words",
    "index",
    "may_bring",
    "may_set_aside",
    "meeting_words",
    "opened_words",
    "overview",
    "points_words",
    "protocol_words",
    "readiness_words",
    "recipient_names",
    "record_words",
    "reminders",
    "row",
    "say_instead",
    "sealed_words",
    "sentence",
    "step_url",
    "stepper",
    "template_words",
]
