"""Plain values for the pages of filter four; no query is left to a template."""

from .entry_sheet import EntrySheet, entry_sheet
from .guiding import GuideNote, GuidePage, guide_page, notes_of
from .listing import Listed, door_share, listed
from .note import Note, note
from .page import Page, page
from .plan import OpenedPart, opened_parts
from .sheets import Leaflet, PhoneSheet, leaflet, phone_sheet
from .today import Due, due_now

__all__ = [
    "Due",
    "EntrySheet",
    "GuideNote",
    "GuidePage",
    "Leaflet",
    "Listed",
    "Note",
    "OpenedPart",
    "Page",
    "PhoneSheet",
    "door_share",
    "due_now",
    "entry_sheet",
    "guide_page",
    "leaflet",
    "listed",
    "note",
    "notes_of",
    "opened_parts",
    "page",
    "phone_sheet",
]
