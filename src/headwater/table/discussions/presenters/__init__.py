"""Plain values for pages about discussions, in the language in force."""

from .labels import (
    Label,
    answer_label,
    choices,
    decision_label,
    label,
    marked,
    mode_label,
    reopen_choices,
    state_label,
    verb_label,
)
from .path import Bank, path
from .record import Record, record
from .sentences import read_back, sentence, state_sentence

__all__ = [
    "Bank",
    "Label",
    "Record",
    "answer_label",
    "choices",
    "decision_label",
    "label",
    "marked",
    "mode_label",
    "path",
    "read_back",
    "record",
    "reopen_choices",
    "sentence",
    "state_label",
    "state_sentence",
    "verb_label",
]
