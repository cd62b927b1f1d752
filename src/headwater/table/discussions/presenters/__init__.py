"""Plain values for pages about discussions, in the language in force."""

from .answering import Kept, accountability
from .labels import (
    Label,
    answer_label,
    choices,
    decision_label,
    label,
    marked,
    mode_label,
    reopen_choices,
    stance_label,
    state_label,
    verb_label,
)
from .law import Ground, Pack, hint, pack, whole_pack
from .path import Bank, path
from .record import Record, record
from .register import Disclosed, for_agency, for_privacy_officer, how_label
from .sealed import Person, SealedPage, people, sealed_page
from .sentences import read_back, sentence, state_sentence

__all__ = [
    "Bank",
    "Disclosed",
    "Ground",
    "Kept",
    "Label",
    "Pack",
    "Person",
    "Record",
    "SealedPage",
    "accountability",
    "answer_label",
    "choices",
    "decision_label",
    "for_agency",
    "for_privacy_officer",
    "hint",
    "how_label",
    "label",
    "marked",
    "mode_label",
    "pack",
    "path",
    "people",
    "read_back",
    "record",
    "reopen_choices",
    "sealed_page",
    "sentence",
    "stance_label",
    "state_label",
    "state_sentence",
    "verb_label",
    "whole_pack",
]
