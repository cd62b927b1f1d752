"""The pages of filter four. Nothing of a response may be kept by a browser or a proxy."""

from .responses import act, correct, index, note, open_plan, response, settle, told
from .sheets import entry_sheet, leaflet, phone_sheet, to_enter
from .templates import adopt, choose_template, clock_rule, template, templates

__all__ = [
    "act",
    "adopt",
    "choose_template",
    "clock_rule",
    "correct",
    "entry_sheet",
    "index",
    "leaflet",
    "note",
    "open_plan",
    "phone_sheet",
    "response",
    "settle",
    "template",
    "templates",
    "to_enter",
    "told",
]
