"""Plain values for the pages of filter four; no query is left to a template."""

from .listing import Listed, listed
from .note import Note, note
from .page import Page, page
from .plan import OpenedPart, opened_parts

__all__ = ["Listed", "Note", "OpenedPart", "Page", "listed", "note", "opened_parts", "page"]
