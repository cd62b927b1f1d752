"""The verbs of the meeting room: keyword-only, `by=` a seat, `at=` an aware instant in UTC."""

from .agenda import (
    add_item,
    arrange,
    finish_item,
    forget_subject,
    move_item,
    next_item,
    open_item,
    park_item,
    replace_subject,
    touch,
)
from .attendance import acknowledge, keep_out, leave, record_attendance, recuse
from .chairing import hand_over_chair, seen, take_chair
from .customs import add_place, end_place, record_training, set_customs
from .guests import see_guest_out, welcome_guest
from .planning import call_at_once, plan_from_series, plan_meeting, plan_series, skip_day
from .sitting import close_meeting, enter_afterwards, open_meeting

__all__ = [
    "acknowledge",
    "add_item",
    "add_place",
    "arrange",
    "call_at_once",
    "close_meeting",
    "end_place",
    "enter_afterwards",
    "finish_item",
    "forget_subject",
    "hand_over_chair",
    "keep_out",
    "leave",
    "move_item",
    "next_item",
    "open_item",
    "open_meeting",
    "park_item",
    "plan_from_series",
    "plan_meeting",
    "plan_series",
    "record_attendance",
    "record_training",
    "recuse",
    "replace_subject",
    "see_guest_out",
    "seen",
    "set_customs",
    "skip_day",
    "take_chair",
    "touch",
    "welcome_guest",
]
