"""Plain values for the pages of the table; no query is left to a template."""

from .discussion import DiscussionPage, correctable, discussion_page
from .following import Board, board, fragment_url, heading, may_wait_for_chair
from .listing import discussion_rows, meeting_rows, series_rows, training_rows
from .minutes import Minutes, minutes
from .panel import allows
from .today import Today, today
from .wall import Wall, wall
from .words import day, day_and_hour, hour

__all__ = [
    "Board",
    "DiscussionPage",
    "Minutes",
    "Today",
    "Wall",
    "allows",
    "board",
    "correctable",
    "day",
    "day_and_hour",
    "discussion_page",
    "discussion_rows",
    "fragment_url",
    "heading",
    "hour",
    "may_wait_for_chair",
    "meeting_rows",
    "minutes",
    "series_rows",
    "today",
    "training_rows",
    "wall",
]
